package detail

import (
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
)

// Key scrolls and toggles the raw JSON; false means that a key is not the
// pane's. The pane has no actions of its own: what can be done with a job is the
// list's business.
func (p *Pane) Key(key string) (action.Action, bool) {
	if p.keys.Lookup(key, keymap.Jobs) == keymap.Raw {
		p.ToggleRaw()
		return nil, true
	}
	c := p.keys.Lookup(key, keymap.Move)
	if c == keymap.None {
		return nil, false
	}
	p.scroll(c)
	return nil, true
}

func (p *Pane) scroll(c keymap.Command) {
	room, end := p.extent()
	top := min(p.top, end)
	page := max(1, room-1)
	switch c {
	case keymap.Down:
		top++
	case keymap.Up:
		top--
	case keymap.HalfDown:
		top += max(1, room/2)
	case keymap.HalfUp:
		top -= max(1, room/2)
	case keymap.PageDown:
		top += page
	case keymap.PageUp:
		top -= page
	case keymap.Top:
		top = 0
	case keymap.Bottom:
		top = end
	}
	p.top = max(0, min(end, top))
}

// extent is how many lines scroll at a time and how far. It depends on neither
// colours nor the hour, which a key does not know.
func (p *Pane) extent() (room, end int) {
	if p.data.Row() == (action.RowID{}) {
		return 0, 0
	}
	head, body := p.compose(p.blank(theme.New(theme.Options{}), p.data.SeenAt, p.full))
	room = p.h - len(head)
	return room, max(0, len(body)-room)
}
