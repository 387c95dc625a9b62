// Package failures is the screen that shows why jobs failed: one line for each
// kind of reason, with how many there are and when the last one was made. An
// action on a line is meant for all of its jobs.
package failures

import (
	"cmp"
	"slices"
	"strconv"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/list"
	"lipdash/ui/kit/theme"
)

// Group is the failed jobs of one kind.
type Group struct {
	// Reason names the kind, and Example is one of its messages.
	Reason, Example string
	// IDs are its jobs, the first the newest; Newest is that one's age.
	IDs    []api.JobID
	Newest string
	// Marked is true when all of them are marked.
	Marked bool
}

// groups are the rows of the list, by their reasons.
type groups []Group

func (g groups) Len() int        { return len(g) }
func (g groups) ID(i int) string { return g[i].Reason }
func (g groups) Index(reason string) (int, bool) {
	i := slices.IndexFunc(g, func(g Group) bool { return g.Reason == reason })
	return i, i >= 0
}

// Pane is the screen's state.
type Pane struct {
	keys   *keymap.Map
	w      int
	groups groups
	list   list.List[string]
}

// New returns a screen without groups.
func New(keys *keymap.Map) *Pane { return &Pane{keys: keys, list: list.New[string](0)} }

// SetSize sets the pane's size in cells.
func (p *Pane) SetSize(w, h int) {
	p.w = w
	p.list.SetSize(w, h)
	p.list.Fit(p.groups)
}

// Show takes the groups over, the largest first. The cursor stays on its reason.
func (p *Pane) Show(all []Group) {
	p.groups = all
	p.list.Fit(p.groups)
}

// Key answers a key; handled is false for keys that are not the pane's.
func (p *Pane) Key(key string) (act action.Action, handled bool) {
	switch c := p.keys.Lookup(key, keymap.Jobs, keymap.Move); c {
	case keymap.Failures:
		return action.Back{}, true
	case keymap.Open, keymap.Again, keymap.Delete, keymap.Mark:
		return p.act(c), true
	default:
		return nil, p.list.Move(c, p.groups)
	}
}

// act is what a command does with the group under the cursor.
func (p *Pane) act(c keymap.Command) action.Action {
	if len(p.groups) == 0 {
		return nil
	}
	g := p.groups[p.list.At()]
	switch c {
	case keymap.Open:
		return action.FilterReason{Reason: g.Reason}
	case keymap.Mark:
		return action.MarkJobs{IDs: slices.Clone(g.IDs), Off: g.Marked}
	}
	act, _ := action.OnRows(c, action.JobRows(g.IDs...))
	return act
}

// The widths of a line's cells before the reason.
const countCells, ageCells = 6, 7

// View draws the pane; foot is the line under the groups.
func (p *Pane) View(th theme.Theme, foot string) string {
	head := "  " + format.FitRight("JOBS", countCells) + format.FitRight("NEWEST", ageCells+1) + "  REASON"
	return p.list.View(p.groups, list.Drawing{
		Head: list.Head(th, p.w, head), Foot: list.Foot(th, p.w, foot, ""),
		Row: func(i int, here bool) []string { return []string{p.group(th, p.groups[i], here)} },
	})
}

func (p *Pane) group(th theme.Theme, g Group, here bool) string {
	r := list.Row(th, p.w, here, g.Marked).Put(th.Fail, format.FitRight(strconv.Itoa(len(g.IDs)), countCells))
	r.Put(th.Muted, format.FitRight(g.Newest, ageCells+1)).Skip(2)
	return r.DrawCut(th.Text.Bold(here), format.Safe(cmp.Or(g.Example, g.Reason)), r.Left()-1, th.Glyphs.Ellipsis).String()
}

// Hints are the keys it has now, the most used first.
func (p *Pane) Hints() []keymap.Hint {
	hints := append(p.keys.As(keymap.Open, keymap.Jobs, "show the jobs"), p.keys.Hints([]keymap.Scope{keymap.Global}, keymap.Back)...)
	return append(hints, p.keys.Hints([]keymap.Scope{keymap.Jobs, keymap.Global}, keymap.Again, keymap.Mark, keymap.Delete, keymap.Help)...)
}
