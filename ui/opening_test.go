package ui

import (
	"context"
	"testing"

	"lipdash/ui/calls"
	"lipdash/ui/state/create"
)

// TestASecondOpeningIsNotCalledSlowForTheFirst is about a journal that is found with
// the account's name only, which is told seconds later on a slow line.
func TestASecondOpeningIsNotCalledSlowForTheFirst(t *testing.T) {
	m := opened(t, &counting{page: someJobs(2)})
	m.OpenMemory = func(context.Context, string) calls.Memory { return nil }
	m.openMemory("")
	first := m.create.Opening.Since()
	arrive(m, calls.MemoryOpened{})
	m.openMemory("somebody")
	arrive(m, memorySlowMsg{first})
	if m.toast.note.Text == create.JournalSlow {
		t.Error("it is called slow at once")
	}
	arrive(m, memorySlowMsg{m.create.Opening.Since()})
	if m.toast.note.Text != create.JournalSlow {
		t.Errorf("it is not called slow: %q", m.toast.note.Text)
	}
}
