// Package menu is a short list of things to choose from: the one under the cursor, or at once
// each that has a key of its own. It is too small for kit/list: all of it is written out, and
// it has neither marks nor rows that come and go.
package menu

import (
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/stack"
)

// Item is one line of a menu. Why says why it cannot be chosen, "" when it can.
type Item struct {
	// Key chooses it; where Command is set, that is the keys of this command in the menu's
	// scope.
	Key       string
	Command   keymap.Command
	Text, Why string
	Action    action.Action
	// ID is set for what can be thrown away.
	ID string
}

// Menu is an open menu. What is thrown away in it goes when it is closed, however that is:
// until then the same key takes it back.
type Menu struct {
	stack.Centered
	keys  *keymap.Map
	scope keymap.Scope
	title string
	items []Item
	// at is the item under the cursor.
	at   int
	gone map[string]bool
}

// New opens a menu. The letters of its items are those of a scope.
func New(keys *keymap.Map, scope keymap.Scope, title string, items []Item) *Menu {
	items = slices.Clone(items)
	for i, it := range items {
		if b, ok := keys.Find(it.Command, scope); ok {
			items[i].Key = b.Help().Key
		}
	}
	return &Menu{Centered: stack.Centered{Widest: widest}, keys: keys, scope: scope, title: title, items: items, gone: map[string]bool{}}
}

// widest is how many cells a menu has where there is room.
const widest = 60

// Key answers a key: done closes the menu, with the chosen item's action or nil. Those of its
// items come first.
func (m *Menu) Key(k tea.KeyPressMsg) (act action.Action, done bool) {
	key := k.String()
	cmd := m.keys.Lookup(key, m.scope, keymap.Menu, keymap.Move)
	for _, it := range m.items {
		if it.Key != "" && it.Key == key || cmd != keymap.None && it.Command == cmd {
			return m.choose(it)
		}
	}
	switch here := m.items[m.at]; cmd {
	case keymap.Open:
		return m.chooseAt(m.at)
	case keymap.Leave:
		return m.leave(nil), true
	case keymap.Delete:
		if here.ID == "" {
			return action.Say{Text: "there is nothing to discard here"}, false
		}
		m.gone[here.ID] = !m.gone[here.ID]
	default:
		n, shown := len(m.items), m.shown()
		by := map[keymap.Command]int{
			keymap.Down: 1, keymap.HalfDown: max(1, shown/2), keymap.PageDown: shown, keymap.Bottom: n,
			keymap.Up: -1, keymap.HalfUp: -max(1, shown/2), keymap.PageUp: -shown, keymap.Top: -n,
		}[cmd]
		if by == 0 {
			return action.Say{}, false
		}
		m.Wheel(by)
	}
	return nil, false
}

// chooseAt chooses the item at a place, unless it is thrown away.
func (m *Menu) chooseAt(i int) (act action.Action, done bool) {
	if m.at = i; m.gone[m.items[i].ID] {
		return nil, false
	}
	return m.choose(m.items[i])
}

// choose does what an item is for; one that cannot be chosen says why, and the menu stays.
func (m *Menu) choose(it Item) (act action.Action, done bool) {
	if it.Why != "" {
		return it.Action, false
	}
	return m.leave(it.Action), true
}

// leave throws away what is to go, and then does what was chosen, which stays.
func (m *Menu) leave(then action.Action) action.Action {
	var ids []string
	for _, it := range m.items {
		if m.gone[it.ID] && it.Action != then {
			ids = append(ids, it.ID)
		}
	}
	if len(ids) == 0 {
		return then
	}
	return action.DropDrafts{IDs: ids, Then: then}
}

// Hints are the keys it has beside those of its items.
func (m *Menu) Hints() []keymap.Hint {
	drop := "discard"
	if m.gone[m.items[m.at].ID] {
		drop = "take back"
	}
	hints := m.keys.Hints([]keymap.Scope{keymap.Menu}, keymap.Open)
	if m.items[m.at].ID != "" {
		hints = append(hints, m.keys.As(keymap.Delete, m.scope, drop)...)
	}
	return append(hints, m.keys.Hints([]keymap.Scope{keymap.Menu}, keymap.Leave)...)
}

// Click chooses the item that is drawn on a line.
func (m *Menu) Click(_, y int, _ string) (act action.Action, done bool) {
	if i := y - m.above(); i >= 0 && i < m.shown() {
		return m.chooseAt(m.top() + i)
	}
	return nil, false
}

// Wheel moves the cursor by items.
func (m *Menu) Wheel(by int) { m.at = max(0, min(m.at+by, len(m.items)-1)) }

// head is the line of the title, and gaps are the empty ones around it and at the end.
const (
	head = 1
	gaps = 3
)

// shown is how many items there is room for once the air is gone, beside the line that says that there are more.
func (m *Menu) shown() int {
	if n := len(m.items); m.Height > 0 && head+n > m.Height {
		return max(1, m.Height-head-1)
	}
	return len(m.items)
}

// top is the first item on screen.
func (m *Menu) top() int { return cells.Window(len(m.items), m.shown(), m.at, m.at) }

// above are the lines over the items: of its gaps the last goes first, where there is no room.
func (m *Menu) above() int {
	if m.Height <= 0 {
		return gaps
	}
	over := head + gaps + len(m.items) - m.Height
	return gaps - max(0, min(over-1, gaps-1))
}

// more says how many items are out of sight, "" when none is.
func (m *Menu) more() string {
	top := m.top()
	below := len(m.items) - top - m.shown()
	switch {
	case top > 0 && below > 0:
		return fmt.Sprintf("%d above, %d below", top, below)
	case top > 0:
		return fmt.Sprint(top, " above")
	case below > 0:
		return fmt.Sprint(below, " below")
	}
	return ""
}
