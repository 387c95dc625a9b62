package textline

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
)

// Field is the line of a layer in which text is typed all the time. Changed is called when it is
// another text; nil for nobody.
type Field struct {
	Line    Line
	Changed func()
}

// Type takes a key that is text or edits it.
func (f *Field) Type(k tea.KeyPressMsg) bool {
	was := f.Line.Text()
	handled := f.Line.Key(k)
	f.follow(was)
	return handled
}

// Paste puts text at the caret; several lines become one.
func (f *Field) Paste(text string) {
	was := f.Line.Text()
	f.Line.Insert(text)
	f.follow(was)
}

func (f *Field) follow(was string) {
	if f.Changed != nil && f.Line.Text() != was {
		f.Changed()
	}
}

// Typing is true: letters are text.
func (f *Field) Typing() bool { return true }

// Box puts the line into a row as a field of w cells between its edges.
func (l *Line) Box(r *cells.Row, th theme.Theme, on Ground, w int, focus bool) *cells.Row {
	left, right := Edges(th)
	edge := on(th.Faint)
	return r.Put(edge, left).Raw(l.Draw(th, on, w, focus), w).Put(edge, right)
}

// KeyTo is the key that moves the caret which is drawn on a line towards a cell, and how often it
// is pressed to get there; "" where no caret is drawn, or it is there.
func KeyTo(line string, th theme.Theme, x int) (key string, times int) {
	plain := ansi.Strip(line)
	for _, on := range []Ground{th.OnField, th.OnSel} {
		begin, _, _ := strings.Cut(on(th.Accent).Reverse().Render("x"), "x")
		before, _, is := strings.Cut(line, begin)
		if !is || begin == "" {
			continue
		}
		at := format.Width(ansi.Strip(before))
		key = "ctrl+f"
		if x < at {
			key, at, x = "ctrl+b", x, at
		}
		for left := format.CutWith(format.From(plain, at), x-at, ""); left != ""; times++ {
			left = left[len(first(left)):]
		}
		if times > 0 {
			return key, times
		}
	}
	return "", 0
}
