package ui

import (
	tea "charm.land/bubbletea/v2"

	"lipdash/ui/statusbar"
)

type textEditedMsg struct {
	values, errs map[string]string
	err          error
}

// editText opens the whole form in the user's editor. What is typed is on disk
// as a draft meanwhile, whatever the editor does.
func (m *Model) editText() tea.Cmd {
	if m.opts.Editor == nil || m.submitting {
		return nil
	}
	cmd, result := m.opts.Editor.Command(m.form.Typed())
	if cmd == nil {
		_, _, err := result()
		return m.applyTextEdited(textEditedMsg{err: err})
	}
	return tea.Exec(cmd, func(err error) tea.Msg {
		if err != nil {
			return textEditedMsg{err: err}
		}
		values, errs, err := result()
		return textEditedMsg{values, errs, err}
	})
}

// applyTextEdited takes what came back; fields that are wrong are marked.
func (m *Model) applyTextEdited(msg textEditedMsg) tea.Cmd {
	if msg.err != nil {
		return m.say(statusbar.Bad, "the form is as it was: "+msg.err.Error())
	}
	at := m.form.Place()
	m.form.Return(msg.values, at)
	if len(msg.errs) > 0 {
		m.form.Refused(msg.errs, "")
	}
	return nil
}
