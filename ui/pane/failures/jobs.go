package failures

import (
	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
)

// jobs draws the reason under the cursor in full, how many of its jobs can be made again, and
// the jobs, in a rectangle.
func (p *Pane) jobs(th theme.Theme, w, h int) string {
	if len(p.groups) == 0 {
		return cells.Block(nil, w, h)
	}
	g := p.groups[p.list.At()]
	var lines []string
	put := func(r *cells.Row) { lines = append(lines, r.String()) }
	text := format.Wrap(string(g.text()), max(1, w-2))
	for _, l := range text[:min(len(text), max(1, h/2))] {
		put(cells.NewRow(w).Skip(1).Put(th.Fail, l))
	}
	for _, r := range p.outlook(th, g, w) {
		put(r)
	}
	put(cells.NewRow(w))
	room := h - len(lines)
	at := p.columns(g, room)
	for i := range g.IDs {
		if g.Job == nil || room < 1 {
			break
		}
		if left := len(g.IDs) - i; room == 1 && left > 1 {
			put(cells.NewRow(w).Skip(1).Put(th.Faint, format.Number(left)+" more, "+p.keys.Of(keymap.Open, keymap.Jobs)+" shows all"))
			break
		}
		put(at.job(th, g.Job(i), w))
		room--
	}
	return cells.Block(lines, w, h)
}

// outlook says how many jobs of a group can be made again, and with which key: behind it where
// there is room, else under it.
func (p *Pane) outlook(th theme.Theme, g Group, w int) (out []*cells.Row) {
	n, of, key := g.Again, len(g.IDs), p.keys.Of(keymap.Again, keymap.Jobs)
	text, does := format.Number(n)+" of "+format.Number(of)+" jobs can be made again.", " does so"
	switch {
	case n == 0 && of == 1:
		text, does = "it cannot be made again from here", ""
	case n == 0:
		text, does = "none of the "+format.Number(of)+" jobs can be made again from here", ""
	case of == 1:
		text, does = "", " makes it again"
	}
	if text != "" {
		for _, l := range format.Wrap(text, max(1, w-2)) {
			out = append(out, cells.NewRow(w).Skip(1).Put(th.Muted, l))
		}
	}
	if does == "" {
		return out
	}
	last := len(out) - 1
	if last >= 0 && out[last].Left() > 2+format.Width(key+does) {
		out[last].Skip(2)
	} else {
		out, last = append(out, cells.NewRow(w).Skip(1)), last+1
	}
	out[last].Put(th.Accent, key).PutCut(th.Muted, does, out[last].Left(), th.Glyphs.Ellipsis)
	return out
}

// columns are the widths of a job's cells beside its title.
type columns struct{ age, not int }

// columns are as wide as what is in them, of the jobs there is room for.
func (p *Pane) columns(g Group, room int) (c columns) {
	if g.Job == nil {
		return c
	}
	for i := range min(len(g.IDs), max(0, room)) {
		j := g.Job(i)
		c.age, c.not = max(c.age, format.Width(j.Age)), max(c.not, format.Width(j.Not))
	}
	return c
}

// titleLeast is the width that a title keeps, whatever stands beside it.
const titleLeast = 8

func (c columns) job(th theme.Theme, j Job, w int) *cells.Row {
	r, beside := cells.NewRow(w).Skip(1), 2+c.age
	if c.not > 0 {
		beside += 2 + c.not
	}
	title := max(titleLeast, w-2-beside)
	r.DrawCut(th.Text, format.Safe(j.Title), title, th.Glyphs.Ellipsis)
	r.To(1+title+2).Put(th.Muted, format.FitRight(j.Age, c.age)).Skip(2)
	return r.PutCut(th.Faint, j.Not, r.Left()-1, th.Glyphs.Ellipsis)
}
