package ui

import tea "charm.land/bubbletea/v2"

// sessionMsg is a result or a timer of one session: what was asked of one account,
// or of what is remembered of it, must not be taken for another's.
type sessionMsg struct {
	session *session
	msg     tea.Msg
}

// guarded makes a command's result one of this session.
func (m *Model) guarded(cmd tea.Cmd) tea.Cmd { return ofSession(m.session, cmd) }

func ofSession(session *session, cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() tea.Msg {
		if msg := cmd(); msg != nil {
			return sessionMsg{session, msg}
		}
		return nil
	}
}

// lateResult is a result with which something is to be done although its session
// was left.
type lateResult interface {
	late(m *Model, left *session) tea.Cmd
}

var _, _ lateResult = memoryOpenedMsg{}, callMadeMsg{}

// applyGuarded is the one guard between sessions: what belongs to another than the
// one on screen goes no further.
func (m *Model) applyGuarded(msg sessionMsg) tea.Cmd {
	if msg.session == m.session {
		return m.dispatchGuarded(msg.msg)
	}
	if late, ok := msg.msg.(lateResult); ok {
		return late.late(m, msg.session)
	}
	return nil
}
