package output

import (
	"lipdash/ui/kit/format"
)

// List prints things as they come.
type List[T any] struct{ list }

type list struct {
	p     *Printer
	table table
	drawn drawn
	count int
	// stream is true for what comes for as long as the command runs: JSON is one object a
	// line then, which whoever reads it has at once.
	stream bool
}

// NewList begins a list.
func NewList[T any](p *Printer, t Table[T]) *List[T] {
	return &List[T]{newList(p, t.untyped())}
}

func newList(p *Printer, t table) list {
	return list{p: p, table: t, drawn: drawn{columns: t.shown(p.flags.Columns), wraps: t.Wraps}}
}

// Expect makes room for things that are printed one by one later, so that columns do
// not move.
func (l *List[T]) Expect(things ...T) { l.expect(untyped(things)) }

func (l *list) expect(things []any) {
	if l.form() == forPeople {
		l.drawn.expect(l.p, things)
	}
}

// NewStream begins a list of what happens while the command runs.
func NewStream[T any](p *Printer, t Table[T]) *List[T] {
	l := NewList(p, t)
	l.stream = true
	return l
}

func (l *list) form() form {
	if f := l.p.form(); f != asJSON || !l.stream {
		return f
	}
	return asLines
}

// Add prints things, a page of them, at once.
func (l *List[T]) Add(things ...T) error { return l.add(untyped(things)) }

func (l *list) add(things []any) error {
	if len(things) == 0 {
		return nil
	}
	if l.form() == forPeople {
		l.count += len(things)
		if _, err := l.p.out.WriteString(l.drawn.draw(l.p, things)); err != nil {
			return err
		}
		return l.p.flush()
	}
	for _, v := range things {
		if err := l.print(v); err != nil {
			return err
		}
		l.count++
	}
	return l.p.flush()
}

func (l *list) print(v any) error {
	p, t := l.p, l.table
	switch l.form() {
	case asIDs:
		return p.id(t.ID(v))
	case asField:
		text, _ := t.value(v, p.flags.Field)
		return p.line(format.OutsideLine(text))
	case asTabs:
		return p.line(t.tabs(v, l.drawn.columns))
	case asLines:
		return p.line(t.json(v, p.flags.Columns, ""))
	case asJSON:
		lead := ",\n"
		if l.count == 0 {
			lead = "[\n"
		}
		_, _ = p.out.WriteString(lead) // a failed write fails those after it too
		_, err := p.out.WriteString(p.indented(t.json(v, p.flags.Columns, p.indent())))
		return err
	}
	return nil
}

// End ends the list; nothing at all is said in words to people.
func (l *list) End() error {
	switch form := l.form(); {
	case form == asJSON && l.count == 0:
		_ = l.p.line("[]")
	case form == asJSON:
		_ = l.p.line("\n]")
	case form == forPeople && l.count == 0 && l.table.Empty != "":
		_ = l.p.line(l.table.Empty)
	}
	return l.p.flush()
}

// Count is how many were printed.
func (l *list) Count() int { return l.count }

// All prints a list that is whole.
func All[T any](p *Printer, t Table[T], things []T) error {
	return all(p, t.untyped(), untyped(things))
}

func all(p *Printer, t table, things []any) error {
	l := newList(p, t)
	l.drawn.all = p.flags.Columns == nil
	if err := l.add(things); err != nil {
		return err
	}
	return l.End()
}
