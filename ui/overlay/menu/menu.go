// Package menu is a short list of things to choose from, each under one key: what of jobs
// can be copied, or which draft to go on with. It has no cursor, so it is no kit/list: a
// key chooses at once.
package menu

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/stack"
	"lipdash/ui/kit/theme"
)

// Item is one line of a menu. Why says why it cannot be chosen, "" when it can.
type Item struct {
	Key, Text, Why string
	Action         action.Action
	// ID is set for what a Picker can throw away.
	ID string
}

// Menu is an open menu.
type Menu struct {
	title  string
	items  []Item
	height int
	// top is the first item on screen where not all of them are.
	top int
}

// New opens a menu.
func New(title string, items []Item) *Menu { return &Menu{title: title, items: items} }

// SetSize says how many lines the menu may take; 0, the default, is no limit.
// Without room its air goes first, then items are scrolled out of sight.
func (m *Menu) SetSize(_, h int) {
	m.height = h
	m.scroll(0)
}

// Key answers a key: done closes the menu, with the chosen item's action or
// nil. A key the menu does not know closes it too, so nobody is caught in it.
func (m *Menu) Key(k tea.KeyPressMsg) (act action.Action, done bool) {
	key := k.String()
	for _, it := range m.items {
		if it.Key == key {
			return it.Action, it.Why == ""
		}
	}
	switch k.Code {
	case tea.KeyDown:
		return nil, !m.scroll(1)
	case tea.KeyUp:
		return nil, !m.scroll(-1)
	}
	return nil, true
}

// widest is how many cells a menu has where there is room.
const widest = 60

// Place is in the middle of the screen.
func (m *Menu) Place(screen int) stack.Place { return stack.Middle(widest, screen) }

// Hints are the keys it has beside those of its items.
func (m *Menu) Hints() []keymap.Hint { return []keymap.Hint{{Key: "esc", Text: "close"}} }

// scroll shows other items; it tells whether there are any out of sight.
func (m *Menu) scroll(by int) bool {
	last := len(m.items) - m.shown()
	m.top = max(0, min(m.top+by, last))
	return last > 0
}

// head is the line of the title.
const head = 1

// shown is how many items there is room for, beside the line that says that
// there are more.
func (m *Menu) shown() int {
	if m.height <= 0 || head+len(m.items) <= m.height {
		return len(m.items)
	}
	return max(1, min(len(m.items), m.height-head-1))
}

// View draws the menu as a block at most maxW cells wide.
func (m *Menu) View(th theme.Theme, maxW int) string {
	w := max(0, min(maxW, m.width()+cells.PanelMargin+1))
	const gap = ""
	lines := []string{gap, cells.PanelLine(th, th.Text.Bold(true), string(format.Safe(m.title)), w), gap}
	for _, it := range m.items[m.top : m.top+m.shown()] {
		lines = append(lines, m.item(th, w, it))
	}
	if more := m.more(); more != "" {
		lines = append(lines, cells.PanelLine(th, th.Faint, more, w))
	}
	return cells.PanelBlock(th, append(lines, gap), w, m.height)
}

// more says how many items are out of sight, "" when none is.
func (m *Menu) more() string {
	over := len(m.items) - m.shown()
	if over <= 0 {
		return ""
	}
	if m.top < over {
		return "down  " + strconv.Itoa(over-m.top) + " more"
	}
	return "up  " + strconv.Itoa(over) + " more"
}

func (m *Menu) item(th theme.Theme, w int, it Item) string {
	style := th.Text
	if it.Why != "" {
		style = th.Faint
	}
	r := cells.Panel(th, th.Accent, w).Put(th.OnField(th.Accent), it.Key).Skip(2)
	return r.DrawCut(th.OnField(style), it.words(), r.Left()-1, th.Glyphs.Ellipsis).String()
}

func (m *Menu) width() int {
	w := format.Width(format.Safe(m.title))
	for _, it := range m.items {
		w = max(w, format.Width(it.Key)+2+format.Width(it.words()))
	}
	return w
}

func (it Item) words() format.Drawn {
	if it.Why != "" {
		return format.Safe(it.Text + ", " + it.Why)
	}
	return format.Safe(it.Text)
}
