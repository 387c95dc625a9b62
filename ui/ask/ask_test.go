package ask_test

import (
	"strings"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/ui/ask"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/theme"
	"lipdash/ui/overlay/confirm"
	"lipdash/ui/state/edits"
	"lipdash/ui/state/transfers"
	"lipdash/ui/state/unfinished"
)

func text(s confirm.Spec) string {
	var lines []string
	for _, l := range s.Lines {
		lines = append(lines, l.Text)
	}
	return strings.Join(lines, "\n")
}

func TestADeleteSaysWhatItTakesAndWantsTheCountOfWhatIsRisky(t *testing.T) {
	th := theme.New(theme.Options{ASCII: true})
	done, running, failed := api.StatusCompleted, api.StatusRunning, api.StatusFailed
	for name, c := range map[string]struct {
		targets []edits.Target
		typed   string
		says    []string
		first   string
	}{
		"one that failed":            {targets: []edits.Target{{Job: "a", Status: failed}}, says: []string{"the job and its files", "1 failed"}},
		"one that was never fetched": {targets: []edits.Target{{Job: "a", Status: done}}, typed: "1", says: []string{"1 done   never downloaded"}, first: "Download it first"},
		"one that still runs":        {targets: []edits.Target{{Job: "a", Status: running}}, typed: "1", says: []string{"1 running   it may still be billed"}},
		"one that is held here":      {targets: []edits.Target{{Submission: "c"}}, says: []string{"1 held here   taken back at once, nothing is billed"}},
		"of every kind": {
			targets: []edits.Target{{Job: "a", Status: done}, {Job: "b", Status: done, Coming: true}, {Submission: "c"}, {Submission: "d", Away: true}},
			typed:   "3", first: "Download 1 first",
			says: []string{"the jobs and their files", "1 never downloaded, 1 is still coming down", "held here", "1 is no job yet and stays", "2 of them are not shown"},
		},
	} {
		q := ask.Delete{Impact: edits.ImpactOf(c.targets, true), Subject: "it", Names: []string{"some names"}, Unseen: 2, Window: 8 * time.Second, Undo: "u", Theme: &th}
		s := q.Spec()
		for _, want := range c.says {
			if !strings.Contains(text(s), want) {
				t.Errorf("%s: %q is not in\n%s", name, want, text(s))
			}
		}
		footer := "u takes it back for 8s"
		if len(q.Jobs) == 0 {
			footer = ""
		}
		if strings.Contains(text(s), "for good") != (len(q.Jobs) > 0) {
			t.Errorf("%s: what goes at HeyGen is not as told in\n%s", name, text(s))
		}
		if s.Typed != c.typed || s.Footer != footer {
			t.Errorf("%s: %q has to be typed, %s", name, s.Typed, s.Footer)
		}
		if first := s.Buttons[1]; c.first != "" && (first.Label != c.first || !first.Action.(action.Download).Sure) {
			t.Errorf("%s: %+v", name, first)
		}
	}
}

func TestQuittingWithNothingLeftAsksNothing(t *testing.T) {
	if s := ask.Quit(unfinished.Work{}, "ctrl+c"); len(s.Lines) != 0 {
		t.Errorf("it says %q", text(s))
	}
	if s := ask.Quit(unfinished.Work{Deletes: 2}, "ctrl+c"); s.Footer != "ctrl+c again quits" || !strings.Contains(text(s), "2 deletes have not been sent") || s.Lines[0].Tone != theme.Warn {
		t.Errorf("it says %q", text(s))
	}
}

func TestADownloadOfManySaysWhatItBringsAndWhereTo(t *testing.T) {
	p := transfers.Plan{Here: []api.JobID{"a"}, Coming: []api.JobID{"b"}, Later: []api.JobID{"c", "d"}, Failed: 3}
	s := ask.FetchMany(p, "out", 5e6, []string{"some names"})
	for _, want := range []string{"to out. 5.0 MB are free there.", "1 is here already", "1 is coming down already.", "2 are fetched when done", "3 have failed and have no file."} {
		if !strings.Contains(text(s), want) {
			t.Errorf("%q is not in\n%s", want, text(s))
		}
	}
	if a := s.Buttons[0].Action.(action.Download); !a.Sure || a.Again {
		t.Errorf("going on is %+v", a)
	}
	if s := ask.FetchMany(p, "out", -1, nil); strings.Contains(text(s), "free there") {
		t.Errorf("it claims to know what is free:\n%s", text(s))
	}
}

func TestAFileThatIsThereStaysUnlessTheUserSaysSo(t *testing.T) {
	s := ask.FetchAgain("intro", "a", transfers.File{Name: "intro.mp4", Size: 1 << 20})
	if a := s.Buttons[1].Action.(action.Download); s.Title != "intro is here already" || s.Buttons[0].Action != nil || !a.Sure || !a.Again {
		t.Errorf("%+v", s)
	}
	s = ask.InTheWay(action.FileID{Download: "d"}, "intro.mp4")
	if got := strings.Join(labels(s), ", "); got != "Leave it, Keep both, Replace it" || !s.Choice || s.Buttons[0].Action != nil {
		t.Errorf("%q, a choice %v", got, s.Choice)
	}
}
