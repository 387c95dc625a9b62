package ui

import (
	"context"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/stack"
	"lipdash/ui/state/transfers"
)

// folder is Downloads with transfers that never move.
type folder struct{ list []transfers.Transfer }

func (f folder) Transfers() []transfers.Transfer                       { return f.list }
func (folder) Changes() <-chan struct{}                                { return nil }
func (folder) Folder() (string, int64)                                 { return "out", -1 }
func (folder) Trouble() string                                         { return "" }
func (folder) Move(context.Context, string, action.Wish) error         { return nil }
func (folder) Fetch(context.Context, []api.Job, bool) (Receipt, error) { return Receipt{}, nil }
func (folder) Saved(context.Context, []api.JobID) (map[api.JobID][]transfers.File, error) {
	return nil, nil
}

func TestQuittingAsksAboutWhatIsNotDoneYetAndSaysWhatGoesOn(t *testing.T) {
	state := func(s submission.State, held, elsewhere bool) Outgoing {
		o := submitted("mine", s)
		o.Held, o.Elsewhere = held, elsewhere
		return o
	}
	for name, c := range map[string]struct {
		out   []Outgoing
		files []transfers.State
		asks  string
		after string
	}{
		"nothing": {},
		"held": {
			out:  []Outgoing{state(submission.Queued, false, false), state(submission.Queued, false, false)},
			asks: "2 lipsyncs are held and not sent: the next start sends them.", after: "2 lipsyncs are not made yet",
		},
		"refused key": {
			out: []Outgoing{state(submission.Queued, true, false)}, asks: "1 lipsync is held and not sent: the next start sends it.",
			after: "1 lipsync is not made yet",
		},
		"in doubt": {out: []Outgoing{state(submission.Asking, false, false)}, asks: "1 lipsync waits for you: it still does at the next start.", after: "1 lipsync is not made yet"},
		"on its way": {
			out: []Outgoing{state(submission.Sending, false, false)}, asks: "1 create has no answer yet: the next start looks for it.",
			after: "1 create has no answer yet: the next start goes on with that",
		},
		"answer lost": {out: []Outgoing{state(submission.Unknown, false, false)}, asks: "1 create has no answer yet", after: "1 create has no answer yet"},
		"uploading": {
			out: []Outgoing{state(submission.Uploading, false, false)}, asks: "1 lipsync is uploading: the next start goes on with it.",
			after: "1 lipsync is not made yet",
		},
		"another lipdash's": {out: []Outgoing{state(submission.Queued, false, true)}},
		"made":              {out: []Outgoing{state(submission.Accepted, false, false)}},
		"downloads": {
			files: []transfers.State{transfers.Running, transfers.Queued, transfers.Done, transfers.Paused, transfers.Failed},
			asks:  "2 files are coming down: the next start goes on with them.", after: "2 files are not here yet",
		},
		"both": {
			out: []Outgoing{state(submission.Queued, false, false)}, files: []transfers.State{transfers.Running},
			asks: "1 file is coming down", after: "1 lipsync is not made yet, 1 file is not here yet: the next start goes on with that",
		},
	} {
		t.Run(name, func(t *testing.T) {
			m := opened(t, &counting{page: someJobs(2)})
			mem := remembering(m)
			mem.out = c.out
			var files folder
			for _, s := range c.files {
				files.list = append(files.list, transfers.Transfer{State: s})
			}
			m.downloads = files
			arrive(m, outgoingChangedMsg{})
			cmd := key(m, "q")
			if got := seen(m); m.leaving() != (c.asks != "") || !strings.Contains(got, c.asks) || quits(cmd) == m.leaving() {
				t.Errorf("it asks: %v, should say %q:\n%s", m.leaving(), c.asks, got)
			}
			if got := m.AfterExit(); (got == "") != (c.after == "") || !strings.HasPrefix(got, c.after) {
				t.Errorf("after the exit it says %q, want %q", got, c.after)
			}
			if _, cmd := m.Update(tea.KeyPressMsg{Code: 'c', Mod: tea.ModCtrl}); c.asks != "" && !quits(cmd) {
				t.Error("asked twice it does not quit")
			}
		})
	}
}

func TestWhatNothingRemembersIsNotPromised(t *testing.T) {
	m := opened(t, &counting{page: someJobs(2)})
	mem := remembering(m)
	mem.out = []Outgoing{submitted("mine", submission.Queued)}
	m.Identity.Demo = true
	arrive(m, outgoingChangedMsg{})
	if cmd := key(m, "q"); !quits(cmd) || m.AfterExit() != "" {
		t.Errorf("the demo promises a next start: %q", m.AfterExit())
	}
	m.transfers.Changed([]transfers.Transfer{{ID: "a"}}, m.now)
	if key(m, "q"); !m.leaving() || !strings.Contains(seen(m), "1 file is still to come, and the next start will not know.") {
		t.Errorf("the demo quits silently while a file comes down:\n%s", seen(m))
	}
	m.layers = stack.Stack{}
	m.transfers.Changed(nil, m.now)
	m.Identity.Demo, mem.trouble = false, "The disk is full."
	if key(m, "q"); !strings.Contains(seen(m), "1 lipsync is not made yet and nothing is on disk.") || strings.Contains(seen(m), "next start") || m.AfterExit() != "" {
		t.Errorf("without a journal it promises a next start: %q\n%s", m.AfterExit(), seen(m))
	}
}

func TestTheHeaderCountsWhatIsHeldWithTheSlots(t *testing.T) {
	m := opened(t, &counting{page: someJobs(2)})
	mem := remembering(m)
	mem.slots = 3
	for _, s := range []submission.State{submission.Queued, submission.Queued, submission.Sending} {
		mem.out = append(mem.out, submitted("mine", s))
	}
	arrive(m, outgoingChangedMsg{})
	if strings.Contains(seen(m), "held, ") {
		t.Error("what was submitted just now counts as held")
	}
	for i := range mem.out {
		mem.out[i].CreatedAt = time.Now().Add(-heldFor)
	}
	arrive(m, outgoingChangedMsg{})
	if !strings.Contains(seen(m), "2 held, 3 of 3 slots  2 running") {
		t.Errorf("the header is\n%s", seen(m))
	}
	mem.slots = 0
	if arrive(m, outgoingChangedMsg{}); !strings.Contains(seen(m), "2 held  2 running") {
		t.Errorf("without a limit the header is\n%s", seen(m))
	}
}
