package ui

import (
	"context"
	"errors"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/submission"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/stack"
	"lipdash/ui/state/create"
	"lipdash/ui/state/transfers"
)

// folder is Downloads with transfers that never move.
type folder struct{ list []transfers.Transfer }

func (f folder) Transfers() []transfers.Transfer               { return f.list }
func (folder) Changes() <-chan struct{}                        { return nil }
func (folder) Folder() (string, int64)                         { return "out", -1 }
func (folder) Trouble() string                                 { return "" }
func (folder) Move(context.Context, string, action.Wish) error { return nil }
func (folder) Fetch(context.Context, []api.Job, bool) (transfers.Receipt, error) {
	return transfers.Receipt{}, nil
}

func (folder) Saved(context.Context, []api.JobID) (map[api.JobID][]transfers.File, error) {
	return nil, nil
}

func TestQuittingAsksAboutWhatIsNotDoneYetAndSaysWhatGoesOn(t *testing.T) {
	m := opened(t, &counting{page: someJobs(2)})
	mem := remembering(m)
	if cmd := key(m, "q"); !quits(cmd) || leaving(&m.layers) || m.AfterExit() != "" {
		t.Fatal("it asks about nothing")
	}
	mem.out = []create.Outgoing{submitted("mine", submission.Queued)}
	m.downloads = folder{[]transfers.Transfer{{State: transfers.Running}}}
	arrive(m, calls.OutgoingChanged{})
	cmd := key(m, "q")
	if got := seen(m); quits(cmd) || !leaving(&m.layers) || !strings.Contains(got, "1 file is coming down") {
		t.Errorf("it asks: %v:\n%s", leaving(&m.layers), got)
	}
	if got, want := m.AfterExit(), "1 lipsync is not made yet, 1 file is not here yet: the next start continues with that"; got != want {
		t.Errorf("after the exit it says %q, want %q", got, want)
	}
	if _, cmd := m.Update(tea.KeyPressMsg{Code: 'c', Mod: tea.ModCtrl}); !quits(cmd) {
		t.Error("asked twice it does not quit")
	}
}

func TestQuittingAsksAboutADraftThatIsOnNoDisk(t *testing.T) {
	for name, mem := range map[string]calls.Memory{
		"the journal is not open yet": nil,
		"the disk takes nothing":      &fullDisk{&fakeMemory{drafts: map[string]record.Draft{}, changes: make(chan struct{})}, errors.New("the disk is full")},
	} {
		m := opened(t, &counting{page: someJobs(2)})
		m.memory = mem
		key(m, "c")
		drainAll(m, key(m, "a"))
		if cmd := m.quit(false); quits(cmd) || !strings.Contains(seen(m), "The draft in the form is not on disk.") {
			t.Errorf("%s, and what was typed is lost without a question:\n%s", name, seen(m))
		}
	}
}

func TestWhatNothingRemembersIsNotPromised(t *testing.T) {
	m := opened(t, &counting{page: someJobs(2)})
	mem := remembering(m)
	mem.out = []create.Outgoing{submitted("mine", submission.Queued)}
	m.Identity.Demo = true
	arrive(m, calls.OutgoingChanged{})
	if cmd := key(m, "q"); !quits(cmd) || m.AfterExit() != "" {
		t.Errorf("the demo promises a next start: %q", m.AfterExit())
	}
	m.transfers.Changed([]transfers.Transfer{{ID: "a"}}, m.now)
	if cmd := key(m, "q"); !quits(cmd) {
		t.Errorf("the demo asks about a file that is made up:\n%s", seen(m))
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
	arrive(m, calls.OutgoingChanged{})
	if !strings.Contains(seen(m), "2 running  0 pending  2 held  1 sending ") || !strings.Contains(seen(m), "3/3 slots") {
		t.Errorf("the header is\n%s", seen(m))
	}
	mem.slots = 0
	if arrive(m, calls.OutgoingChanged{}); !strings.Contains(seen(m), "2 running  0 pending  2 held  1 sending ") || strings.Contains(seen(m), "/3 slots") {
		t.Errorf("without a limit the header is\n%s", seen(m))
	}
}
