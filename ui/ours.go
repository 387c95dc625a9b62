package ui

import tea "charm.land/bubbletea/v2"

// sessionMsg is a result or a timer of one session: what was asked of one account,
// or of what is remembered of it, must not be taken for another's.
type sessionMsg struct {
	session *session
	msg     tea.Msg
}

// ours makes a command's result one of this session.
func (m *Model) ours(cmd tea.Cmd) tea.Cmd { return guarded(m.session, cmd) }

func guarded(session *session, cmd tea.Cmd) tea.Cmd {
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

// latecomer is a result with which something is to be done although its session
// was left.
type latecomer interface {
	tooLate(m *Model, left *session) tea.Cmd
}

var _, _ latecomer = memoryOpenedMsg{}, callMadeMsg{}

// applyOurs is the one guard between sessions: what belongs to another than the
// one on screen goes no further.
func (m *Model) applyOurs(msg sessionMsg) tea.Cmd {
	if msg.session == m.session {
		return m.dispatchOurs(msg.msg)
	}
	if late, ok := msg.msg.(latecomer); ok {
		return late.tooLate(m, msg.session)
	}
	return nil
}
