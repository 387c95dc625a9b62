package sheet

import (
	"cmp"
	"strconv"

	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/list"
	"lipdash/ui/kit/theme"
)

// columns are how wide the cells of a row are; what there is no room for is 0.
type columns struct{ line, word, title, video, audio, mode, length, cost int }

// The widths from which there is room for length and cost, for the inputs, and for the mode
// beside them.
const (
	narrow     = 60
	inputsFrom = 100
	modeFrom   = 130
)

func (p *Pane) layout() columns {
	w, last := p.w, 0
	if n := p.rows.Len(); n > 0 {
		last = p.rows.ID(n - 1)
	}
	c := columns{line: max(4, len(strconv.Itoa(last))+1), word: 9, length: 7, cost: 9}
	if w >= modeFrom {
		c.mode = 11
	}
	if w < narrow || !p.sheet.Measured {
		c.length, c.cost = 0, 0
	}
	left := max(8, w-2-c.line-4-c.word-c.length-c.cost-c.mode-1)
	c.title = left
	if w >= inputsFrom {
		c.video, c.audio = left*34/100, left*34/100
		c.title = left - c.video - c.audio - 4
	}
	return c
}

// The heights from which something stands over the rows, and a blank line below that.
const (
	headFrom = 10
	airFrom  = 24
)

// head are the lines over the rows: how the sheet was read, how many rows there are of each
// state, and what is odd about it all.
func (p *Pane) head(th theme.Theme) (out []string) {
	if p.h < headFrom {
		return nil
	}
	end, w := th.Glyphs.Ellipsis, p.w-3
	line := func(style theme.Style, text string) {
		if text != "" {
			out = append(out, cells.NewRow(p.w).Skip(2).DrawCut(style, format.Safe(text), w, end).String())
		}
	}
	about, notes := format.Safe(p.sheet.About), format.Safe(p.sheet.Notes)
	const gap = 3
	if notes != "" && format.Width(about)+gap+format.Width(notes) <= w {
		out = append(out, cells.NewRow(p.w).Skip(2).Draw(th.Muted, about).Skip(gap).Draw(th.Warn, notes).String())
	} else {
		line(th.Muted, p.sheet.About)
		line(th.Warn, p.sheet.Notes)
	}
	line(th.Text, p.sheet.Counts)
	line(th.Warn, p.sheet.Over)
	if p.h >= airFrom {
		out = append(out, cells.NewRow(p.w).String())
	}
	return out
}

// headLines is how many those are.
func (p *Pane) headLines() int { return len(p.head(theme.Theme{})) }

// View draws the screen, exactly as wide and high as it was told to be.
func (p *Pane) View(th theme.Theme) string {
	if p.asking || p.rows.Len() == 0 {
		return p.question(th)
	}
	head := p.head(th)
	c := p.layout()
	body := p.list.View(p.rows, list.Drawing{
		Head: p.heading(th, c), Foot: list.Foot(th, p.w, p.sheet.Foot, ""),
		Row: func(i int, here bool) []string { return p.row(th, c, p.rows.Row(i), here) },
	})
	if len(head) == 0 {
		return body
	}
	return cells.Block(head, p.w, len(head)) + "\n" + body
}

// heading names the columns.
func (p *Pane) heading(th theme.Theme, c columns) string {
	unit := map[string]string{"line": "LINE", "entry": "NO.", "pair": "NO."}[p.sheet.Unit]
	s := "  " + format.FitRight(unit, c.line) + "  " + format.FitWith("STATE", 2+c.word, "") + format.FitWith("TITLE", c.title, "")
	if c.video > 0 {
		s += "  " + format.FitWith("VIDEO", c.video, "") + "  " + format.FitWith("AUDIO", c.audio, "")
	}
	if c.mode > 0 {
		s += "  " + format.FitWith("MODE", c.mode-2, "")
	}
	return list.Head(th, p.w, s+format.FitRight("LENGTH", c.length)+format.FitRight("COST", c.cost))
}

// row is a row of the sheet; its note, or the cell that is edited, stands below.
func (p *Pane) row(th theme.Theme, c columns, x Row, here bool) []string {
	end, state := th.Glyphs.Ellipsis, x.state(th)
	quiet, text := th.Muted, th.Text.Bold(here)
	if x.State == Out || x.State == Same {
		quiet, text = th.Faint, th.Faint
	}
	r := list.Row(th, p.w, here, false)
	r.Put(th.Faint, format.FitRight(strconv.Itoa(x.Line), c.line)).Skip(2)
	r.Put(state.Style, state.Glyph+" "+format.FitWith(state.Word, c.word, end))
	r.Draw(text, format.FitWith(format.Safe(x.Title), c.title, end))
	for _, in := range []struct {
		text string
		w    int
	}{{x.Video, c.video}, {x.Audio, c.audio}} {
		if in.w > 0 {
			r.Skip(2).Draw(quiet, format.FitWith(source(in.text, in.w, end), in.w, end))
		}
	}
	if c.mode > 0 {
		r.Skip(2).Draw(quiet, format.FitWith(format.Safe(x.Mode), c.mode-2, end))
	}
	r.Put(quiet, format.FitRight(x.Length, c.length)+format.FitRight(x.Cost, c.cost))
	out := []string{r.String()}
	in := p.indent()
	switch {
	case p.rows.editing == x.Line:
		out = append(out, p.editor(th, x, in), cells.NewRow(p.w).Skip(in).DrawCut(p.under(th, x), p.underText(x), p.w-in-1, end).String())
	case x.Note != "":
		for _, l := range p.rows.noteLines(x.Note) {
			out = append(out, list.Under(th, p.w, here, in).DrawCut(x.noteStyle(th), l, p.w-in-1, end).String())
		}
	}
	return out
}

// source is an input in w cells: of a link that is too long the host and the file, of a path
// its end.
func source(text string, w int, end string) format.Drawn {
	s := format.Safe(text)
	if format.Width(s) > w && format.URLFile(text) != "" {
		return format.ShortURLWith(text, w, end)
	}
	return format.TailWith(s, w, end)
}

// indent is where what stands below a row begins.
func (p *Pane) indent() int { return 2 + p.layout().line + 2 + 2 }

// editor is the cell that is edited.
func (p *Pane) editor(th theme.Theme, x Row, in int) string {
	label := x.Label + " "
	left, right := textEdges(th)
	w := max(1, p.w-in-format.Width(label)-3)
	r := cells.NewRow(p.w).Skip(in).Put(th.Accent, label).Put(th.Faint, left)
	return r.Raw(p.cell.Draw(th, th.OnField, w, true), w).Put(th.Faint, right).String()
}

// underText is what stands under the cell that is edited: what its text may become, else what is
// said of the row.
func (p *Pane) underText(x Row) format.Drawn { return format.Safe(cmp.Or(p.choices(), x.Note)) }

func (p *Pane) under(th theme.Theme, x Row) theme.Style {
	if p.choices() != "" {
		return th.Muted
	}
	return x.noteStyle(th)
}

// state is how what becomes of a row is shown.
func (x Row) state(th theme.Theme) theme.State {
	g := th.Glyphs
	s := [...]theme.State{
		Checking: {Glyph: g.Wait, Style: th.Wait}, Ready: {Glyph: g.Done, Style: th.Done}, Warned: {Glyph: g.Stuck, Style: th.Warn},
		Same: {Glyph: g.Held, Style: th.Held}, Trouble: {Glyph: g.Fail, Style: th.Fail.Bold(true)}, Out: {Glyph: g.Held, Style: th.Held},
	}[x.State]
	s.Word = x.Word
	return s
}

func (x Row) noteStyle(th theme.Theme) theme.Style {
	switch x.State {
	case Trouble:
		return th.Fail
	case Warned:
		return th.Warn
	}
	return th.Faint
}
