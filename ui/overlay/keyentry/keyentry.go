// Package keyentry is the dialog in which another API key is pasted when HeyGen refuses the
// one there is. The key is never shown: it leaves in action.UseKey and nowhere else, and stays
// in the dialog until it was taken.
package keyentry

import (
	tea "charm.land/bubbletea/v2"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keep"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/stack"
	"lipdash/ui/kit/textline"
	"lipdash/ui/kit/theme"
)

// Entry is the open dialog.
type Entry struct {
	stack.Centered
	keys   *keymap.Map
	whose  string
	secret textline.Secret
	keep   keep.Choice
	// busy is true while the key is being checked; problem is why it was not taken.
	busy    bool
	problem string
}

// New opens the dialog for the key of an account, as it is called; kept is where it can be
// kept.
func New(keys *keymap.Map, whose string, kept action.KeyPlaces) *Entry {
	return &Entry{Centered: stack.Centered{Widest: widest}, keys: keys, whose: whose, keep: keep.New(kept)}
}

// Busy is true while the key is being checked: it is not edited then.
func (e *Entry) Busy(on bool) {
	e.busy = on
	if on {
		e.problem = ""
	}
}

// Problem shows why the key was not taken, one sentence, until the next key press.
func (e *Entry) Problem(text string) { e.busy, e.problem = false, text }

// Key answers a key: enter has the key checked, and the dialog open until that is done.
func (e *Entry) Key(k tea.KeyPressMsg) (act action.Action, done bool) {
	switch e.keys.Lookup(k.String(), keymap.Edit) {
	case keymap.Leave:
		return nil, true
	case keymap.Accept:
		return e.accept(), false
	}
	if by, turns := map[keymap.Command]int{keymap.PrevField: -1, keymap.Left: -1, keymap.NextField: 1, keymap.Right: 1}[e.keys.Lookup(k.String(), keymap.Form)]; turns && !e.busy {
		e.keep.Step(by)
		return nil, false
	}
	e.Type(k)
	return nil, false
}

func (e *Entry) accept() action.Action {
	switch {
	case e.busy:
		return nil
	case e.secret.Text() == "":
		e.problem = "Paste a key first."
		return nil
	}
	e.secret.Rest()
	return action.UseKey{Key: e.secret.Text(), Keep: e.keep.Keep()}
}

// Type takes a key that is text or edits it.
func (e *Entry) Type(k tea.KeyPressMsg) bool {
	if e.busy || !e.secret.Key(k) {
		return false
	}
	e.problem = ""
	return true
}

// Paste puts text into the field.
func (e *Entry) Paste(text string) {
	if e.busy {
		return
	}
	if e.problem = ""; !e.secret.Paste(text) {
		e.problem = "That is too long for a key."
	}
}

// Typing is true: letters are text.
func (e *Entry) Typing() bool { return true }

// widest is how many cells the dialog has where there is room.
const widest = 68

// Hints are the keys beside those of the text.
func (e *Entry) Hints() []keymap.Hint {
	leave := e.keys.Hints([]keymap.Scope{keymap.Edit}, keymap.Leave)
	if e.busy {
		return leave
	}
	out := e.keys.Hints([]keymap.Scope{keymap.Edit}, keymap.Accept)
	for i := range out {
		out[i].Text = "check it"
	}
	if e.keep.Any() {
		out = append(out, e.keys.As(keymap.NextField, keymap.Form, "where it is kept")...)
	}
	return append(out, leave...)
}

// View draws the dialog as a block of w cells.
func (e *Entry) View(th theme.Theme, w int) string {
	const gap = ""
	lines := []string{gap, cells.PanelLine(th, th.Text.Bold(true), "Another key for "+string(format.Safe(e.whose)), w), gap, e.field(th, w)}
	note, kept := e.note(th, w), e.kept(th, w)
	if least := 2 + len(note); e.Height > 0 && least+len(kept) > e.Height { // what is chosen says enough
		kept = kept[:max(0, min(len(kept), e.Height-least))]
	}
	lines = append(append(append(lines, note...), kept...), gap)
	return cells.PanelBlock(th, lines, w, e.Height)
}

// field is where the key goes, as dots.
func (e *Entry) field(th theme.Theme, w int) string {
	r := cells.Panel(th, th.Accent, w).Put(th.OnField(th.Muted), "Key  ")
	room := max(3, r.Left()-cells.PanelMargin)
	return e.secret.Box(r, th, th.OnSel, th.OnSel(th.Text), room, !e.busy).String()
}

// note is one thing under the field: the problem, what goes on, or the promise. It has two
// lines, so that nothing jumps.
func (e *Entry) note(th theme.Theme, w int) []string {
	text, style := format.Drawn("Never shown, checked with one read before it is kept."), th.Faint
	switch {
	case e.problem != "":
		text, style = format.Safe(e.problem), th.Fail
	case e.busy:
		text, style = "asking HeyGen", th.Muted
	}
	parts := append(format.Wrap(text, max(1, w-cells.PanelMargin-1)), "")
	if len(parts) == 2 {
		parts = append(parts, "")
	}
	var out []string
	for _, l := range parts[:len(parts)-1] {
		out = append(out, cells.PanelLine(th, style, string(l), w))
	}
	return out
}

// asideAt is where the box and the places begin, behind the labels.
const asideAt = len("Keep ")

// kept is where the key is kept, and what that means.
func (e *Entry) kept(th theme.Theme, w int) []string {
	var out []string
	if e.keep.Any() {
		out = append(out, e.keep.Draw(cells.Panel(th, th.Accent, w).Put(th.OnField(th.Muted), keep.Label), th, th.OnField, false).String())
	}
	chosen, missing := e.keep.Says()
	for _, text := range []string{chosen, missing} {
		if text != "" {
			out = append(out, cells.Panel(th, th.Accent, w).Skip(asideAt).DrawCut(th.OnField(th.Faint), format.Safe(text), w-cells.PanelMargin-asideAt-1, th.Glyphs.Ellipsis).String())
		}
	}
	return out
}
