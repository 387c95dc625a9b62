// Package failures is the screen that shows why jobs failed: one line for each
// kind of reason, with how many there are and when the last one was made, and beside
// or below them the jobs of the one under the cursor. An action on a line is meant
// for all of its jobs.
package failures

import (
	"cmp"
	"slices"
	"strconv"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/list"
	"lipdash/ui/kit/theme"
)

// Group is the failed jobs of one kind.
type Group struct {
	// Reason names the kind, and Example is one of its messages, Brief in a few words.
	Reason, Example, Brief string
	// IDs are its jobs, the first the newest; Newest is that one's age.
	IDs    []api.JobID
	Newest string
	// Marked is true when all of them are marked.
	Marked bool
	// Job is the one at a place of IDs, asked for those on screen; nil for none. Again is how
	// many of them can be made again with the inputs that are known here.
	Job   func(i int) Job
	Again int
}

// Job is one of a group.
type Job struct {
	Title, Age string
	// Not is why it cannot be made again, in a few words, "" when it can.
	Not string
}

// text is the reason as HeyGen gives it.
func (g Group) text() format.Drawn { return format.Safe(cmp.Or(g.Example, g.Reason)) }

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
	keys *keymap.Map
	// full is the pane's width and w that of the reasons; side and below are the size of the
	// jobs' own part, beside or below them, 0 where they have none.
	full, w, h, side, below int
	// again tells whether there is a column of how many can be made again.
	again  bool
	groups groups
	list   list.List[string]
}

// New returns a screen without groups.
func New(keys *keymap.Map) *Pane { return &Pane{keys: keys, list: list.New[string](0)} }

// SetSize sets the pane's size in cells.
func (p *Pane) SetSize(w, h int) {
	p.full, p.h = w, h
	p.divide()
	p.list.Fit(p.groups)
}

// Show takes the groups over, the largest first. The cursor stays on its reason, unless that
// has fewer jobs than before: it was dealt with, and what comes in its place is next.
func (p *Pane) Show(all []Group) {
	if was, ok := p.groups.Index(p.list.Cursor()); ok {
		if now, ok := groups(all).Index(p.list.Cursor()); ok && len(all[now].IDs) < len(p.groups[was].IDs) {
			p.list.Stay()
		}
	}
	p.groups = all
	p.divide()
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

// View draws the pane; foot is the line under the groups.
func (p *Pane) View(th theme.Theme, foot string) string {
	head := "  " + format.FitRight("JOBS", countCells)
	if p.again {
		head += format.FitRight("AGAIN", againCells)
	}
	head += format.FitRight("NEWEST", p.age()) + "  REASON"
	reasons := p.list.View(p.groups, list.Drawing{
		Head: list.Head(th, p.w, head), Foot: list.Foot(th, p.w, foot, ""),
		Row:   func(i int, here bool) []string { return []string{p.group(th, p.groups[i], here)} },
		Empty: cells.Words(th, p.w, p.list.Room(), "no failure among the loaded jobs is left", "", p.keys.Of(keymap.Back, keymap.Global)+"  back to the jobs"),
	})
	switch {
	case p.side > 0:
		return cells.SideBySide(th, reasons, p.jobs(th, p.side, p.h), false)
	case p.below > 0:
		return reasons + "\n" + cells.Rule(th, p.w) + "\n" + p.jobs(th, p.w, p.below-1)
	}
	return reasons
}

func (p *Pane) group(th theme.Theme, g Group, here bool) string {
	r := list.Row(th, p.w, here, g.Marked).Put(th.Fail, format.FitRight(strconv.Itoa(len(g.IDs)), countCells))
	if p.again {
		r.Put(th.Muted, format.FitRight(strconv.Itoa(g.Again), againCells))
	}
	r.Put(th.Muted, format.FitRight(g.Newest, p.age())).Skip(2)
	text := g.text()
	if format.Width(text) > r.Left()-1 && g.Brief != "" {
		text = format.Safe(g.Brief)
	}
	return r.DrawCut(th.Text.Bold(here), text, r.Left()-1, th.Glyphs.Ellipsis).String()
}

// age is the cells for how old the newest is, 0 where the reason needs them.
func (p *Pane) age() int {
	if p.w < narrow {
		return 0
	}
	return ageCells
}

// Hints are the keys it has now, the most used first.
func (p *Pane) Hints() []keymap.Hint {
	hints := append(p.keys.As(keymap.Open, keymap.Jobs, "show the jobs"), p.keys.Hints([]keymap.Scope{keymap.Global}, keymap.Back)...)
	return append(hints, p.keys.Hints([]keymap.Scope{keymap.Jobs, keymap.Global}, keymap.Again, keymap.Mark, keymap.Delete, keymap.Help)...)
}

// Click puts the cursor on the row at a line of the pane, and tells whether there is one.
func (p *Pane) Click(y int) bool { return p.list.Click(y, p.groups) }

// Wheel moves the rows by lines.
func (p *Pane) Wheel(by int) { p.list.Wheel(by, p.groups) }
