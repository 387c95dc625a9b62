package confirm

import (
	"slices"
	"strings"
	"unicode"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/stack"
	"lipdash/ui/kit/textline"
)

// Dialog is an open dialog.
type Dialog struct {
	stack.Centered
	keys  *keymap.Map
	spec  Spec
	focus int
	typed textline.Line
}

// New opens a dialog. A spec without buttons gets one that cancels, so that
// nobody is caught in it.
func New(km *keymap.Map, spec Spec) *Dialog {
	if len(spec.Buttons) == 0 {
		spec.Buttons = []Button{{Label: "Close"}}
	}
	return &Dialog{Centered: stack.Centered{Widest: widest}, keys: km, spec: spec}
}

// widest is how many cells a dialog has where there is room.
const widest = 68

// Key answers a key: done closes the dialog, with the pressed button's action,
// or nil for a cancel.
func (d *Dialog) Key(k tea.KeyPressMsg) (act action.Action, done bool) {
	if d.Type(k) {
		return nil, false
	}
	switch d.keys.Lookup(k.String(), keymap.Confirm) {
	case keymap.Accept:
		if d.slipped() { // of the finger: it is no cancel
			return d.wants(), false
		}
		return d.spec.Buttons[d.focus].Action, true
	case keymap.Right:
		d.move(1)
	case keymap.Left:
		d.move(-1)
	case keymap.Yes:
		switch i := d.yes(); {
		case i < 0:
			return action.Say{}, false
		case !d.reachable(i):
			return d.wants(), false
		default:
			return d.spec.Buttons[i].Action, true
		}
	case keymap.No:
		return nil, true
	default:
		return action.Say{}, false
	}
	return nil, false
}

// wants says what has to be typed before yes.
func (d *Dialog) wants() action.Action { return action.Say{Text: "type " + d.spec.Typed + " first"} }

// Cancels tells whether a key only closes a question about what cannot be undone. Any other
// dialog came by itself, or tells something: it is to be read first.
func (d *Dialog) Cancels(k tea.KeyPressMsg) bool {
	switch d.keys.Lookup(k.String(), keymap.Confirm) {
	case keymap.No:
		return d.spec.Danger
	case keymap.Accept:
		return d.spec.Danger && d.spec.Buttons[d.focus].Action == nil && !d.slipped()
	}
	return false
}

// ClickCancels tells the same of a click.
func (d *Dialog) ClickCancels(x, y int, line string) bool {
	act, done := d.Click(x, y, line)
	return d.spec.Danger && done && act == nil
}

// Type gives a key to the field that wants text typed, if it is for it. The
// right text moves the focus to the button it unlocks, any other back to the
// safe one.
func (d *Dialog) Type(k tea.KeyPressMsg) bool {
	if d.spec.Typed == "" || !d.wanted(k) {
		return false
	}
	d.typed.Key(k)
	d.focus = 0
	if i := d.yes(); i >= 0 && d.satisfied() {
		d.focus = i
	}
	return true
}

// Typing tells whether letters are text: where they have to be typed.
func (d *Dialog) Typing() bool {
	return strings.ContainsFunc(d.spec.Typed, unicode.IsLetter) && !d.satisfied()
}

// Paste is ignored: what must be typed is there to be read.
func (d *Dialog) Paste(string) {}

// wanted tells whether a key belongs to the field: letters stay keys of the
// dialog (y, n, h, l) unless letters are what must be typed.
func (d *Dialog) wanted(k tea.KeyPressMsg) bool {
	switch k.Keystroke() {
	case "backspace", "ctrl+h", "ctrl+u", "ctrl+w":
		return true
	}
	if !textline.Typed(k) {
		return false
	}
	if strings.ContainsFunc(d.spec.Typed, unicode.IsLetter) {
		return !d.satisfied()
	}
	return !strings.ContainsFunc(k.Text, unicode.IsLetter)
}

// Open tells whether yes would do something now: not before what has to be typed
// is typed, and never in a choice.
func (d *Dialog) Open() bool { return d.satisfied() && d.yes() >= 0 }

// Hints are the keys it has now; enter says which button it presses.
func (d *Dialog) Hints() []keymap.Hint {
	if len(d.spec.Buttons) == 1 { // there is nothing to choose
		return d.keys.As(keymap.Accept, keymap.Confirm, "close")
	}
	out := d.hint(keymap.Accept, string(format.Safe(d.spec.Buttons[d.focus].Label)))
	if d.slipped() {
		out = nil
	}
	out = append(out, d.hint(keymap.Right, "next")...)
	switch {
	case d.spec.Tells != "":
		return append(append(out, d.hint(keymap.Yes, d.spec.Tells)...), d.hint(keymap.No, "close")...)
	case d.Open():
		out = append(out, d.hint(keymap.Yes, "yes")...)
	}
	return append(out, d.hint(keymap.No, "no")...)
}

// hint is a footer's entry. Whoever wants out looks for esc.
func (d *Dialog) hint(c keymap.Command, text string) []keymap.Hint {
	b, ok := d.keys.Find(c, keymap.Confirm)
	if !ok {
		return nil
	}
	h := keymap.Hint{Key: b.Help().Key, Text: text}
	if slices.Contains(b.Keys(), "esc") {
		h.Key = "esc"
	}
	return []keymap.Hint{h}
}

// slipped tells whether something else was typed than what must be: enter is no answer then.
func (d *Dialog) slipped() bool {
	return d.focus == 0 && d.typed.Text() != "" && !d.satisfied()
}

func (d *Dialog) satisfied() bool {
	return strings.TrimSpace(d.typed.Text()) == d.spec.Typed
}

// yes is the button y stands for: the dangerous one, or else the first that
// does something; -1 when there is none.
func (d *Dialog) yes() int {
	does := -1
	if d.spec.Choice {
		return does
	}
	for i, b := range d.spec.Buttons {
		if b.Danger {
			return i
		}
		if does < 0 && b.Action != nil {
			does = i
		}
	}
	return does
}

// reachable tells whether a button may have the focus.
func (d *Dialog) reachable(i int) bool {
	return !d.spec.Buttons[i].Danger || d.spec.Typed == "" || d.satisfied()
}

// move goes to the next reachable button, around the ends.
func (d *Dialog) move(step int) {
	n := len(d.spec.Buttons)
	for i := (d.focus + step + n) % n; i != d.focus; i = (i + step + n) % n {
		if d.reachable(i) {
			d.focus = i
			return
		}
	}
}

// Click presses the button that is drawn at a cell of a line; done closes the dialog with its
// action. One that may not be pressed yet does nothing.
func (d *Dialog) Click(x, _ int, line string) (act action.Action, done bool) {
	labels := make([]string, len(d.spec.Buttons))
	for i, b := range d.spec.Buttons {
		labels[i] = " " + string(format.Safe(b.Label)) + " "
	}
	i, _ := cells.WordAt(line, labels, x)
	if i < 0 || !d.reachable(i) || !cells.Only(line, labels) {
		return nil, false
	}
	return d.spec.Buttons[i].Action, true
}
