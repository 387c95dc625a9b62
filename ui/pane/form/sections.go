package form

import (
	"strconv"

	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
)

// sections draws the form from top to bottom.
func (c *canvas) sections() {
	for _, draw := range []func(){
		func() { c.rows(sectionSource) },
		func() { c.rows(sectionText) },
		func() { c.rows(sectionMode) },
		c.options,
		c.part,
		func() { c.rows(sectionEnum) },
		c.more,
		c.general,
		c.money,
		c.buttons,
	} {
		draw()
	}
}

// each calls draw for the fields of a section.
func (c *canvas) each(s section, draw func(fd *field, focus bool)) {
	for i := range c.f.fields {
		if c.f.fields[i].section() == s {
			draw(&c.f.fields[i], c.f.focus == stop{stopField, i})
		}
	}
}

// rows draws the fields of a section, each on a row of its own.
func (c *canvas) rows(s section) {
	c.each(s, func(fd *field, focus bool) {
		c.gap(fd.gap())
		c.field(c.at, format.Capital(c.f.labelOf(fd)), fd, focus)
	})
}

// labelOf is what stands before a field.
func (f *Form) labelOf(fd *field) string {
	if fd.param.Name == titleParam && f.several() {
		return "titles"
	}
	return fd.param.Label
}

// gap is the empty line before a field.
func (fd *field) gap() gap {
	switch {
	case fd.section() == sectionMode:
		return beforeMode
	case fd.section() == sectionText:
		return beforeTitle
	case fd.section() == sectionSource && fd.param.Name == videoParam:
		return beforeVideo
	case fd.section() == sectionSource:
		return beforeAudio
	}
	return beforeMore
}

// field draws one field with what belongs under it.
func (c *canvas) field(at columns, label string, fd *field, focus bool) {
	if fd.typed() {
		c.input(at, label, fd, focus)
	} else {
		c.flow(at, label, c.words(fd, focus))
	}
	c.under(at, fd, focus)
}

// options draws the checkboxes in columns.
func (c *canvas) options() {
	c.gap(beforeOptions)
	var boxes []chunk
	col := 0
	c.each(sectionOption, func(fd *field, _ bool) { col = max(col, format.Width(fd.param.Label)+6) })
	c.each(sectionOption, func(fd *field, focus bool) { boxes = append(boxes, c.box(fd, focus, col)) })
	c.flow(c.at, "Options", boxes)
	c.each(sectionOption, func(fd *field, focus bool) { c.under(c.at, fd, focus) })
}

// part draws the fields of seconds side by side.
func (c *canvas) part() {
	c.gap(beforePart)
	var chunks []chunk
	c.each(sectionPart, func(fd *field, focus bool) { chunks = append(chunks, c.seconds(fd, focus)) })
	aside := "m:ss, or the whole clip"
	chunks = append(chunks, chunk{w: len(aside) + 1, put: func(r *cells.Row) { r.Put(c.th.Faint, " "+aside) }})
	c.flow(c.at, "Part", chunks)
	c.each(sectionPart, func(fd *field, focus bool) { c.under(c.at, fd, focus) })
}

// more draws the fold, and the rare fields when it is open.
func (c *canvas) more() {
	c.gap(beforeMore)
	focus := c.f.focus.kind == stopMore
	names, set := "", 0
	c.each(sectionRare, func(fd *field, _ bool) {
		if names != "" {
			names += ", "
		}
		names += fd.param.Label
		if fd.text() != "" {
			set++
		}
	})
	text := "+ " + names
	if c.f.unfolded {
		text = "- less"
	}
	if set > 0 && !c.f.unfolded {
		text = "+ " + strconv.Itoa(set) + " set: " + names
	}
	room := c.w - c.at.box - 2
	c.flow(c.at, "More", []chunk{{w: room + 1, focus: focus, put: func(r *cells.Row) {
		c.bar(r, focus).PutCut(c.textStyle(focus), text, room, c.th.Glyphs.Ellipsis)
	}}})
	if focus {
		c.say("fields that are rarely needed")
	}
	if c.f.unfolded {
		at := c.f.rareColumns(c.w)
		c.each(sectionRare, func(fd *field, focus bool) { c.field(at, fd.param.Label, fd, focus) })
	}
}

// general draws what was said about the whole, above the buttons.
func (c *canvas) general() {
	if c.f.general == "" {
		return
	}
	c.gap(beforeGeneral)
	const most = 4
	c.signed(c.at, c.th.Fail, c.th.Glyphs.Fail, c.f.general, most, c.f.focus == stop{stopButton, buttonCreate})
}

func (c *canvas) buttons() {
	c.gap(beforeButtons)
	var chunks []chunk
	for i := range buttonLabels {
		focus := c.f.focus == stop{stopButton, i}
		text := " " + c.f.buttonLabel(i, c.look) + " "
		chunks = append(chunks, chunk{w: len(text) + 2, focus: focus, put: func(r *cells.Row) {
			c.bar(r, focus).Put(c.buttonStyle(i), text)
		}})
	}
	c.flow(c.at, "", chunks)
	c.buttonHelp()
}

// buttonLabel says what a button does.
func (f *Form) buttonLabel(i int, l look) string {
	switch {
	case i != buttonCreate:
	case f.sending:
		return "Sending"
	case len(l.Voices) > 0:
		return "Create " + jobs(l)
	}
	return buttonLabels[i]
}

// buttonStyle fills the button that enter presses: the one with the focus.
func (c *canvas) buttonStyle(i int) theme.Style {
	switch {
	case i == buttonCreate && c.f.sending:
		return c.th.Faint
	case c.f.focus == stop{stopButton, i}:
		return c.th.Button
	case i == buttonCreate:
		return c.th.Text
	}
	return c.th.Muted
}
