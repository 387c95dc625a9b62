package output

import (
	"encoding/json"
	"fmt"
	"iter"
	"reflect"
	"slices"
	"sort"
	"strings"
)

// Names are what --columns and --field may name. A command gives those of its table before
// it does anything, so that a wrong name costs nothing.
type Names interface {
	// Refuse is an UnknownName for what is asked for and is not there.
	Refuse(f Flags) error
}

// UnknownName is a field or column that was asked for and that nothing has.
type UnknownName struct{ Name, Known string }

// Error names those there are.
func (u UnknownName) Error() string {
	return fmt.Sprintf("there is no column %q, only %s", u.Name, u.Known)
}

// Either are the names of a command that learns only from what it reads which of some
// tables it prints. It asks Takes once it knows, before it changes anything.
func Either(tables ...Names) Names { return Asked(func() []Names { return tables }) }

// Asked is Either with tables that depend on the command's flags, which are read by then.
type Asked func() []Names

// Refuse is what the first refuses, where all refuse.
func (a Asked) Refuse(f Flags) (first error) {
	for i, t := range a() {
		err := t.Refuse(f)
		if err == nil {
			return nil
		}
		if i == 0 {
			first = err
		}
	}
	return first
}

// Takes refuses names that a table has not.
func (p *Printer) Takes(t Names) error { return t.Refuse(p.flags) }

// Refuse refuses names that are neither a column nor a field.
func (t Table[T]) Refuse(f Flags) error { return t.untyped().refuse(f) }

func (t table) refuse(f Flags) error {
	asked := f.Columns
	if f.Field != "" {
		asked = []string{f.Field}
	}
	for _, name := range asked {
		if !t.has(name) {
			return UnknownName{name, t.names()}
		}
	}
	return nil
}

func (t table) has(name string) bool {
	if _, ok := t.column(name); ok || slices.Contains(t.Fields, name) {
		return true
	}
	for _, f := range t.Fields {
		if in, deep := strings.CutSuffix(f, "."); deep && (name == in || strings.HasPrefix(name, f)) {
			return true
		}
	}
	return t.Fields == nil && holds(t.sample(), name)
}

// sample is the object of a thing without anything in it: it has the fields of all.
func (t table) sample() reflect.Value { return reflect.ValueOf(t.Object(t.zero)) }

// own is the name that a column has where it is asked for by its other one.
func (t table) own(name string) string {
	if c, ok := t.column(name); ok {
		return c.Name
	}
	return name
}

// holds tells whether objects like this one have a field; a name with dots goes deeper.
func holds(v reflect.Value, name string) bool {
	first, rest, deeper := strings.Cut(name, ".")
	for known, in := range fields(v) {
		if known == first {
			return !deeper || below(in, rest)
		}
	}
	return false
}

// below is holds for what is in a field. Of a map and of foreign JSON nobody knows what it
// will hold.
func below(v reflect.Value, name string) bool {
	if v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	switch v.Kind() { //nolint:exhaustive // nothing else has something in it
	case reflect.Map:
		return true
	case reflect.Pointer:
		return below(reflect.Zero(v.Type().Elem()), name)
	case reflect.Slice:
		return v.Type() == reflect.TypeFor[json.RawMessage]()
	}
	return holds(v, name)
}

// names are those of the columns and fields, for a sentence.
func (t table) names() string {
	var out []string
	for _, c := range t.Columns {
		out = append(out, c.Name)
	}
	all := t.Fields
	if all == nil {
		for name := range fields(t.sample()) {
			all = append(all, name)
		}
	}
	for _, name := range all {
		if name = strings.TrimSuffix(name, "."); !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return strings.Join(out, ", ")
}

// fields are those of an object by their names, none of what is no object.
func fields(v reflect.Value) iter.Seq2[string, reflect.Value] {
	return func(yield func(string, reflect.Value) bool) {
		switch v.Kind() { //nolint:exhaustive // nothing else is an object
		case reflect.Struct:
			for _, f := range reflect.VisibleFields(v.Type()) {
				if tag, _, _ := strings.Cut(f.Tag.Get("json"), ","); tag != "" && tag != "-" && !yield(tag, v.FieldByIndex(f.Index)) {
					return
				}
			}
		case reflect.Map:
			names := v.MapKeys()
			sort.Slice(names, func(i, j int) bool { return names[i].String() < names[j].String() })
			for _, k := range names {
				if !yield(k.String(), v.MapIndex(k)) {
					return
				}
			}
		}
	}
}
