package ui

import (
	"context"
	"errors"
	"testing"

	tea "charm.land/bubbletea/v2"

	"lipdash/api/record"
	"lipdash/ui/calls"
	"lipdash/ui/nav"
	"lipdash/ui/uitest"
)

func TestWhatWasTypedBeforeTheJournalOpenedIsSavedThen(t *testing.T) {
	m := opened(t, &counting{})
	mem := remembering(m)
	m.memory = nil
	key(m, "c")
	drainAll(m, key(m, "a"))
	if len(mem.drafts) != 0 {
		t.Fatal("the test has a journal")
	}
	_, cmd := arrive(m, calls.MemoryOpened{Memory: mem})
	drain(m, cmd)
	if len(mem.drafts) != 1 || m.form.Empty() {
		t.Fatalf("on disk: %+v", mem.drafts)
	}
}

func TestWhoIsQuickerThanTheJournalFindsTheDraft(t *testing.T) {
	stored := []record.Draft{
		{ID: "one", Values: map[string]string{"title": "first"}, Focus: "title", Caret: 2},
		{ID: "two", Values: map[string]string{"title": "second"}},
	}
	for n := range len(stored) + 1 {
		m := opened(t, &counting{})
		mem := remembering(m)
		m.memory = nil
		key(m, "c")
		_, cmd := arrive(m, calls.MemoryOpened{Memory: mem, Drafts: stored[:n]})
		drain(m, cmd)
		if got := m.form.Values()["title"]; (got == "first") != (n == 1) || (menuOf(m) != nil) != (n == 2) || m.Screen != nav.Form {
			t.Errorf("%d drafts: title %q, menu %v", n, got, menuOf(m) != nil)
		}
		if at := m.form.Place(); n == 1 && (at.Param != "title" || at.Caret != 2) {
			t.Errorf("the caret is at %+v", at)
		}
		if key(m, "1"); n == 2 && menuOf(m) == nil {
			t.Error("a key that was meant for the form answers a menu that came by itself")
		}
	}
}

// fullDisk is a memory whose disk takes nothing while err is set.
type fullDisk struct {
	*fakeMemory
	err error
}

func (f *fullDisk) SaveDraft(ctx context.Context, d record.Draft) error {
	if f.err != nil {
		return f.err
	}
	return f.fakeMemory.SaveDraft(ctx, d)
}

func TestADraftCountsAsSavedOnceItIsOnDisk(t *testing.T) {
	m := opened(t, &counting{})
	disk := &fullDisk{fakeMemory: remembering(m), err: errors.New("the disk is full")}
	m.memory = disk
	says := func(want string) {
		t.Helper()
		if got := m.create.DraftNote(m.form.Empty(), disk.Trouble() == ""); got != want {
			t.Fatalf("it says %q, want %q", got, want)
		}
	}
	key(m, "c")
	says("")
	key(m, "a")
	says("draft")
	_, save := m.Update(draftPausedMsg{})
	says("draft") // given to the disk, which has not answered
	drain(m, save)
	says("draft not on disk")
	disk.err = nil
	key(m, "b")
	_, save = m.Update(draftPausedMsg{})
	drain(m, save)
	says("draft saved")
}

func TestAForeignJobInTheFormIsNoDraftUntilSomethingIsTyped(t *testing.T) {
	for _, open := range []string{"t", "D"} {
		m := opened(t, &counting{page: someJobs(2)})
		mem := remembering(m)
		drain(m, key(m, open))
		drainAll(m, draftPaused(m))
		if m.Screen != nav.Form || m.form.Typed()["title"] == "" || len(mem.drafts) != 0 {
			t.Fatalf("%s: %v on screen %v, on disk %v", open, m.form.Typed(), m.Screen, mem.drafts)
		}
		_, cmd := m.Update(uitest.Key("esc"))
		drainAll(m, cmd)
		if m.Screen == nav.Form || !m.form.Empty() || len(mem.drafts) != 0 || m.toast.Text() != "" {
			t.Errorf("%s: %v stays, on disk %v, %q is said", open, m.form.Typed(), mem.drafts, m.toast.Text())
		}
		drain(m, key(m, open))
		drainAll(m, key(m, "a"))
		drainAll(m, draftPaused(m))
		if len(mem.drafts) != 1 {
			t.Errorf("%s: what was typed is not on disk: %v", open, mem.drafts)
		}
	}
}

// draftPaused is the pause after which what is typed is saved.
func draftPaused(m *Model) tea.Cmd {
	_, cmd := m.Update(draftPausedMsg{})
	return cmd
}
