package form

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/textline"
)

// Key answers a key. It is handled unless it means nothing in a form; a letter
// is never passed on, except for help where no text is typed. A handled key
// without an action of its own may ask about a file.
func (f *Form) Key(k tea.KeyPressMsg) (action.Action, bool) {
	act, handled := f.key(k)
	if handled && act == nil && !f.sending {
		act = f.Ask()
	}
	return act, handled
}

func (f *Form) key(k tea.KeyPressMsg) (action.Action, bool) {
	cmd := f.keys.Lookup(k.String(), keymap.Form)
	if f.sending {
		return f.sendingKey(k, cmd)
	}
	f.leave()
	if act, handled := f.listKey(k); handled {
		return act, true
	}
	if f.focus.kind == stopVoices && f.voicesKey(k.Keystroke(), cmd) {
		return nil, true
	}
	if fd := f.typing(); fd != nil {
		if act, handled := f.edit(fd, k, cmd); handled {
			return act, true
		}
	}
	if act, handled := f.command(cmd); handled {
		return act, true
	}
	return nil, f.swallow(k)
}

// voicesKey gives a key to the list of voices: down and up move in it and leave it at its
// ends.
func (f *Form) voicesKey(key string, cmd keymap.Command) bool {
	switch {
	case cmd == keymap.TakeOut:
		f.takeOut()
	case cmd == keymap.NextField && key == "down":
		return f.voices.step(1)
	case cmd == keymap.PrevField && key == "up":
		return f.voices.step(-1)
	default:
		return false
	}
	return true
}

// swallow tells whether a key that does nothing here must not reach the global
// keys: any letter, which was meant as text, but not the one that shows help.
func (f *Form) swallow(k tea.KeyPressMsg) bool {
	return textline.Typed(k) && f.keys.Lookup(k.String(), keymap.Global) != keymap.Help
}

func (f *Form) command(cmd keymap.Command) (action.Action, bool) {
	switch cmd {
	case keymap.NextField:
		f.move(1)
	case keymap.PrevField:
		f.move(-1)
	case keymap.Submit:
		f.focus = stop{stopButton, buttonCreate}
	case keymap.Leave:
		return action.CloseForm{}, true
	case keymap.CopyCommand:
		return f.copyCommand(), true
	case keymap.Editor:
		return action.EditText{}, true
	case keymap.Press:
		return f.press(), true
	case keymap.Toggle:
		return f.toggle(), true
	case keymap.Left:
		f.sideways(-1)
	case keymap.Right:
		f.sideways(1)
	case keymap.Clear:
		f.unset()
	default:
		return nil, false
	}
	return nil, true
}

// sendingKey lets a form that is being sent be read and left, not changed.
func (f *Form) sendingKey(k tea.KeyPressMsg, cmd keymap.Command) (action.Action, bool) {
	switch cmd {
	case keymap.NextField, keymap.PrevField, keymap.Submit, keymap.Leave:
		return f.command(cmd)
	case keymap.Press:
		if f.focus.kind == stopButton {
			return f.press(), true
		}
		f.move(1)
	}
	return nil, cmd != keymap.None || f.swallow(k)
}

// press is enter: on to the next field, or the button.
func (f *Form) press() action.Action {
	switch f.focus.kind {
	case stopField, stopVoices:
		f.move(1)
	case stopMore:
		f.fold()
	case stopButton:
		return f.pressButton(f.focus.i)
	}
	return nil
}

func (f *Form) pressButton(i int) action.Action {
	switch {
	case i == buttonKeep:
		return action.CloseForm{}
	case i == buttonDiscard:
		if !f.sending {
			f.Reset()
		}
		return action.DiscardDraft{}
	case f.sending:
		return nil
	}
	f.attempted = true
	if i, bad := f.firstProblem(); bad {
		f.goTo(i)
		return action.Say{Text: f.notSent(i)}
	}
	h := f.held()
	return action.SubmitForm{Values: f.Values(), Files: h.Files, Voices: h.Voices}
}

// toggle is space where no text is typed.
func (f *Form) toggle() action.Action {
	if fd := f.at(); fd != nil {
		fd.cycle(1)
		return nil
	}
	return f.press()
}

// sideways chooses among words, and walks where there is nothing to choose.
func (f *Form) sideways(step int) {
	if fd := f.at(); fd != nil && len(fd.choices()) > 1 {
		fd.cycle(step)
		return
	}
	f.move(step)
}

// unset takes back what was chosen.
func (f *Form) unset() {
	if fd := f.at(); fd != nil {
		fd.value, fd.refused = "", ""
	}
}

// fold shows or hides the rare fields; shown, the focus goes to the first.
func (f *Form) fold() {
	f.unfolded = !f.unfolded
	if f.unfolded {
		f.move(1)
	}
}

// Hints are the keys it has now, the most used first.
func (f *Form) Hints() []keymap.Hint {
	switch {
	case f.focus.kind == stopVoices:
		return f.hints("", keymap.TakeOut, keymap.NextField, keymap.PrevField, keymap.Submit, keymap.Editor, keymap.Leave)
	case f.focus.kind == stopButton && f.sending:
		return f.hints("", keymap.Press, keymap.NextField, keymap.PrevField, keymap.Editor, keymap.Leave)
	case f.focus.kind == stopButton:
		does := strings.ToLower(f.buttonLabel(f.focus.i, f.look()))
		return f.hints(does, keymap.Press, keymap.NextField, keymap.PrevField, keymap.Editor, keymap.Leave)
	case f.listOpen():
		return f.hints("take it", keymap.NextField, keymap.PathDown, keymap.PathUp, keymap.Press, keymap.Submit, keymap.Leave)
	}
	return f.hints("", keymap.NextField, keymap.PrevField, keymap.Toggle, keymap.Submit, keymap.Editor, keymap.Clear, keymap.Leave)
}

// hints are those of commands; first is what the first of them does here, "" for as usual.
func (f *Form) hints(first string, commands ...keymap.Command) []keymap.Hint {
	hints := f.keys.Hints([]keymap.Scope{keymap.Form}, commands...)
	if first != "" && len(hints) > 0 {
		hints[0].Text = first
	}
	return hints
}
