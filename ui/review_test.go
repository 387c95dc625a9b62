package ui

import (
	"context"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/nav"
	"lipdash/ui/state/edits"
)

func TestGlobalKeysAreHarmlessOnTheFirstRun(t *testing.T) {
	dark := true
	m := New(t.Context(), Options{Dark: &dark})
	m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	for _, k := range []tea.KeyPressMsg{
		{Code: 'r', Mod: tea.ModCtrl},
		{Code: 'l', Mod: tea.ModCtrl},
		{Code: tea.KeyTab},
		{Code: tea.KeyTab},
		{Code: 'r', Text: "r"},
		{Code: 'R', Text: "R"},
		{Code: 'u', Text: "u"},
		{Code: 'x', Text: "x"},
		{Code: tea.KeyEscape},
	} {
		m.Update(k)
		_ = m.View()
	}
	m.perform(action.Refresh{})
	m.perform(action.Resync{})
	m.perform(action.NewJob{})
}

func TestResizingLeavesTheFormOpen(t *testing.T) {
	m := opened(t, &counting{page: someJobs(3)})
	m.Update(tea.KeyPressMsg{Code: tea.KeyTab})
	key(m, "c")
	key(m, "a")
	for _, w := range []int{80, 120, 40, 120} {
		m.Update(tea.WindowSizeMsg{Width: w, Height: 24})
		if m.Screen != nav.Form || m.form.Empty() {
			t.Fatalf("at %d columns the form is gone", w)
		}
	}
}

func TestAWriteThatLandsAfterTheAccountChangedIsNobodys(t *testing.T) {
	c := &counting{page: someJobs(3)}
	m := opened(t, c)
	late := tea.Batch(
		m.guarded(calls.EditJob(t.Context(), c, edits.Call{Kind: edits.Rename, ID: "ls_00", Was: "t", Now: "new"})),
		m.guarded(calls.EditJob(t.Context(), c, edits.Call{Kind: edits.Delete, ID: "ls_01"})),
	)
	mem := remembering(m)
	m.perform(action.Rename{ID: "ls_00", Title: "new"})
	m.open(calls.Session{Client: c})
	if !mem.closed || m.memory != nil {
		t.Fatal("the old account's submissions are still driven with its key")
	}
	drain(m, late)
	if c.renames != 1 || c.deletes != 1 {
		t.Fatalf("%d renames, %d deletes", c.renames, c.deletes)
	}
	if m.edits.Running(edits.Delete) != 0 || m.toast.Text() != "" {
		t.Fatalf("%d deletes, %q", m.edits.Running(edits.Delete), m.toast.Text())
	}
}

func TestAMemoryThatOpensAfterItsAccountWasLeftIsClosed(t *testing.T) {
	c, mem := &counting{}, &fakeMemory{}
	m := opened(t, c)
	m.OpenMemory = func(context.Context, string) calls.Memory { return mem }
	late := m.openMemory("somebody", m.now)
	m.open(calls.Session{Client: c})
	drain(m, late)
	if !mem.closed || m.memory != nil {
		t.Fatal("the outbox of an account that was left goes on")
	}
}

func TestWhatHappenedIsSaidOnTheLowestScreen(t *testing.T) {
	m := opened(t, &counting{page: someJobs(3)})
	m.Update(tea.WindowSizeMsg{Width: 40, Height: 10})
	m.warn("something happened")
	if !strings.Contains(m.View().Content, "something happened") {
		t.Fatal(m.View().Content)
	}
}

func TestSeveralNoticesAreAllThere(t *testing.T) {
	dark := true
	m := New(t.Context(), Options{Dark: &dark, Notices: []string{"first problem", "second problem"}})
	m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	m.Init()
	if !strings.Contains(m.View().Content, "2 warnings, ? shows them. first problem") {
		t.Fatal(m.View().Content)
	}
	for _, a := range []action.Action{action.Help{}, action.LastError{}} { // nothing else went wrong
		m.perform(a)
		if view := m.View().Content; !strings.Contains(view, "second problem") || strings.Contains(view, "nothing went wrong") {
			t.Fatalf("%T does not show the rest", a)
		}
		m.layers.Remove(m.layers.Top())
	}
}

func TestADeleteFromAnOpenJobIsAboutThatJob(t *testing.T) {
	m := opened(t, &counting{page: someJobs(5)})
	m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	for range 2 {
		m.Update(tea.KeyPressMsg{Code: tea.KeySpace, Text: " "})
	}
	here := m.list.Cursor()
	m.Update(tea.KeyPressMsg{Code: tea.KeyEnter})
	act, _ := m.jobKey("x")
	if got, ok := act.(action.AskDelete); !ok || len(got.IDs) != 1 || got.IDs[0] != here {
		t.Fatalf("%#v, not %s", act, here)
	}
}

func TestDeletingARunningJobWantsTheCountTyped(t *testing.T) {
	m := opened(t, &counting{page: someJobs(2)})
	m.openDelete(action.JobRows("ls_00"))
	if m.dialog().Open() {
		t.Fatal("y deletes a running job")
	}
}

func TestASCIIScreensAreASCII(t *testing.T) {
	page := someJobs(40)
	for i := range page.Jobs {
		page.Jobs[i].Title = strings.Repeat("a long title ", 9)
		page.Jobs[i].FailureMessage = strings.Repeat("a long reason ", 9)
		page.Jobs[i].Status = api.StatusFailed
	}
	for _, size := range [][2]int{{40, 10}, {80, 24}, {120, 40}} {
		m := New(t.Context(), Options{Session: &calls.Session{Client: &counting{page: page}}, ASCII: true})
		drain(m, m.Init())
		m.Update(tea.BackgroundColorMsg{})
		m.Update(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		for _, k := range []string{"", "Y", "?", "x", "c"} {
			if k != "" {
				key(m, k)
			}
			v := m.View()
			for _, r := range v.Content + v.WindowTitle {
				if r > 0x7e {
					t.Fatalf("%v after %q: %q in\n%s", size, k, r, v.Content)
				}
			}
			m.Update(tea.KeyPressMsg{Code: tea.KeyEscape})
		}
	}
}
