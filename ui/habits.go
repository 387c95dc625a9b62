package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/calls"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/state/habits"
)

// used counts the use of a key that the footer shows: its hint steps back once it is known.
func (s *session) used(key string, hints []keymap.Hint) tea.Cmd {
	i := slices.IndexFunc(hints, func(h keymap.Hint) bool { return h.Key == key })
	if i < 0 || !s.habits.Used(hints[i].Text) {
		return nil
	}
	return calls.KeepHabits(s.ctx, s.memory, s.habits.Number())
}

// unbound says of a key that it means nothing, as long as that is not known.
func (s *session) unbound(k tea.KeyPressMsg, keys *keymap.Map) (text string, kept tea.Cmd) {
	text = keys.Unbound(k)
	if keymap.Foreign(k.Code) || text == "" {
		return text, nil
	}
	if s.habits.Known(habits.Unbound) {
		return "", nil
	}
	return text, s.used("", []keymap.Hint{{Text: habits.Unbound}})
}
