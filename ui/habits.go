package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/calls"
	"lipdash/ui/kit/keymap"
)

// used counts the use of a key that the footer shows: its hint steps back once it is known.
func (s *session) used(key string, hints []keymap.Hint) tea.Cmd {
	i := slices.IndexFunc(hints, func(h keymap.Hint) bool { return h.Key == key })
	if i < 0 || !s.habits.Used(hints[i].Text) {
		return nil
	}
	return calls.KeepHabits(s.ctx, s.memory, s.habits.Number())
}
