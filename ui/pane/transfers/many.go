package transfers

import (
	"strings"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
)

// marking tells whether keys mean what is marked and not the cursor's file.
func (p *Pane) marking() bool { return p.Marks() > 0 || p.InRange() }

// onMany is what a command asks for the marked files, or for all; nil when it is not for
// many.
func (p *Pane) onMany(c keymap.Command) action.Action {
	switch c {
	case keymap.PauseAll:
		return move(p.all(), pausing)
	case keymap.StopAll:
		return move(p.all(), stopping)
	case keymap.Pause, keymap.Again, keymap.Cancel, keymap.CopyPath:
		p.EndRange(p.Cursor(), p.rows)
	}
	if p.Marks() == 0 {
		return nil
	}
	switch c {
	case keymap.Pause:
		return move(p.marked(), pausing)
	case keymap.Again:
		return move(p.marked(), func([]Row) action.Wish { return action.Retry })
	case keymap.Cancel:
		return move(p.marked(), stopping)
	case keymap.CopyPath:
		var paths []string
		for _, x := range p.marked() {
			paths = append(paths, format.QuotePath(x.Path))
		}
		return action.Copy{What: format.Plural(len(paths), "path", "paths"), Text: strings.Join(paths, "\n")}
	}
	return nil
}

func move(rows []Row, wish func([]Row) action.Wish) action.Action {
	ids := make([]action.FileID, len(rows))
	for i, x := range rows {
		ids[i] = x.ID
	}
	return action.MoveTransfers{IDs: ids, Wish: wish(rows)}
}

// all are the files, marked those of them that are, in their order.
func (p *Pane) all() []Row {
	rows := make([]Row, p.rows.Len())
	for i := range rows {
		rows[i] = p.rows.Row(i)
	}
	return rows
}

func (p *Pane) marked() (rows []Row) {
	in, _ := p.Ranged(p.Cursor(), p.rows)
	for i := range p.rows.Len() {
		if p.Marked(p.rows.ID(i)) || in(i) {
			rows = append(rows, p.rows.Row(i))
		}
	}
	return rows
}

// pausing pauses what goes on, or where nothing does lets what is paused go on.
func pausing(rows []Row) action.Wish {
	for _, x := range rows {
		if x.goesOn() {
			return action.Pause
		}
	}
	return action.Resume
}

// stopping cancels what is to come, or where nothing is takes what is over off the list.
func stopping(rows []Row) action.Wish {
	for _, x := range rows {
		if !x.over() && x.State != Up {
			return action.Cancel
		}
	}
	return action.Forget
}

// goesOn tells whether a file comes down, or will by itself.
func (x Row) goesOn() bool { return x.State == Queued || x.State == Down || x.State == Retrying }

// saysMany is what keys say in the footer where files are marked.
func (p *Pane) saysMany() map[keymap.Command]string {
	says := map[keymap.Command]string{}
	if p.marking() {
		rows := p.marked()
		n := format.Number(len(rows))
		says[keymap.Pause], says[keymap.Again], says[keymap.Cancel] = "pause "+n, "try "+n+" again", "cancel "+n
		if pausing(rows) == action.Resume {
			says[keymap.Pause] = "resume " + n
		}
		if stopping(rows) == action.Forget {
			says[keymap.Cancel] = "take " + n + " off"
		}
		says[keymap.CopyPath], says[keymap.Back] = "copy "+format.Count(len(rows), "path", "paths"), "unmark"
	}
	if p.rows.Len() > 0 && pausing(p.all()) == action.Resume {
		says[keymap.PauseAll] = "resume all"
	}
	return says
}

// offered are the commands of the footer, the most used first; those that nothing could come
// of are left out.
func (p *Pane) offered() []keymap.Command {
	switch {
	case p.rows.Len() == 0:
		return []keymap.Command{keymap.TabJobs, keymap.Help}
	case p.marking() && stopping(p.marked()) == action.Forget:
		return []keymap.Command{keymap.Cancel, keymap.CopyPath, keymap.Mark, keymap.Range, keymap.Back, keymap.Help}
	case p.marking():
		return []keymap.Command{keymap.Pause, keymap.Again, keymap.Cancel, keymap.CopyPath, keymap.Mark, keymap.Range, keymap.Back, keymap.Help}
	case stopping(p.all()) == action.Forget:
		return []keymap.Command{keymap.Again, keymap.Cancel, keymap.Open, keymap.Folder, keymap.CopyPath, keymap.Mark, keymap.TabJobs, keymap.Help}
	}
	return []keymap.Command{
		keymap.Pause, keymap.Again, keymap.Cancel, keymap.Open, keymap.Folder, keymap.CopyPath, keymap.Mark, keymap.PauseAll, keymap.StopAll, keymap.TabJobs, keymap.Help,
	}
}

// footer is which of the files are on screen, how many are marked, and what there is to say.
func (p *Pane) footer() string {
	var parts []string
	from, to := p.list.Visible(p.rows)
	if n := p.rows.Len(); to-from < n {
		parts = append(parts, format.Number(from+1)+" to "+format.Number(to)+" of "+format.Number(n))
	}
	if p.marking() {
		parts = append(parts, format.Number(len(p.marked()))+" marked")
	}
	if p.foot != "" {
		parts = append(parts, p.foot)
	}
	return strings.Join(parts, "   ")
}
