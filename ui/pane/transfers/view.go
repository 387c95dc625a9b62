package transfers

import (
	"strings"

	"charm.land/lipgloss/v2"

	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
)

// Narrow is the width below which a row is only its state, name and progress.
const Narrow = 60

// columns are how wide the cells of a row are; what there is no room for is 0.
type columns struct{ word, name, bar, share, amount, speed int }

// lead is the cells before the state: bar and gap.
const lead = 2

// The widths from which there is room for how much of a file is here, and for a
// longer bar. Before that the name gets the cells: it is what tells files apart.
const (
	amountFrom = 80
	middleFrom = 100
	longFrom   = 110
	widestFrom = 160
)

func layout(w int) columns {
	c := columns{word: 8, share: 5}
	switch {
	case w >= widestFrom:
		c.bar = 40
	case w >= longFrom:
		c.bar = 24
	case w >= middleFrom:
		c.bar = 12
	case w >= Narrow:
		c.bar = 6
	}
	if w >= Narrow {
		c.speed = 11
	}
	if w >= amountFrom {
		c.amount = 18
	}
	c.name = max(8, w-lead-2-c.word-1-c.between()-c.share-c.amount-c.speed-1)
	return c
}

// between is the bar with the gap before it.
func (c columns) between() int {
	if c.bar == 0 {
		return 0
	}
	return c.bar + 2
}

// room is the lines for rows: the heading and the foot take one each where there
// is room for them.
func (p *Pane) room() int { return max(1, p.h-p.headLines()-p.footLines()) }

func (p *Pane) headLines() int { return cells.HeadLines(p.w, p.h, Narrow) }

func (p *Pane) footLines() int { return cells.FootLines(p.h) }

// View draws the pane, exactly as wide and high as it was told to be.
func (p *Pane) View(th theme.Theme) string {
	c := layout(p.w)
	var lines []string
	if p.headLines() == 1 {
		lines = append(lines, p.heading(th, c))
	}
	for i := p.top; i < p.len() && len(lines) < p.h-p.footLines(); i++ {
		x := p.rows.Row(i)
		lines = append(lines, p.row(th, c, x, i == p.at))
		if x.Note != "" && len(lines) < p.h-p.footLines() {
			lines = append(lines, p.note(th, c, x))
		}
	}
	if p.footLines() == 1 {
		for len(lines) < p.h-1 {
			lines = append(lines, strings.Repeat(" ", p.w))
		}
		lines = append(lines, cells.NewRow(p.w).Skip(1).PutCut(th.Muted, p.foot, p.w-2, th.Glyphs.Ellipsis).String())
	}
	return cells.Block(lines, p.w, p.h)
}

func (p *Pane) heading(th theme.Theme, c columns) string {
	r := cells.NewRow(p.w).Skip(lead).Put(th.Faint, format.FitWith("STATUS", 2+c.word+1, "")).Put(th.Faint, format.FitWith("FILE", c.name, ""))
	r.Skip(2).Put(th.Faint, format.FitWith("PROGRESS", c.bar+c.share, ""))
	return r.Put(th.Faint, format.FitRight("SIZE", c.amount)+format.FitRight("SPEED", c.speed)).String()
}

func (p *Pane) row(th theme.Theme, c columns, x Row, here bool) string {
	on := func(s lipgloss.Style) lipgloss.Style {
		if here {
			return th.OnSel(s)
		}
		return s
	}
	r := cells.On(on(th.Text), p.w)
	if here {
		r.Put(th.Accent, th.Glyphs.Bar)
	} else {
		r.Put(th.Text, " ")
	}
	name := th.Text
	if here {
		name = name.Bold(true)
	}
	end := th.Glyphs.Ellipsis
	state := x.state(th)
	r.Skip(1).Put(on(state.Style), state.Glyph+" "+format.FitWith(state.Word, c.word, end)+" ")
	r.Put(on(name), string(format.FitWith(format.TailWith(format.Safe(x.Name), c.name, end), c.name, end)))
	if c.bar == 0 {
		return r.Put(on(th.Muted), format.FitRight(x.share(), c.share)).String()
	}
	r.Skip(2)
	bar(th, on, r, c, x)
	return r.Put(on(th.Muted), format.FitRight(x.share(), c.share)+format.FitRight(x.amount(), c.amount)+format.FitRight(x.speed(), c.speed)).String()
}

// bar is how far a file is; whole files and those nothing is known of have none.
func bar(th theme.Theme, on func(lipgloss.Style) lipgloss.Style, r *cells.Row, c columns, x Row) {
	if x.State == Done || x.Size <= 0 {
		r.Skip(c.bar)
		return
	}
	full := int(float64(c.bar) * float64(min(x.Done, x.Size)) / float64(x.Size))
	r.Put(on(x.state(th).Style.Bold(false)), strings.Repeat(th.Glyphs.BarFull, full))
	r.Put(on(th.Rule), strings.Repeat(th.Glyphs.BarRest, c.bar-full))
}

func (p *Pane) note(th theme.Theme, c columns, x Row) string {
	style := th.Faint
	if x.State == Failed || x.State == Asking {
		style = th.Warn
	}
	in := lead + 2 + c.word + 1
	return cells.NewRow(p.w).Skip(in).DrawCut(style, format.Safe(x.Note), p.w-in-1, th.Glyphs.Ellipsis).String()
}
