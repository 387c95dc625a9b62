// Package layout parts the screen into rectangles.
package layout

import (
	"lipdash/ui/pane/joblist"
	"lipdash/ui/pane/side"
)

// Layout is the only screen arithmetic: how many lines the frame takes and
// which rectangles are left. Sizes are cells.
type Layout struct {
	Width, Height int
	// Header is 2 lines, 1 on low screens; Rule is how many lines each of the two thin ones
	// takes; Note is the line for what happened; Hints the line for keys.
	Header, Rule, Note, Hints int
	// Banner is a line over the body while something needs a person.
	Banner int
	// Body is what is left between the rules.
	Body int
	// List and Side are the widths of the two panes; Side is 0 when the
	// detail is not shown beside the list, and between them is the vertical
	// rule with a gap on either side.
	List, Side int
	// Blocks are what stands under the detail beside the list.
	Blocks side.Heights
}

// Breakpoints, from what fits: two panes need 100 columns, blocks under the detail 160, the
// whole frame needs 16 lines.
const (
	// SideFrom is the width from which there are two panes.
	SideFrom = 100

	// OnePane is said of keys that are about two.
	OnePane = "the job stands beside the list from 100 columns on"

	blocksFrom = 160
	ruleFrom   = 16
	noteFrom   = 12
)

// For is the layout of a screen; split is where the user put the line between the panes,
// as side.SplitAt tells it, 0 for nowhere.
func For(w, h int, banner bool, split int) Layout {
	l := Layout{Width: w, Height: h, Header: 2, Rule: 1, Note: 1, Hints: 1, List: w}
	if h < ruleFrom {
		l.Header, l.Rule = 1, 0
	}
	if h < noteFrom {
		l.Note = 0
	}
	if banner {
		l.Banner = 1
	}
	l.Body = max(0, h-l.Header-2*l.Rule-l.Banner-l.Note-l.Hints)
	l.Blocks.Detail = l.Body
	if w < SideFrom {
		return l
	}
	if w >= blocksFrom {
		l.Blocks = side.Split(l.Body)
	}
	l.Side = side.Width(w, joblist.Narrow+2, split)
	l.List = w - l.Side - 2
	return l
}

// Divided is how the screen is split once the line between the panes is moved to a column, for
// For.
func (l Layout) Divided(column int) int { return side.SplitAt(l.Width, joblist.Narrow+2, column+2) }
