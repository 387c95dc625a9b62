package ui

import (
	"maps"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/calls"
	"lipdash/ui/kit/textline"
	"lipdash/ui/pane/statusbar"
)

type textEditedMsg struct {
	values, errs map[string]string
	err          error
}

// editText opens the whole form in the user's editor. What is typed is on disk
// as a draft meanwhile, whatever the editor does.
func editText(ed calls.Editor, values map[string]string) tea.Cmd {
	if ed == nil {
		return nil
	}
	cmd, result := ed.Command(values)
	if cmd == nil {
		_, _, err := result()
		return func() tea.Msg { return textEditedMsg{err: err} }
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
	msg = msg.fitting(m.form.Typed())
	at := m.form.Place()
	m.form.Return(msg.values, at)
	if len(msg.errs) > 0 {
		m.form.Refused(msg.errs, "")
	}
	return nil
}

// fitting leaves out what no field takes; those keep what they held.
func (msg textEditedMsg) fitting(old map[string]string) textEditedMsg {
	errs := map[string]string{}
	maps.Copy(errs, msg.errs)
	for name, v := range msg.values {
		if textline.TooLong(v) {
			msg.values[name] = old[name]
			errs[name] = "over " + strconv.Itoa(textline.Longest) + " characters, left as it was"
		}
	}
	msg.errs = errs
	return msg
}
