package form

import (
	"strings"

	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
)

// money is what it costs, and what there is to spend, each with its explanation.
func (l look) money() (out []step) {
	for _, m := range []step{{"cost", l.Cost, l.Why}, {"wallet", l.Wallet, l.After}, {"today", l.Spent, l.Limit}} {
		if m.what != "" {
			out = append(out, m)
		}
	}
	return out
}

// reviewMoney says what it costs, and what there is to spend.
func (f *Form) reviewMoney(r *reviewer, l look) {
	rows := l.money()
	if len(rows) == 0 {
		return
	}
	r.headed("MONEY", l.Rates)
	for _, m := range rows {
		style := r.th.Text
		if m.word == "cost" && l.Amount > 0 {
			style = style.Bold(true)
		}
		r.row(m.word, style, format.Safe(m.what), m.aside)
	}
	r.blank()
}

// reviewTime says when it is likely to be done.
func (f *Form) reviewTime(r *reviewer, l look) {
	if l.Time == "" {
		return
	}
	r.heading("TIME")
	word := "done"
	if len(l.Voices) > 0 {
		word = "all done"
	}
	r.row(word, r.th.Text, format.Safe(l.Time), l.TimeWhy)
	r.blank()
}

// money says over the buttons what it costs and what there is to spend, where there is no
// room for a review: whoever presses one must have seen it. Each has a line of its own, whose
// explanation goes where there is no room for both.
func (c *canvas) money() {
	rows := c.look.money()
	if c.w < c.f.w || len(rows) == 0 {
		return
	}
	c.gap(beforeMoney)
	for _, m := range rows {
		if m.word == "cost" && len(c.look.Voices) > 0 {
			m.what = jobs(c.look) + ", " + m.what
			m.aside = strings.TrimPrefix(strings.TrimPrefix(m.aside, jobs(c.look)), ", ")
		}
		what := format.Safe(m.what)
		r := c.labelled(c.at, format.Capital(m.word), false).To(c.at.box+1).DrawCut(c.th.Text, what, c.w-c.at.box-2, c.th.Glyphs.Ellipsis)
		c.add(beside(r, c, m.aside), false)
	}
}

// beside puts an explanation behind what it explains, if it fits.
func beside(r *cells.Row, c *canvas, aside string) *cells.Row {
	const apart = 3
	said := format.Safe(aside)
	if said == "" || r.Left() < format.Width(said)+apart+1 {
		return r
	}
	return r.Skip(apart).Draw(c.th.Faint, said)
}
