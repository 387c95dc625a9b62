package ui

import (
	tea "charm.land/bubbletea/v2"

	"lipdash/ui/calls"
)

// sessionMsg is a result or a timer of one session: what was asked of one account,
// or of what is remembered of it, must not be taken for another's.
type sessionMsg struct {
	session *session
	msg     tea.Msg
}

// guarded makes the results of commands those of this session.
func (s *session) guarded(cmds ...tea.Cmd) tea.Cmd {
	var guarded []tea.Cmd
	for _, cmd := range cmds {
		if cmd == nil {
			continue
		}
		guarded = append(guarded, func() tea.Msg {
			if msg := cmd(); msg != nil {
				return sessionMsg{s, msg}
			}
			return nil
		})
	}
	return tea.Batch(guarded...)
}

// applyGuarded is the one guard: what belongs to another session than the one on screen
// goes no further, nor does the answer to a request that is not under way any more.
func (m *Model) applyGuarded(msg sessionMsg) tea.Cmd {
	if msg.session == m.session {
		if a, ok := msg.msg.(calls.Answer); ok && !m.requests.Ended(a.Answers()) {
			return nil
		}
		return m.dispatchGuarded(msg.msg)
	}
	switch late := msg.msg.(type) { // with these something is to be done all the same
	case calls.CallMade:
		m.log.Attempt(m.now, late.Call) // it was sent, and stays in the activity
		return msg.session.guarded(calls.ListenCalls(msg.session.life, msg.session.Calls))
	case calls.LeftKept:
		return m.leftKept(late)
	case calls.HookRan:
		return m.hookRan(msg.session, late)
	case calls.MemoryOpened:
		if msg.session.parked {
			m.left.opened(msg.session.Identity, late.Memory)
			return nil
		}
		return calls.CloseMemory(late.Memory)
	}
	return nil
}
