package ui

import tea "charm.land/bubbletea/v2"

// sessionMsg is a result that means something to one session only: what was asked
// of one account, or of what is remembered of it, must not be taken for another's.
type sessionMsg struct {
	session int
	msg     tea.Msg
}

// ours makes a command's result one of this session: it is dropped should another
// be open by then.
func (m *Model) ours(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	session := m.sessions
	return func() tea.Msg {
		if msg := cmd(); msg != nil {
			return sessionMsg{session, msg}
		}
		return nil
	}
}

// latecomer is a result that has something to give back when nobody wants it any
// more.
type latecomer interface{ tooLate() }

func (m *Model) applyOurs(msg sessionMsg) tea.Cmd {
	if msg.session != m.sessions {
		if late, ok := msg.msg.(latecomer); ok {
			late.tooLate()
		}
		return nil
	}
	return m.dispatch(msg.msg)
}
