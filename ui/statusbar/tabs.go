package statusbar

import (
	"strconv"

	"lipdash/ui/theme"
)

// Tab is one of the screens side by side, with how much goes on in it.
type Tab struct {
	Name string
	N    int
	On   bool
}

// tabs are the screens side by side, the one that is shown underlined; where
// there is no room for all, that one alone.
func (h Header) tabs(th theme.Theme, room int) []piece {
	all := h.drawTabs(th, h.Tabs)
	if width(all) <= room {
		return all
	}
	var on []Tab
	for _, t := range h.Tabs {
		if t.On {
			on = append(on, t)
		}
	}
	return h.drawTabs(th, on)
}

func (h Header) drawTabs(th theme.Theme, tabs []Tab) []piece {
	var out []piece
	for _, t := range tabs {
		style := th.Muted
		if t.On {
			// Without the second, every letter is styled by itself.
			style = th.Text.Bold(true).Underline(true).UnderlineSpaces(true)
		}
		ps := []piece{{t.Name, style}}
		if t.N > 0 {
			ps = append(ps, piece{" " + strconv.Itoa(t.N), th.Accent})
		}
		if len(out) > 0 {
			out = append(out, piece{"   ", th.Muted})
		}
		out = append(out, ps...)
	}
	return out
}
