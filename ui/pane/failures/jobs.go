package failures

import (
	"cmp"

	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
)

// glance is how many lines a reason gets above its jobs.
const glance = 4

// jobs draws the reason under the cursor in full, how many of its jobs can be made again, and
// the jobs, in a rectangle.
func (p *Pane) jobs(th theme.Theme, w, h int) string {
	if len(p.groups) == 0 {
		return cells.Block(nil, w, h)
	}
	g := p.groups[p.list.At()]
	var lines []string
	put := func(r *cells.Row) { lines = append(lines, r.String()) }
	text := format.Wrap(string(format.Safe(cmp.Or(g.Example, g.Reason))), max(1, w-2))
	for _, l := range text[:min(len(text), glance)] {
		put(cells.NewRow(w).Skip(1).Put(th.Fail, l))
	}
	put(p.again(th, g, w))
	put(cells.NewRow(w))
	room := h - len(lines)
	for i := range g.IDs {
		if g.Job == nil || room < 1 {
			break
		}
		if left := len(g.IDs) - i; room == 1 && left > 1 {
			put(cells.NewRow(w).Skip(1).Put(th.Faint, format.Number(left)+" more, "+p.keys.Of(keymap.Open, keymap.Jobs)+" shows all"))
			break
		}
		put(job(th, g.Job(i), w))
		room--
	}
	return cells.Block(lines, w, h)
}

// again says how many jobs of a group can be made again, and with which key.
func (p *Pane) again(th theme.Theme, g Group, w int) *cells.Row {
	n, of := g.Again, len(g.IDs)
	r := cells.NewRow(w).Skip(1)
	key := p.keys.Of(keymap.Again, keymap.Jobs)
	switch {
	case n == 0 && of == 1:
		return r.PutCut(th.Muted, "it cannot be made again from here", r.Left(), th.Glyphs.Ellipsis)
	case n == 0:
		return r.PutCut(th.Muted, "none of the "+format.Number(of)+" jobs can be made again from here", r.Left(), th.Glyphs.Ellipsis)
	case of == 1:
		return r.Put(th.Accent, key).PutCut(th.Muted, " makes it again", r.Left(), th.Glyphs.Ellipsis)
	}
	r.PutCut(th.Muted, format.Number(n)+" of "+format.Number(of)+" jobs can be made again.  ", r.Left(), th.Glyphs.Ellipsis)
	return r.Put(th.Accent, key).Put(th.Muted, " does so")
}

// The widths of a job's cells beside its title.
const jobAge, jobNot = 6, 16

func job(th theme.Theme, j Job, w int) *cells.Row {
	r := cells.NewRow(w).Skip(1)
	title := max(8, w-1-jobAge-2-jobNot-1)
	r.DrawCut(th.Text, format.Safe(j.Title), title, th.Glyphs.Ellipsis)
	r.To(1+title).Put(th.Muted, format.FitRight(j.Age, jobAge)).Skip(2)
	return r.PutCut(th.Faint, j.Not, r.Left()-1, th.Glyphs.Ellipsis)
}
