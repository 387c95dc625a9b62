package transfers

import (
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/list"
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
	// mostName keeps what is told of a file near its name where it is very wide.
	mostName = 72
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
	c.name = min(max(8, w-lead-2-c.word-1-c.between()-c.share-c.amount-c.speed-1), mostName)
	return c
}

// between is the bar with the gap before it.
func (c columns) between() int {
	if c.bar == 0 {
		return 0
	}
	return c.bar + 2
}

// View draws the pane, exactly as wide and high as it was told to be.
func (p *Pane) View(th theme.Theme) string {
	c := layout(p.w)
	lit, _ := p.Ranged(p.Cursor(), p.rows)
	return p.list.View(p.rows, list.Drawing{
		Head: p.heading(th, c), Foot: list.Foot(th, p.w, p.footer(), ""),
		Row: func(i int, here bool) []string { return p.row(th, c, p.rows.Row(i), here, lit(i)) },
	})
}

func (p *Pane) heading(th theme.Theme, c columns) string {
	s := "  " + format.FitWith("STATUS", 2+c.word+1, "") + format.FitWith("FILE", c.name, "") + "  " + format.FitWith("PROGRESS", c.bar+c.share, "")
	return list.Head(th, p.w, s+format.FitRight("SIZE", c.amount)+format.FitRight("SPEED", c.speed))
}

// row is a file, and the note under it.
func (p *Pane) row(th theme.Theme, c columns, x Row, here, lit bool) []string {
	end, state := th.Glyphs.Ellipsis, x.state(th)
	r := list.RowOn(th, p.w, here, here || lit, p.Marked(x.ID))
	r.Put(state.Style, state.Glyph+" "+format.FitWith(state.Word, c.word, end)+" ")
	if x.State == Done { // it has no bar and no share, so that its name has their cells
		c.name, c.bar, c.share = c.name+c.between()+c.share, 0, 0
	}
	r.Draw(th.Text.Bold(here), format.FitWith(format.TailWith(format.Safe(x.Name), c.name, end), c.name, end))
	if c.bar > 0 {
		r.Skip(2).Share(th, state.Style.Bold(false), x.Done, x.Size, c.bar)
	}
	r.Put(th.Muted, format.FitRight(x.share(), c.share)+format.FitRight(x.amount(), c.amount)+format.FitRight(x.speed(), c.speed))
	if x.Note == "" {
		return []string{r.String()}
	}
	return []string{r.String(), p.note(th, c, x, here || lit)}
}

func (p *Pane) note(th theme.Theme, c columns, x Row, here bool) string {
	style := th.Faint
	if x.State == Failed || x.State == Asking {
		style = th.Warn
	}
	in := lead + 2 + c.word + 1
	return list.Under(th, p.w, here, in).DrawCut(style, format.Safe(x.Note), p.w-in-1, th.Glyphs.Ellipsis).String()
}
