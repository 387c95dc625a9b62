package ui

import tea "charm.land/bubbletea/v2"

// sessionMsg is a result that means something to one session only: what was asked
// of one account's memory must not be taken for another's.
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

func (m *Model) applyOurs(msg sessionMsg) tea.Cmd {
	if msg.session != m.sessions {
		return nil
	}
	return m.dispatch(msg.msg)
}
