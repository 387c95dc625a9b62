package create

import (
	"fmt"
	"maps"
	"reflect"
	"strings"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/submission"
)

func TestWhatThereIsToDecideAboutASubmission(t *testing.T) {
	old := func(o *Outgoing) { o.KeyAt = noon.Add(-24 * time.Hour) }
	now := func(o *Outgoing) { o.KeyAt = noon }
	for name, c := range map[string]struct {
		o           Outgoing
		enter, back string // the question, or a part of why there is none
	}{
		"queued":                {sub("a", submission.Queued), "a: next", "taken back?"},
		"in the queue":          {sub("a", submission.Queued, func(o *Outgoing) { o.Place = 4 }), "a: it waits for a slot", "taken back?"},
		"held":                  {sub("a", submission.Queued, held), "a: t sends it", "taken back?"},
		"uploading":             {sub("a", submission.Uploading), "a: starting", "taken back?"},
		"being sent":            {sub("a", submission.Sending), "a: waiting for the answer", "has left already"},
		"answer lost":           {sub("a", submission.Unknown), "a: answer lost", "has left already"},
		"its batch is gathered": {sub("a", submission.Ready), "a: waits for the others", "taken back?"},
		"its batch is sent":     {sub("a", submission.InEnvelope, call(submission.EnvelopeSending)), "a: with its batch", "has left already"},
		"its batch is lost":     {sub("a", submission.InEnvelope, call(submission.EnvelopeUnknown)), "a: answer lost, looking for its batch", "has left already"},
		"its batch is made":     {sub("a", submission.InEnvelope, call(submission.EnvelopeMade)), "a: queued at HeyGen", "has left already"},
		"nobody knows":          {sub("a", submission.Asking, now), "made? cannot be told", "made? cannot be told"},
		"the key is old":        {sub("a", submission.Asking, old), "made? a day old", "made? a day old"},
		"another has it":        {sub("a", submission.Queued, elsewhere), "left it behind", "taken back?"},
		"another is stopped": {sub("a", submission.Queued, elsewhere, func(o *Outgoing) {
			o.Problem = submission.Problem{Code: submission.CodeStopped, Message: "lipdash 7 is stopped.", Next: "Let it go on."}
		}), "lipdash 7 is stopped. Let it go on.", "taken back?"},
		"not from here": {sub("a", submission.Queued, elsewhere, func(o *Outgoing) {
			o.Problem = submission.Problem{Code: submission.CodeReadOnly, Message: "Read-only.", Next: "Another profile sends it."}
		}), "Read-only. Another profile sends it.", "Read-only. Another profile sends it."},
		"another was lost": {sub("a", submission.Asking, elsewhere), "left it behind", "HeyGen may have made it"},
	} {
		r := New(Rates{}, 0, on)
		for back, want := range map[bool]string{false: c.enter, true: c.back} {
			d := r.Pending.Decide(&c.o, back, noon)
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

func call(s submission.EnvelopeState) func(*Outgoing) { return func(o *Outgoing) { o.Call = s } }

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

func TestARefusalIsSaidWhereItIsMended(t *testing.T) {
	for name, c := range map[string]struct {
		field  string
		inForm bool
		want   string
		fields map[string]string
	}{
		"of a field":         {"audio", true, "a was refused, c shows it: No voice. Nothing was billed.", map[string]string{"audio": "No voice. Nothing was billed."}},
		"of the whole":       {"", true, "a was refused, c shows it: No voice. Nothing was billed.", nil},
		"with another draft": {"audio", false, "a was refused and is a draft now: No voice. Nothing was billed.", nil},
	} {
		r, o := New(Rates{}, 0, on), sub("a", submission.Refused)
		o.Problem = submission.Problem{Message: "No voice.", Money: "Nothing was billed.", Param: c.field}
		es := r.Pending.refused(o, c.inForm)
		e := es[len(es)-1].(Refused)
		if e.Text != c.want || e.Brief != "a was refused: No voice." || e.Key != nil || len(es) == 2 != c.inForm {
			t.Errorf("%s: %+v", name, es)
		}
		if f, is := es[0].(RefuseForm); is && (!maps.Equal(f.Fields, c.fields) || f.Text == "" != (c.field != "")) {
			t.Errorf("%s: the form says %+v", name, f)
		}
	}
	r, o := New(Rates{}, 0, on), sub("a", submission.Refused)
	o.Problem.Code = "unauthorized"
	if es := r.Pending.refused(o, false); !api.IsAuth(es[0].(Refused).Key) {
		t.Error("that the key is refused is not told")
	}
}

func TestWhatWaitsForAQuotaAsksForNoRound(t *testing.T) {
	r, o := New(Rates{}, 0, on), sub("a", submission.Queued, held)
	o.Problem = submission.Problem{Code: "quota_exceeded", Message: "No credit."}
	es := r.Looked([]Outgoing{o}, listing(), true, "", noon)
	if got := said(es); got != "Held Arrived" || es[0] != (Warn{Text: "a waits, t sends it: No credit", Known: true}) {
		t.Errorf("%s: %+v", got, es)
	}
}

func TestWhyAWishWasNotTaken(t *testing.T) {
	no := &api.Error{Op: "x", Status: 500}
	for name, c := range map[string]struct {
		got, want []Effect
	}{
		"the form, no answer yet":     {notTaken(true, nil, Conditions{}), []Effect{RefuseForm{Text: "HeyGen has not answered yet: try again in a moment. The draft stays."}}},
		"the form, a journal opens":   {notTaken(true, nil, Conditions{Opening: true}), []Effect{RefuseForm{Text: JournalSlow + " The draft stays."}}},
		"the form, an error":          {notTaken(true, no, Conditions{}), []Effect{RefuseForm{Text: api.Explain(no).String()}}},
		"made again, no answer yet":   {notTaken(false, nil, Conditions{}), []Effect{Warn{Text: "HeyGen has not answered yet: try again in a moment."}}},
		"made again, a journal opens": {notTaken(false, nil, Conditions{Opening: true}), []Effect{Warn{Text: JournalSlow}}},
		"made again, an error":        {notTaken(false, no, Conditions{}), []Effect{NotMadeAgain{no}}},
	} {
		if !reflect.DeepEqual(c.got, c.want) {
			t.Errorf("%s: %+v", name, c.got)
		}
	}
	var d Drafts
	if es := d.Saved(1, no, "The disk is full."); len(es) > 0 || !d.Lost() {
		t.Errorf("a draft that is lost with everything is told apart: %+v", es)
	}
}

func TestHowASubmissionIsCalled(t *testing.T) {
	for title, want := range map[string]string{"": "the new lipsync", "two\nlines": "two lines", strings.Repeat("x", 50): strings.Repeat("x", 39) + "…"} {
		r, o := New(Rates{}, 0, on), Outgoing{Submission: submission.New("a", map[string]string{"title": title}, noon)}
		if got := r.Pending.Called(&o); got != want {
			t.Errorf("%q is called %q", title, got)
		}
	}
}

func TestACreateThatHeyGenStillWorksOnIsStillBeingMade(t *testing.T) {
	var p Pending
	for code, want := range map[string]string{"request_in_progress": "still being made", "": "answer lost, looking for it"} {
		o := sub("a", submission.Unknown, func(o *Outgoing) { o.Doubt, o.Problem.Code = true, code })
		if word, info := p.Phase(&o, noon); word != "checking" || info != want {
			t.Errorf("code %q: %s, %s", code, word, info)
		}
	}
}

func TestABatchThatBeginsToWaitIsToldOnce(t *testing.T) {
	r := New(Rates{}, 0, on)
	var all []Outgoing
	for i := range 60 {
		o := sub(submission.ID(fmt.Sprint("ep", i)), submission.Queued, held)
		o.Batch, o.Problem = "launch", submission.Problem{Code: "quota_exceeded", Message: "No credit."}
		all = append(all, o)
	}
	es := r.Looked(all, listing(), true, "", noon)
	if got := said(es); len(es) != 2 || es[0] != (Warn{Text: "ep0 and 59 more of its batch wait, t sends it: No credit", Known: true}) {
		t.Errorf("%s: %+v", got, es)
	}
	if es := r.Looked(all, listing(), true, "", noon); len(es) != 0 {
		t.Errorf("it is told again: %+v", es)
	}
	for i := range all {
		all[i].Held, all[i].State = false, submission.Asking
	}
	if es := r.Looked(all, listing(), true, "", noon); len(es) != 1 || es[0] != (Warn{Text: "ep0 and 59 more of its batch may or may not have been made, enter decides"}) {
		t.Errorf("%+v", es)
	}
}

func TestAQueueSaysWhatIsTrueOfEachWhetherALipdashRunsOrNot(t *testing.T) {
	for name, c := range map[string]struct {
		o                 Outgoing
		running, deserted string
	}{
		"queued":               {sub("a", submission.Queued), "queued: a slot", "queued: a lipdash to run"},
		"held":                 {sub("a", submission.Queued, held), "held: another key or quota", "held: another key or quota"},
		"uploading":            {sub("a", submission.Uploading), "uploading: its files to be sent", "queued: a lipdash to run"},
		"being sent":           {sub("a", submission.Sending), "sending: HeyGen's answer", "checking: a lipdash to run and look whether it was made"},
		"its batch is sent":    {sub("a", submission.InEnvelope, call(submission.EnvelopeSending)), "sending: HeyGen's answer", "checking: a lipdash to run and look whether it was made"},
		"its batch is lost":    {sub("a", submission.InEnvelope, call(submission.EnvelopeUnknown)), "checking: its batch to be found", "checking: a lipdash to run and look whether it was made"},
		"its batch is made":    {sub("a", submission.InEnvelope, call(submission.EnvelopeMade)), "pending: HeyGen, which has it, to begin", "pending: HeyGen, which has it, to begin"},
		"its batch tells ends": {sub("a", submission.InEnvelope, call(submission.EnvelopeOver)), "pending: HeyGen, which has it, to begin", "pending: HeyGen, which has it, to begin"},
		"nobody knows":         {sub("a", submission.Asking), "unsure: your decision in the dashboard whether it was made", "unsure: your decision in the dashboard whether it was made"},
	} {
		for driven, want := range map[bool]string{true: c.running, false: c.deserted} {
			w := QueuedWords(&c.o, submission.Queue{}, driven, noon)
			if got := w.State + ": " + w.WaitsFor; got != want {
				t.Errorf("%s, driven %v: %q, want %q", name, driven, got, want)
			}
		}
	}
}
