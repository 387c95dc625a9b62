// Package filterline is the line at the foot of the list in which a filter is
// typed: what is typed so far is what is shown.
package filterline

import (
	tea "charm.land/bubbletea/v2"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/textline"
	"lipdash/ui/kit/theme"
)

// Line edits the text of the filter.
type Line struct {
	keys *keymap.Map
	line textline.Line
}

// New opens the line on a text, with the caret at its end.
func New(km *keymap.Map, text string) *Line {
	return &Line{keys: km, line: textline.New(text)}
}

// Key answers a key. Every change of the text is an action.Filter. Keys that are neither
// text nor editing are not handled: they may move the cursor of the list.
func (l *Line) Key(k tea.KeyPressMsg) (act action.Action, handled bool) {
	switch l.keys.Lookup(k.String(), keymap.Filter) {
	case keymap.Accept:
		return action.EndFilter{}, true
	case keymap.Leave:
		return action.EndFilter{Clear: true}, true
	}
	was := l.line.Text()
	handled = l.line.Key(k)
	return l.changed(was), handled
}

// Paste puts text at the caret; several lines become one.
func (l *Line) Paste(text string) action.Action {
	was := l.line.Text()
	l.line.Insert(text)
	return l.changed(was)
}

func (l *Line) changed(was string) action.Action {
	if l.line.Text() == was {
		return nil
	}
	return action.Filter{Text: l.line.Text()}
}

// least is how many cells the text keeps beside what is said about it.
const least = 12

// View draws the line as exactly w cells; aside stands at its right end.
func (l *Line) View(th theme.Theme, w int, aside string) string {
	aside = format.CutWith(aside, max(0, w-least-6), th.Glyphs.Ellipsis)
	room := max(1, w-4-format.Width(aside))
	r := cells.NewRow(w)
	if w >= 4 {
		r.Skip(1).Put(th.Accent.Bold(true), "/").Raw(l.line.Draw(th, th.OnField, room, true), room).Skip(1).Put(th.Muted, aside)
	}
	return r.String()
}

// Hints are the keys it has now, the most used first.
func (l *Line) Hints() []keymap.Hint {
	return append(l.keys.Hints([]keymap.Scope{keymap.Filter}, keymap.Accept, keymap.Leave), l.keys.Step("next job")...)
}
