package unfinished_test

import (
	"strings"
	"testing"
	"time"

	"lipdash/api/submission"
	"lipdash/ui/state/create"
	"lipdash/ui/state/transfers"
	"lipdash/ui/state/unfinished"
)

func TestWhatGoesOnIsSaidByKind(t *testing.T) {
	state := func(s submission.State, held, elsewhere bool) create.Outgoing {
		o := create.Outgoing{Submission: submission.New("mine", nil, time.Time{})}
		o.State = s
		o.Held, o.Elsewhere = held, elsewhere
		return o
	}
	for name, c := range map[string]struct {
		out   []create.Outgoing
		files []transfers.State
		asks  string
		after string
	}{
		"nothing": {},
		"held": {
			out:  []create.Outgoing{state(submission.Queued, false, false), state(submission.Queued, false, false)},
			asks: "2 lipsyncs are held and not sent: the next start sends them.", after: "2 lipsyncs are not made yet",
		},
		"refused key": {
			out: []create.Outgoing{state(submission.Queued, true, false)}, asks: "1 lipsync is held and not sent: the next start sends it.",
			after: "1 lipsync is not made yet",
		},
		"in doubt": {out: []create.Outgoing{state(submission.Asking, false, false)}, asks: "1 lipsync waits for you: it still does at the next start.", after: "1 lipsync is not made yet"},
		"on its way": {
			out: []create.Outgoing{state(submission.Sending, false, false)}, asks: "1 create has no answer yet: the next start looks for it.",
			after: "1 create has no answer yet: the next start continues with that",
		},
		"answer lost": {out: []create.Outgoing{state(submission.Unknown, false, false)}, asks: "1 create has no answer yet", after: "1 create has no answer yet"},
		"uploading": {
			out: []create.Outgoing{state(submission.Uploading, false, false)}, asks: "1 lipsync is uploading: the next start continues with it.",
			after: "1 lipsync is not made yet",
		},
		"another lipdash's": {out: []create.Outgoing{state(submission.Queued, false, true)}},
		"made":              {out: []create.Outgoing{state(submission.Accepted, false, false)}},
		"downloads": {
			files: []transfers.State{transfers.Running, transfers.Queued, transfers.Done, transfers.Paused, transfers.Failed},
			asks:  "2 files are coming down: the next start continues with them.", after: "2 files are not here yet",
		},
		"both": {
			out: []create.Outgoing{state(submission.Queued, false, false)}, files: []transfers.State{transfers.Running},
			asks: "1 file is coming down", after: "1 lipsync is not made yet, 1 file is not here yet: the next start continues with that",
		},
	} {
		var files []transfers.Transfer
		for _, s := range c.files {
			files = append(files, transfers.Transfer{State: s})
		}
		var w unfinished.Work
		w.Count(unfinished.UnderWay{Outgoing: c.out, Transfers: files, Lipsyncs: 9, Files: 9, Typed: true})
		if got := strings.Join(w.GoesOn(), " "); (got == "") != (c.asks == "") || !strings.Contains(got, c.asks) || len(w.Lost()) > 0 {
			t.Errorf("%s: it says %q, and that %q is lost", name, got, w.Lost())
		}
		if got := w.Line(); (got == "") != (c.after == "") || !strings.HasPrefix(got, c.after) {
			t.Errorf("%s: afterwards it says %q", name, got)
		}
	}
}

func TestWhatNothingRemembersIsLost(t *testing.T) {
	on := unfinished.UnderWay{
		Outgoing: []create.Outgoing{{Submission: submission.New("mine", nil, time.Time{})}}, Transfers: []transfers.Transfer{{State: transfers.Running}},
		Lipsyncs: 1, Files: 1, Typed: true,
	}
	for name, c := range map[string]struct {
		trouble string
		demo    bool
		unsaved bool
		lost    string
	}{
		"without a journal":    {"The disk is full.", false, false, "1 lipsync is not made yet and nothing is on disk. 1 file is still to come, and the next start will not know. The draft in the form is not on disk."},
		"a demo":               {"", true, false, ""},
		"what a journal keeps": {"", false, false, ""},
		"a demo's draft":       {"", true, true, ""},
	} {
		var w unfinished.Work
		on.Trouble, on.Demo, on.Unsaved = c.trouble, c.demo, c.unsaved
		w.Count(on)
		if got := strings.Join(w.Lost(), " "); got != c.lost || (len(w.GoesOn()) > 0 || w.Line() != "") != (c.lost == "" && !c.demo) {
			t.Errorf("%s: %q is lost, %q goes on", name, got, w.GoesOn())
		}
	}
}

func TestADraftThatIsOnNoDiskIsLost(t *testing.T) {
	for _, on := range []unfinished.UnderWay{{}, {Typed: true}, {Unsaved: true}, {Typed: true, Unsaved: true}} {
		var w unfinished.Work
		w.Count(on)
		if got := strings.Join(w.Lost(), " "); (got == "The draft in the form is not on disk.") != (on.Typed && on.Unsaved) {
			t.Errorf("%+v: %q is lost", on, got)
		}
	}
}

func TestWhatIsLostIsSaidByKind(t *testing.T) {
	for want, w := range map[string]unfinished.Work{
		"1 delete has not been sent: quitting keeps the job.":               {Deletes: 1},
		"Deletes are on their way; some may not be made.":                   {Deleting: 3},
		"1 rename is on its way; it may not be made.":                       {Renames: 1},
		"2 hooks run: quitting gives them ten seconds.":                     {Hooks: 2},
		"2 jobs are to be fetched when done: the next start will not know.": {Fetches: 2},
		"1 lipsync is not made yet and nothing is on disk.":                 {Lipsyncs: 1},
		"1 file is still to come, and the next start will not know.":        {Files: 1},
		"The draft in the form is not on disk.":                             {Draft: true},
	} {
		if got := strings.Join(w.Lost(), " "); got != want || w.Line() != "" || len(w.GoesOn()) > 0 {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
