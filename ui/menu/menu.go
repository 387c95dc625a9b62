// Package menu is a short list of things to do with one job, each under one
// key: the copy menu.
package menu

import (
	"strings"

	"lipdash/ui/action"
	"lipdash/ui/format"
	"lipdash/ui/theme"
)

// Item is one line of a menu. Why says why it cannot be chosen, "" when it can.
type Item struct {
	Key, Text, Why string
	Action         action.Action
}

// Menu is an open menu.
type Menu struct {
	title string
	items []Item
}

// New opens a menu.
func New(title string, items []Item) *Menu { return &Menu{title: title, items: items} }

// Key answers a key: done closes the menu, with the chosen item's action or
// nil. A key the menu does not know closes it too, so nobody is caught in it.
func (m *Menu) Key(key string) (act action.Action, done bool) {
	for _, it := range m.items {
		if it.Key == key {
			return it.Action, it.Why == ""
		}
	}
	return nil, true
}

// View draws the menu as a block at most maxW cells wide.
func (m *Menu) View(th theme.Theme, maxW int) string {
	w := min(maxW, m.width()+4)
	lines := []string{m.line(th, w, ""), m.line(th, w, th.OnField(th.Text.Bold(true)).Render(format.CutWith(m.title, w-4, th.Glyphs.Ellipsis)))}
	for _, it := range m.items {
		style, text := th.Text, it.Text
		if it.Why != "" {
			style, text = th.Faint, it.Text+", "+it.Why
		}
		lines = append(lines, m.line(th, w,
			th.OnField(th.Accent).Render(it.Key)+th.OnField(style).Render("  "+format.CutWith(text, w-7, th.Glyphs.Ellipsis))))
	}
	lines = append(lines, m.line(th, w, ""))
	return strings.Join(lines, "\n")
}

func (m *Menu) width() int {
	w := format.Width(m.title)
	for _, it := range m.items {
		w = max(w, format.Width(it.Key)+2+format.Width(it.Text+", "+it.Why))
	}
	return w
}

// line puts the block's bar and ground around drawn text.
func (m *Menu) line(th theme.Theme, w int, text string) string {
	pad := max(0, w-3-format.Width(text))
	ground := th.OnField(th.Text)
	return th.OnField(th.Accent).Render(th.Glyphs.Bar) + ground.Render("  ") + text + ground.Render(strings.Repeat(" ", pad))
}
