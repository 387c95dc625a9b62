package output

import "lipdash/ui/kit/theme"

// table is one for things of any type: what prints is compiled once, not for each of them.
type table struct {
	Table[any]
	// zero has nothing in it.
	zero any
}

func (t Table[T]) untyped() table {
	var zero T
	out := table{zero: zero, Table: Table[any]{
		Shown: t.Shown, Fields: t.Fields, Empty: t.Empty, Wraps: t.Wraps,
		ID: func(v any) string { return t.ID(v.(T)) }, Object: func(v any) any { return v },
	}}
	if t.Object != nil {
		out.Object = func(v any) any { return t.Object(v.(T)) }
	}
	for _, c := range t.Columns {
		of := Column[any]{
			Name: c.Name, Also: c.Also, Right: c.Right, Wide: c.Wide, Theirs: c.Theirs,
			Text: func(v any) string { return c.Text(v.(T)) },
		}
		if c.Look != nil {
			of.Look = func(v any, t theme.Theme) Look { return c.Look(v.(T), t) }
		}
		out.Columns = append(out.Columns, of)
	}
	return out
}

// untyped are things of one type.
func untyped[T any](things []T) []any {
	out := make([]any, len(things))
	for i, v := range things {
		out[i] = v
	}
	return out
}
