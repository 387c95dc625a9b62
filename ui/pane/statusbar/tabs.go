package statusbar

import (
	"slices"
	"strconv"

	"lipdash/ui/kit/theme"
)

// Tab is one of the screens side by side, with how much goes on in it.
type Tab struct {
	Name string
	N    int
	On   bool
}

// What stands between two tabs, and where there is little room.
const (
	wide  = gap
	tight = "  "
)

// shownTab is the tab of the screen that is shown.
func (h Header) shownTab() []Tab {
	return slices.DeleteFunc(slices.Clone(h.Tabs), func(t Tab) bool { return !t.On })
}

// drawTabs are the screens side by side, the one that is shown underlined.
func (h Header) drawTabs(th theme.Theme, tabs []Tab, between string) []piece {
	var out []piece
	for _, t := range tabs {
		style := th.Muted
		if t.On {
			style = th.Text.Bold(true).Underline()
		}
		if len(out) > 0 {
			out = append(out, piece{between, th.Muted})
		}
		out = append(out, piece{t.Name, style})
		if t.N > 0 {
			out = append(out, piece{" " + strconv.Itoa(t.N), th.Accent})
		}
	}
	return out
}
