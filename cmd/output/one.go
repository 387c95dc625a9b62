package output

import (
	"errors"
	"strings"

	"lipdash/ui/kit/format"
)

// One prints a single thing: an object, or a line for each value it has.
func One[T any](p *Printer, t Table[T], v T) error { return one(p, t.untyped(), v) }

func one(p *Printer, t table, v any) error {
	if _, ok := t.value(v, p.flags.Field); p.form() == asField && !ok {
		return errors.New(t.lacks(p, v))
	}
	return oneOf(p, t, v)
}

func (t table) lacks(p *Printer, v any) string {
	return strings.TrimSpace(t.ID(v) + " has no " + p.flags.Field)
}

func oneOf(p *Printer, t table, v any) (err error) {
	switch p.form() {
	case asIDs:
		err = p.id(t.ID(v))
	case asField:
		text, _ := t.value(v, p.flags.Field)
		err = p.line(format.Outside(text))
	case asTabs:
		err = p.line(t.tabs(v, t.shown(p.flags.Columns)))
	case asLines:
		err = p.line(t.json(v, p.flags.Columns, ""))
	case asJSON:
		err = p.line(t.json(v, p.flags.Columns, p.indent()))
	case forPeople:
		_, err = p.out.WriteString(t.lines(p, v))
	}
	if err != nil {
		return err
	}
	return p.flush()
}

// Say prints a sentence where people read, and the thing it is about where programs do. What
// it says was done, so that it has no value for --field is no failure: whoever runs the
// command again does it twice.
func Say[T any](p *Printer, t Table[T], v T, sentence string) error {
	return say(p, t.untyped(), v, sentence)
}

func say(p *Printer, t table, v any, sentence string) error {
	if p.form() != forPeople {
		if _, ok := t.value(v, p.flags.Field); p.form() == asField && !ok {
			p.Note(t.lacks(p, v) + ".")
		}
		return oneOf(p, t, v)
	}
	if err := p.line(oneLine(sentence)); err != nil {
		return err
	}
	return p.flush()
}

// lines are the values of a thing with their names in front.
func (t table) lines(p *Printer, v any) string {
	columns := t.Columns
	if p.flags.Columns != nil {
		columns = t.shown(p.flags.Columns)
	}
	width := 0
	for _, c := range columns {
		width = max(width, format.Width(c.Name))
	}
	look := p.o.Theme
	var b strings.Builder
	for _, c := range columns {
		text := string(format.SafeLines(format.RedactText(c.Text(v))))
		if text == "" {
			continue
		}
		shown := c.look(v, look)
		if shown.Glyph != "" {
			text = shown.Glyph + " " + text
		}
		lead := look.Faint.Render(format.FitWith(c.Name, width+gap, look.Glyphs.Ellipsis))
		for _, line := range format.Wrap(text, max(least, p.o.Width-width-gap)) {
			b.WriteString(strings.TrimRight(lead+shown.Style.Render(line), " ") + "\n")
			lead = strings.Repeat(" ", width+gap)
		}
	}
	return b.String()
}

func oneLine(text string) string { return string(format.Shown(text)) }
