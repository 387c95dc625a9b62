package output

import (
	"bytes"
	"encoding/json"
	"strings"

	"lipdash/ui/kit/format"
)

// encode is a value of ours as JSON on one line.
func encode(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil { // a value of ours that cannot be JSON
		return []byte("null")
	}
	return []byte(format.EscapeJSON(string(bytes.TrimSpace(b.Bytes()))))
}

func (t table) object(v any) json.RawMessage {
	is := t.Object(v)
	if raw, ok := is.(json.RawMessage); ok {
		return raw
	}
	return encode(is)
}

// json is a thing as JSON, all of it or the named fields, with an indent or on one
// line. What a terminal would obey is escaped, which means the same.
func (t table) json(v any, fields []string, indent string) string {
	raw := t.object(v)
	if fields != nil {
		raw = t.part(v, raw, fields)
	}
	var b bytes.Buffer
	b.Grow(len(raw))
	var err error
	if indent == "" {
		err = json.Compact(&b, raw)
	} else {
		err = json.Indent(&b, raw, "", indent)
	}
	if err != nil {
		return string(encode(string(raw)))
	}
	return format.EscapeJSON(b.String())
}

// part is an object with only some fields, in the order they were asked for.
func (t table) part(v any, raw json.RawMessage, fields []string) json.RawMessage {
	var b bytes.Buffer
	for i, name := range fields {
		if i > 0 {
			b.WriteByte(',')
		}
		b.Write(encode(name))
		b.WriteByte(':')
		switch value, ok := inside(raw, t.own(name)); {
		case ok:
			b.Write(value)
		default:
			b.Write(t.ours(v, name))
		}
	}
	return json.RawMessage("{" + b.String() + "}")
}

// ours is a column of ours as JSON, null where there is nothing.
func (t table) ours(v any, name string) []byte {
	if text, ok := t.value(v, name); ok {
		return encode(text)
	}
	return []byte("null")
}

// inside is a field of an object; a name with dots goes deeper.
func inside(raw json.RawMessage, name string) (json.RawMessage, bool) {
	var o map[string]json.RawMessage
	if json.Unmarshal(raw, &o) != nil {
		return nil, false
	}
	if value, ok := o[name]; ok {
		return value, true
	}
	first, rest, deeper := strings.Cut(name, ".")
	value, ok := o[first]
	if !ok || !deeper {
		return nil, false
	}
	return inside(value, rest)
}

// bare is the value of a field as text; false for nothing.
func bare(raw json.RawMessage, name string) (string, bool) {
	value, ok := inside(raw, name)
	var text string
	switch {
	case !ok, string(bytes.TrimSpace(value)) == "null":
		return "", false
	case json.Unmarshal(value, &text) == nil:
		return text, text != ""
	}
	var b bytes.Buffer
	_ = json.Compact(&b, value)
	return b.String(), true
}

// value is a field or a column of ours as bare text; false for nothing.
func (t table) value(v any, name string) (string, bool) {
	raw := t.object(v)
	name = t.own(name)
	if text, ok := bare(raw, name); ok {
		return text, true
	}
	c, ok := t.column(name)
	if _, field := inside(raw, name); field || !ok || c.Theirs {
		return "", false
	}
	text := c.Text(v)
	return text, text != ""
}

// tabs is a line of values separated by tabs, which no value holds.
func (t table) tabs(v any, columns []Column[any]) string {
	out := make([]string, len(columns))
	for i, c := range columns {
		text, _ := t.value(v, c.Name)
		out[i] = format.OutsideLine(text)
	}
	return strings.Join(out, "\t")
}

// indent is how deep JSON is indented: people who ask for it on a terminal read it.
func (p *Printer) indent() string {
	if p.o.OutTerminal {
		return "  "
	}
	return ""
}

// indented is an element of a list, as deep as the list is.
func (p *Printer) indented(raw string) string {
	if in := p.indent(); in != "" {
		return in + strings.ReplaceAll(raw, "\n", "\n"+in)
	}
	return raw
}
