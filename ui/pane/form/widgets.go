package form

import (
	"slices"

	"lipdash/api"
	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/textline"
	"lipdash/ui/kit/theme"
)

// chunk is a piece of a row that is not broken: w cells, drawn by put.
type chunk struct {
	w     int
	focus bool
	put   func(*cells.Row)
}

// flow lays chunks out from left to right on as many rows as they need; the
// label stands before the first.
func (c *canvas) flow(at columns, label string, chunks []chunk) {
	focus := slices.ContainsFunc(chunks, func(k chunk) bool { return k.focus })
	r, begun, here := c.labelled(at, label, focus), false, false
	for _, k := range chunks {
		if begun && k.w > r.Left() {
			c.add(r, here)
			r, here = c.row().To(at.bar), false
		}
		r.To(at.box)
		end := c.w - r.Left() + k.w
		k.put(r)
		r.To(end)
		begun, here = true, here || k.focus
	}
	c.add(r, here)
}

// bar puts the sign before what has the focus, or leaves its cell empty.
func (c *canvas) bar(r *cells.Row, focus bool) *cells.Row {
	if focus {
		return r.Put(c.th.Accent, c.th.Glyphs.Bar)
	}
	return r.Skip(1)
}

func (c *canvas) textStyle(focus bool) theme.Style {
	if focus {
		return c.th.Text.Bold(true)
	}
	return c.th.Muted
}

// box is a checkbox of w cells. One of three states says in a word which of the two it is
// while there is no tick.
func (c *canvas) box(fd *field, focus bool, w int) chunk {
	glyph, sign, text, aside := c.th.Glyphs.Unchecked, c.th.Faint, c.th.Muted, ""
	switch {
	case fd.on():
		glyph, sign, text = c.th.Glyphs.Checked, c.th.Accent, c.th.Text
	case fd.param.Kind == api.KindTriState:
		aside = " " + fd.choices()[fd.chosen()].word
		w = max(w, format.Width(glyph+fd.param.Label+aside)+3)
	}
	if focus {
		text = c.th.Text.Bold(true)
	}
	return chunk{w: w, focus: focus, put: func(r *cells.Row) {
		c.bar(r, focus).Put(sign, glyph).Put(text, " "+fd.param.Label).Put(c.th.Faint, aside)
	}}
}

// words are the choices of a field, the chosen one bright, each with what it costs.
func (c *canvas) words(fd *field, focus bool) []chunk {
	var out []chunk
	chosen := fd.chosen()
	for i, ch := range fd.choices() {
		glyph, sign, text := c.th.Glyphs.Off, c.th.Faint, c.th.Muted
		if i == chosen {
			glyph, sign, text = c.th.Glyphs.On, c.th.Accent, c.textStyle(true)
		}
		here := focus && i == chosen
		word, price := " "+format.Safe(ch.word), ""
		if p := c.look.Prices[ch.value]; p != "" && fd.section() == sectionMode {
			price = "  " + p
		}
		out = append(out, chunk{w: format.Width(glyph+string(word)) + len(price) + 3, focus: focus, put: func(r *cells.Row) {
			c.bar(r, here).Put(sign, glyph).Draw(text, word).Put(c.th.Faint, price)
		}})
	}
	return out
}

// fromFile stands behind a title nobody typed.
const fromFile = "from file"

// input draws a field of text on a row of its own.
func (c *canvas) input(at columns, label string, fd *field, focus bool) {
	r := c.bar(c.labelled(at, label, focus), focus).To(at.box)
	c.textBox(r, fd, at.boxW, focus)
	c.mark(r.To(at.mark), fd)
	if fd.param.Name == titleParam && r.Left() > len(fromFile) {
		switch {
		case c.f.several():
			r.Put(c.th.Faint, "pattern")
		case fd.line.Empty() && c.f.suggestion() != "":
			r.Put(c.th.Faint, fromFile)
		}
	}
	c.add(r, focus)
}

// textBox draws the box of a field of text: its text, or faint what it may hold.
func (c *canvas) textBox(r *cells.Row, fd *field, w int, focus bool) {
	focus = focus && !c.f.sending
	inner := w - 2
	hint := c.hint(fd)
	open, shut := textline.Edges(c.th)
	edge := c.th.OnField(c.th.Faint)
	r.Put(edge, open)
	switch {
	case !fd.line.Empty() || fd.line.Refused() || hint == "":
		r.Raw(fd.line.Draw(c.th, c.th.OnField, inner, focus), inner)
	case focus:
		r.Raw(fd.line.Draw(c.th, c.th.OnField, 1, true), 1)
		r.Raw(textline.Still(c.th, c.hintStyle(fd), hint, inner-1), inner-1)
	default:
		r.Raw(textline.Still(c.th, c.hintStyle(fd), hint, inner), inner)
	}
	r.Put(edge, shut)
}

// hint is what stands in an empty field: the title it will have, or what it
// takes.
func (c *canvas) hint(fd *field) string {
	switch {
	case fd.param.Name == titleParam && c.f.several():
		return c.look.Pattern
	case fd.param.Name == titleParam:
		return c.f.suggestion()
	case fd.param.Kind == api.KindSource:
		return "https link, local file or asset id"
	case fd.param.Kind == api.KindURL:
		return "https link"
	}
	return ""
}

func (c *canvas) hintStyle(fd *field) theme.Style {
	if fd.param.Name == titleParam {
		return c.th.OnField(c.th.Muted)
	}
	return c.th.OnField(c.th.Faint)
}

// mark is the tick, the exclamation mark or the cross behind a field.
func (c *canvas) mark(r *cells.Row, fd *field) {
	switch name := fd.param.Name; {
	case c.look.problems[name] != "":
		r.Put(c.th.Fail, c.th.Glyphs.Fail)
	case len(c.look.Warnings[name]) > 0, name == audioParam && c.look.odd():
		r.Put(c.th.Warn, c.th.Glyphs.Stuck)
	case c.f.sound(fd):
		r.Put(c.th.Done, c.th.Glyphs.Done)
	}
}

// secondsBox is how wide the box of a short field is.
const secondsBox = 8

// seconds is a short field with its name before it and its mark behind it.
func (c *canvas) seconds(fd *field, focus bool) chunk {
	label := fd.param.Label + " "
	lead := format.Width(label) + 1
	return chunk{w: lead + secondsBox + 3, focus: focus, put: func(r *cells.Row) {
		c.bar(r, focus).Put(c.textStyle(focus), label)
		c.textBox(r, fd, secondsBox, focus)
		c.mark(r.Skip(1), fd)
	}}
}
