package create

import (
	"strings"
	"testing"
	"time"

	"lipdash/api/submission"
)

func TestWhatThereIsToDecideAboutASubmission(t *testing.T) {
	old := func(o *Outgoing) { o.KeyAt = noon.Add(-24 * time.Hour) }
	now := func(o *Outgoing) { o.KeyAt = noon }
	for name, c := range map[string]struct {
		o           Outgoing
		enter, back string // the question, or a part of why there is none
	}{
		"queued":         {sub("a", submission.Queued), "a: next", "taken back?"},
		"held":           {sub("a", submission.Queued, held), "a: t sends it", "taken back?"},
		"uploading":      {sub("a", submission.Uploading), "a: starting", "taken back?"},
		"being sent":     {sub("a", submission.Sending), "a: waiting for the answer", "has left already"},
		"answer lost":    {sub("a", submission.Unknown), "a: answer lost", "has left already"},
		"nobody knows":   {sub("a", submission.Asking, now), "made? cannot be told", "made? cannot be told"},
		"the key is old": {sub("a", submission.Asking, old), "made? a day old", "made? a day old"},
		"another has it": {sub("a", submission.Queued, elsewhere), "left it behind", "take it back there"},
		"another is stopped": {sub("a", submission.Queued, elsewhere, func(o *Outgoing) {
			o.Problem = submission.Problem{Code: submission.CodeStopped, Message: "lipdash 7 is stopped.", Next: "Let it go on."}
		}), "lipdash 7 is stopped. Let it go on.", "lipdash 7 is stopped. Let it go on."},
		"another was lost": {sub("a", submission.Asking, elsewhere), "left it behind", "take it back there"},
	} {
		r := New(Rates{}, 0)
		for back, want := range map[bool]string{false: c.enter, true: c.back} {
			d := r.Pending.Decide(&c.o, back, "a", "t", noon)
			got := d.Nothing
			switch {
			case d.Made:
				got = "made? " + d.Why
			case got == "":
				got = "taken back?"
			}
			question, rest, _ := strings.Cut(want, "? ")
			if !strings.Contains(got, question) || !strings.Contains(got, rest) {
				t.Errorf("%s, back %v: %q, want %q", name, back, got, want)
			}
		}
	}
}

func TestAPlaceInWords(t *testing.T) {
	for n, want := range map[int]string{1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 11: "11th", 12: "12th", 21: "21st", 113: "113th"} {
		if got := ordinal(n); got != want {
			t.Errorf("%d is %q", n, got)
		}
	}
}

func TestWhyItWaitsAndWhatThatMeansForTheMoney(t *testing.T) {
	o := sub("a", submission.Queued)
	o.Problem = submission.Problem{Message: "No credit.", Money: "Nothing was billed.", Next: "Top up."}
	if got := o.Why(); got != "No credit. Nothing was billed. Top up." {
		t.Error(got)
	}
	o.Problem.Next = ""
	if got := o.Then(); got != "Nothing was billed." {
		t.Error(got)
	}
}
