package ui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/nav"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/state/habits"
)

// keyPressed finds what a key means and performs it.
func (m *Model) keyPressed(k tea.KeyPressMsg) tea.Cmd {
	if k.Code == tea.KeyEscape && k.Mod == tea.ModAlt {
		// Two escapes that a slow link delivers at once read as one with alt.
		k.Mod = 0
		return tea.Batch(m.keyPressed(k), m.keyPressed(k))
	}
	in := m.scopes()[0]
	k = keymap.Fold(k, in.typing)
	m.poll.Pressed(m.now)
	m.notifier.Pressed(m.now)
	if !in.typing && !in.closed && m.Screen != nav.Form && m.count.Takes(k.String(), m.keys.Lookup(k.String(), append(in.bindings, keymap.Move, keymap.Global)...)) {
		m.toast.Waits(m.count.Says(m.keys))
		return nil
	}
	m.toast.Waits("")
	if c, n := m.keys.Lookup(k.String(), keymap.Move), m.count.Take(); n > 0 && c.Counts() {
		return m.counted(c, k, n)
	}
	var known tea.Cmd
	if !in.typing && in.hints != nil {
		known = m.used(k.String(), in.hints())
	}
	act, handled := m.meaning(k)
	if said := m.toast.Text() + m.edits.Note(m.now); !handled && !in.typing && (said == "" || strings.Contains(said, habits.Unbound)) {
		text, kept := m.unbound(k, m.keys, in.closed)
		return tea.Batch(kept, m.flash(statusbar.Info, text))
	}
	if _, on := act.(action.NextPage); !on {
		m.browse.StayHere()
	}
	return tea.Batch(known, m.perform(act))
}

// counted is a key that moves so many times, as far as that is a move; to the last row it is
// to the row of that number.
func (m *Model) counted(c keymap.Command, k tea.KeyPressMsg, n int) (cmd tea.Cmd) {
	if c == keymap.Bottom {
		top, _ := m.meaning(keymap.Pressed(m.keys.Press(keymap.Top, keymap.Move)))
		cmd, k, n = m.perform(top), keymap.Pressed(m.keys.Press(keymap.Down, keymap.Move)), n-1
	}
	for range n {
		if act, _ := m.meaning(k); act != nil { // the next page, or the one before
			return tea.Batch(cmd, m.perform(act))
		}
	}
	return cmd
}

// meaning is what a key means now: those that quit, suspend and redraw from anywhere come first,
// then the scopes are asked, innermost first, until one answers or keeps it.
func (m *Model) meaning(k tea.KeyPressMsg) (act action.Action, handled bool) {
	switch c := m.keys.Lookup(k.String(), keymap.Global); {
	case c == keymap.ForceQuit:
		return action.Quit{Force: leaving(&m.layers)}, true
	case k.Text == "" && (c == keymap.Suspend || c == keymap.Redraw):
		return action.Everywhere(m.keys, false)(k.String())
	}
	for _, s := range m.scopes() {
		if act, handled = s.key(k); handled || s.closed {
			break
		}
	}
	return act, handled
}

// jobKey is a key while a job has the focus: it scrolls the detail, goes to the
// neighbour, or is an action on that job.
func (m *Model) jobKey(key string) (action.Action, bool) {
	if step, ok := steps[m.keys.Lookup(key, keymap.Detail)]; ok {
		act, _ := m.list.Key(step, m.rows())
		return act, true
	}
	if act, handled := m.detail.Key(key); handled {
		return act, true
	}
	c := m.keys.Lookup(key, keymap.Jobs)
	switch row := m.list.Cursor(); {
	case c == keymap.Open:
		return nil, true
	case action.BesideOneJob(c):
		return action.OnList(c), true
	case row == (action.RowID{}):
		return nil, action.NeedsRow(c)
	default: // what is marked is out of sight here
		return action.OnRow(c, row)
	}
}

// steps are the list's keys for moving its cursor from within the detail.
var steps = map[keymap.Command]string{keymap.NextJob: "j", keymap.PrevJob: "k"}

// used counts the use of a key that the footer shows: its hint steps back once it is known.
func (s *session) used(key string, hints []keymap.Hint) tea.Cmd {
	i := slices.IndexFunc(hints, func(h keymap.Hint) bool { return h.Key == key })
	if i < 0 || !s.habits.Used(hints[i].Text) {
		return nil
	}
	return calls.KeepHabits(s.ctx, s.memory, s.habits.Number())
}

// unbound says of a key that it means nothing, as long as that is not known.
func (s *session) unbound(k tea.KeyPressMsg, keys *keymap.Map, over bool) (text string, kept tea.Cmd) {
	if text = keys.Unbound(k, over, s.habits.Known(habits.Unbound)); strings.Contains(text, habits.Unbound) {
		kept = s.used("", []keymap.Hint{{Text: habits.Unbound}})
	}
	return text, kept
}
