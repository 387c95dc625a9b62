package ui

import (
	"slices"
	"strings"
	"testing"
	"time"

	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
)

// TestNoKeyOfAReadOnlyProfileWrites presses every key in every scene, and everything that
// the list of commands offers, as in a profile that may only read.
func TestNoKeyOfAReadOnlyProfileWrites(t *testing.T) {
	oneGoroutine(t)
	var keys []string
	for _, s := range keymap.Scopes() {
		for _, b := range keymap.Default().Bindings(s) {
			keys = append(keys, b.Keys()...)
		}
	}
	slices.Sort(keys)
	refused := 0
	for _, s := range keyScenes {
		for _, k := range slices.Compact(slices.Clone(keys)) {
			c := &counting{}
			m := keyScene(t, func(m *Model) {
				m.Session.Client, m.Identity.ReadOnly = c, m.isOpen()
				s.enter(m)
			})
			open := m.isOpen()
			act, _ := m.meaning(keymap.Pressed(k))
			m.Identity.ReadOnly = open
			before, kept := m.layers.Top(), memoryOf(m)
			_ = m.perform(act)
			if act != nil && open && action.Writes(act) {
				refused++
				if m.layers.Top() != before || !strings.Contains(m.toast.Text(), "read-only") {
					t.Errorf("%s %s: %s, says %q", s.name, k, describe(act), m.toast.Text())
				}
			}
			for range 20 {
				m.now = m.now.Add(time.Second)
				drainWithin(m, m.due(), time.Millisecond)
			}
			if c.deletes+c.renames > 0 {
				t.Errorf("%s %s: %d deletes, %d renames", s.name, k, c.deletes, c.renames)
			}
			if now := memoryOf(m); open && now != kept {
				t.Errorf("%s %s: what is to be sent was %v and is %v", s.name, k, kept, now)
			}
		}
	}
	if refused < 20 {
		t.Errorf("only %d keys were refused: the test does not look where they are", refused)
	}
}

// memoryOf counts what the journal has to send: submissions, batches and changes of the queue.
// What is let go on stays where it is there: a read-only journal drives nothing.
func memoryOf(m *Model) (kept [3]int) {
	if memory, ok := m.memory.(*fakeMemory); ok {
		return [3]int{len(memory.out), len(memory.batches), len(memory.changed)}
	}
	return kept
}

func TestWhatIsOffByItselfIsNotRefused(t *testing.T) {
	m := opened(t, &counting{page: someJobs(3)})
	m.Identity = calls.Identity{Profile: "acme", ReadOnly: true}
	for _, a := range []action.Action{action.Download{}, action.AskCopy{}, action.Undo{}, action.Refresh{}, action.UseProfile{}, action.MarkJobs{}} {
		if why := m.refusesWrite(a); why != "" {
			t.Errorf("%s: %s", describe(a), why)
		}
	}
}
