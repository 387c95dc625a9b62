// Package template makes texts from a template: text with fields in braces, as in
// "ep{n:03} {title}".
package template

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// N is the field that counts, from 1; it alone takes a number of digits.
const N = "n"

// widest bounds the digits of {n}.
const widest = 9

// Template is a template that could be read.
type Template []part

// part is literal text, or a field with its least number of digits.
type part struct {
	text, field string
	digits      int
}

// Parse reads a template with some fields; {{ and }} are braces. Its errors are a few
// words for the user.
func Parse(s string, fields ...string) (Template, error) {
	var t Template
	var text strings.Builder
	for s != "" {
		i := strings.IndexAny(s, "{}")
		if i < 0 {
			i = len(s)
		}
		text.WriteString(s[:i])
		switch s = s[i:]; {
		case s == "":
		case len(s) > 1 && s[1] == s[0]:
			text.WriteByte(s[0])
			s = s[2:]
		case s[0] == '}':
			text.WriteByte('}')
			s = s[1:]
		default:
			end := strings.IndexByte(s, '}')
			if end < 0 {
				return nil, errors.New("a { is open, and {{ stands for a brace")
			}
			f, err := parseField(s[1:end], fields)
			if err != nil {
				return nil, err
			}
			t = append(t, part{text: text.String()}, f)
			text.Reset()
			s = s[end+1:]
		}
	}
	return append(t, part{text: text.String()}), nil
}

func parseField(s string, fields []string) (part, error) {
	name, form, formed := strings.Cut(s, ":")
	switch {
	case !slices.Contains(fields, name):
		return part{}, fmt.Errorf("there is no such field {%s}, only {%s}", s, strings.Join(fields, "} {"))
	case !formed:
		return part{field: name, digits: 1}, nil
	case name != N:
		return part{}, fmt.Errorf("only {n} takes digits, as in {n:03}")
	}
	digits, err := strconv.ParseUint(form, 10, 8)
	if err != nil || digits < 1 || digits > widest {
		return part{}, fmt.Errorf("{n:03} has three digits, %d at most", widest)
	}
	return part{field: N, digits: int(digits)}, nil
}

// Uses tells whether a field is in the template.
func (t Template) Uses(field string) bool {
	return slices.ContainsFunc(t, func(p part) bool { return p.field == field })
}

// Fill is the text of the n-th of a set, with the values of the other fields.
func (t Template) Fill(n int, values map[string]string) string {
	var b strings.Builder
	for _, p := range t {
		b.WriteString(p.text)
		if p.field == N {
			fmt.Fprintf(&b, "%0*d", p.digits, n)
			continue
		}
		b.WriteString(values[p.field])
	}
	return b.String()
}
