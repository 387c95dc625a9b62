package form

import (
	"strings"

	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
)

// reviewMoney says what it costs, and what there is to spend.
func (f *Form) reviewMoney(r *reviewer, l look) {
	rows := f.money(l)
	if len(rows) == 0 {
		return
	}
	r.heading("MONEY")
	for _, m := range rows {
		r.row(m.word, r.th.Text, format.Safe(m.what), m.aside)
	}
	r.blank()
}

// money is what it costs, and what there is to spend.
func (f *Form) money(l look) (out []step) {
	for _, m := range []step{{"cost", l.Cost, l.Why}, {"wallet", f.wallet, ""}, {"today", l.Spent, ""}} {
		if m.what != "" {
			out = append(out, m)
		}
	}
	return out
}

// money says what it costs beside the buttons where there is no room for a review: whoever
// presses one must have seen it.
func (c *canvas) money() {
	rows := c.f.money(c.look)
	if c.w < c.f.w || len(rows) == 0 {
		return
	}
	c.gap()
	var chunks []chunk
	if len(c.look.Voices) > 0 {
		rows = append([]step{{what: jobs(c.look)}}, rows...)
	}
	for _, m := range rows {
		text := format.Safe(strings.TrimSpace(m.word + " " + m.what))
		if m.word == "cost" {
			text = format.Safe(m.what)
		}
		chunks = append(chunks, chunk{w: format.Width(text) + 3, put: func(r *cells.Row) { r.Skip(1).Draw(c.th.Text, text) }})
	}
	c.flow(c.at, "Money", chunks)
}
