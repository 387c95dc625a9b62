package ui

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"lipdash/api"
	"lipdash/ui/calls"
	"lipdash/ui/state/create"
)

// TestASecondOpeningIsNotCalledSlowForTheFirst is about a journal that is found with
// the account's name only, which is told seconds later on a slow line.
func TestASecondOpeningIsNotCalledSlowForTheFirst(t *testing.T) {
	m := opened(t, &counting{page: someJobs(2)})
	m.OpenMemory = func(context.Context, string) calls.Memory { return nil }
	m.openMemory("", m.now)
	first := m.create.Opening.Since()
	arrive(m, calls.MemoryOpened{})
	m.openMemory("somebody", m.now)
	arrive(m, memorySlowMsg{first})
	if m.toast.Text() == create.JournalSlow {
		t.Error("it is called slow at once")
	}
	arrive(m, memorySlowMsg{m.create.Opening.Since()})
	if m.toast.Text() != create.JournalSlow {
		t.Errorf("it is not called slow: %q", m.toast.Text())
	}
}

func TestAnAccountThatCouldNotBeReadIsAskedForAgainOnceHeyGenAnswers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		defer func() { <-time.After(time.Hour) }() // until the timers are over
		c := &counting{page: someJobs(3), err: &api.Error{Op: "x", Status: 500}}
		m := opened(t, c)
		time.Sleep(time.Minute)
		m.Update(nil)
		if c.mes != 1 {
			t.Fatalf("while nothing comes through it is asked for %d times", c.mes)
		}
		c.err = nil
		drain(m, refreshed(m))
		_, cmd := m.Update(nil)
		drain(m, cmd)
		if c.mes != 2 {
			t.Errorf("it was asked for %d times, nobody knows whose jobs these are", c.mes)
		}
	})
}
