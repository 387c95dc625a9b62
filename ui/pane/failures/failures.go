// Package failures is the screen that shows why jobs failed: one line for each
// kind of reason, with how many there are and when the last one was made. An
// action on a line is meant for all of its jobs.
package failures

import (
	"slices"
	"strconv"
	"strings"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
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

// Pane is the screen's state: the reason the cursor is on, its place among the groups
// and its line on the screen.
type Pane struct {
	keys     *keymap.Map
	w, h     int
	groups   []Group
	cursor   string
	at, line int
}

// New returns a screen without groups.
func New(keys *keymap.Map) *Pane { return &Pane{keys: keys} }

// SetSize sets the pane's size in cells.
func (p *Pane) SetSize(w, h int) {
	p.w, p.h = w, h
	p.clamp()
}

// Show takes the groups over, the largest first. The cursor stays on its reason.
func (p *Pane) Show(groups []Group) {
	p.groups = groups
	i := slices.IndexFunc(groups, func(g Group) bool { return g.Reason == p.cursor })
	if i < 0 {
		i = min(p.at, len(groups)-1)
	}
	p.moveTo(i)
}

func (p *Pane) moveTo(i int) {
	if len(p.groups) == 0 {
		p.at, p.line, p.cursor = 0, 0, ""
		return
	}
	was := p.at
	p.at = max(0, min(i, len(p.groups)-1))
	p.line += p.at - was
	p.cursor = p.groups[p.at].Reason
	p.clamp()
}

// clamp keeps the cursor on the screen and leaves no blank lines below groups that
// could fill them.
func (p *Pane) clamp() { p.line = cells.HoldLine(p.at, p.line, len(p.groups), p.rows()) }

// step moves the cursor by one.
func (p *Pane) step(by int) {
	p.line = cells.HalfTurn(p.line, by, p.rows())
	p.moveTo(p.at + by)
}

// Key answers a key; handled is false for keys that are not the pane's.
func (p *Pane) Key(key string) (act action.Action, handled bool) {
	page := max(1, p.rows())
	switch p.keys.Lookup(key, keymap.Jobs, keymap.Move) {
	case keymap.Down:
		p.step(1)
	case keymap.Up:
		p.step(-1)
	case keymap.Top:
		p.moveTo(0)
	case keymap.Bottom:
		p.moveTo(len(p.groups) - 1)
	case keymap.HalfDown:
		p.moveTo(p.at + max(1, page/2))
	case keymap.HalfUp:
		p.moveTo(p.at - max(1, page/2))
	case keymap.PageDown:
		p.moveTo(p.at + page)
	case keymap.PageUp:
		p.moveTo(p.at - page)
	case keymap.Failures:
		return action.Back{}, true
	case keymap.Open, keymap.Again, keymap.Delete, keymap.Mark:
		return p.act(key), true
	default:
		return nil, false
	}
	return nil, true
}

// act is what a key does with the group under the cursor.
func (p *Pane) act(key string) action.Action {
	if len(p.groups) == 0 {
		return nil
	}
	g := p.groups[p.at]
	ids := slices.Clone(g.IDs)
	switch p.keys.Lookup(key, keymap.Jobs) {
	case keymap.Again:
		return action.AskAgain{IDs: action.JobRows(ids...)}
	case keymap.Delete:
		return action.AskDelete{IDs: action.JobRows(ids...)}
	case keymap.Mark:
		return action.MarkJobs{IDs: ids, Off: g.Marked}
	}
	return action.FilterReason{Reason: g.Reason}
}

// headLines are the heading, and foot the line under the groups.
const headLines, footLines = 1, 1

func (p *Pane) rows() int { return max(0, p.h-headLines-footLines) }

// The widths of a line's cells before the reason.
const countCells, ageCells = 6, 7

// View draws the pane; foot is the line under the groups.
func (p *Pane) View(th theme.Theme, foot string) string {
	room := max(0, p.w-2-countCells-1-ageCells-2)
	e := th.Glyphs.Ellipsis
	lines := []string{th.Faint.Render(format.FitWith("  "+format.FitRight("JOBS", countCells)+format.FitRight("NEWEST", ageCells+1)+"  REASON", p.w, e))}
	top := p.at - p.line
	for i := top; i < min(len(p.groups), top+p.rows()); i++ {
		lines = append(lines, p.group(th, i, room))
	}
	for len(lines) < p.h-footLines {
		lines = append(lines, strings.Repeat(" ", p.w))
	}
	if p.h > footLines {
		lines = append(lines, " "+th.Muted.Render(format.FitWith(foot, max(0, p.w-1), e)))
	}
	return strings.Join(lines, "\n")
}

func (p *Pane) group(th theme.Theme, i, room int) string {
	g, here := p.groups[i], i == p.at
	on := th.Text.Inline(true)
	muted, fail, accent := th.Muted, th.Fail, th.Accent.Bold(true)
	bar, mark := " ", " "
	if here {
		on, muted, fail, accent = th.OnSel(th.Text.Bold(true)), th.OnSel(muted), th.OnSel(fail), th.OnSel(accent)
		bar = th.Accent.Render(th.Glyphs.Bar)
	}
	if g.Marked {
		mark = th.Glyphs.Mark
	}
	reason := g.Reason
	if g.Example != "" {
		reason = g.Example
	}
	return bar + accent.Render(mark) + fail.Render(format.FitRight(strconv.Itoa(len(g.IDs)), countCells)) +
		muted.Render(format.FitRight(g.Newest, ageCells+1)) + on.Render("  "+string(format.FitWith(format.Safe(reason), room, th.Glyphs.Ellipsis)))
}
