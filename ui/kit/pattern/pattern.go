// Package pattern makes titles from patterns: a template with fields, as
// "ep{n:03} {title}", or a replacement, as "s/draft/final/". It knows neither a
// store nor a screen.
package pattern

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"lipdash/ui/kit/textline"
)

// Job is what a pattern can say of a job. What is not known is empty.
type Job struct {
	Title, ID, Mode string
	Created         time.Time
	// N counts the jobs of the set, from 1.
	N int
}

// The fields of a template.
const (
	Title = "title"
	N     = "n"
	ID    = "id"
	Date  = "date"
	Mode  = "mode"
)

// Fields are the fields in the order people are told of them.
func Fields() []string { return []string{Title, N, ID, Date, Mode} }

// dateForm sorts as text, and a title is sorted as text.
const dateForm = "2006-01-02"

// widest bounds the digits of {n}.
const widest = 9

// Pattern is a pattern that could be read.
type Pattern struct {
	parts []part
	// old is replaced by with when replace is set; then there are no parts.
	replace   bool
	old, with string
}

// part is literal text, or a field with its least number of digits.
type part struct {
	text, field string
	digits      int
}

// Parse reads a pattern. Its errors are a few words for the user.
func Parse(s string) (Pattern, error) {
	if strings.HasPrefix(s, "s/") || strings.HasPrefix(s, "s|") {
		return parseReplace(s[2:], s[1])
	}
	return parseTemplate(s)
}

// parseReplace reads what follows "s/": the text to look for, the one to put in
// its place, and perhaps the end. A backslash takes the mark behind it as text.
func parseReplace(s string, mark byte) (Pattern, error) {
	old, rest, ok := until(s, mark)
	if !ok {
		return Pattern{}, fmt.Errorf("it is s%[1]cold%[1]cnew%[1]c", mark)
	}
	if old == "" {
		return Pattern{}, fmt.Errorf("there is nothing to look for between the first two %c", mark)
	}
	with, rest, _ := until(rest, mark)
	if rest != "" {
		return Pattern{}, fmt.Errorf("nothing may follow the last %c", mark)
	}
	return Pattern{replace: true, old: old, with: with}, nil
}

// until cuts a text at the first mark that no backslash is before.
func until(s string, mark byte) (before, after string, found bool) {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == mark:
			return b.String(), s[i+1:], true
		case s[i] == '\\' && i+1 < len(s) && s[i+1] == mark:
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String(), "", false
}

// parseTemplate reads text with fields; {{ and }} are braces.
func parseTemplate(s string) (Pattern, error) {
	var p Pattern
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
				return Pattern{}, errors.New("a { is open, and {{ stands for a brace")
			}
			f, err := parseField(s[1:end])
			if err != nil {
				return Pattern{}, err
			}
			p.parts = append(p.parts, part{text: text.String()}, f)
			text.Reset()
			s = s[end+1:]
		}
	}
	p.parts = append(p.parts, part{text: text.String()})
	return p, nil
}

func parseField(s string) (part, error) {
	name, form, formed := strings.Cut(s, ":")
	switch name {
	case Title, ID, Date, Mode:
		if formed {
			return part{}, fmt.Errorf("only {n} takes digits, as in {n:03}")
		}
		return part{field: name}, nil
	case N:
		digits := 1
		if formed {
			n, err := strconv.ParseUint(form, 10, 8)
			if err != nil || n < 1 || n > widest {
				return part{}, fmt.Errorf("{n:03} has three digits, %d at most", widest)
			}
			digits = int(n)
		}
		return part{field: N, digits: digits}, nil
	}
	return part{}, fmt.Errorf("there is no such field, only {%s}", strings.Join(Fields(), "} {"))
}

// Uses tells whether a field is in the pattern.
func (p Pattern) Uses(field string) bool {
	for _, x := range p.parts {
		if x.field == field {
			return true
		}
	}
	return false
}

// Title is a job's title by the pattern: one line without blanks at its ends,
// and without what cannot be typed, whatever the old title held.
func (p Pattern) Title(j Job) string {
	old := textline.OneLine(j.Title)
	if p.replace {
		return tidy(strings.ReplaceAll(old, p.old, p.with))
	}
	var b strings.Builder
	for _, x := range p.parts {
		b.WriteString(x.text)
		switch x.field {
		case Title:
			b.WriteString(old)
		case N:
			fmt.Fprintf(&b, "%0*d", x.digits, j.N)
		case ID:
			b.WriteString(j.ID)
		case Mode:
			b.WriteString(j.Mode)
		case Date:
			if !j.Created.IsZero() {
				b.WriteString(j.Created.Format(dateForm))
			}
		}
	}
	return tidy(b.String())
}

func tidy(title string) string { return strings.TrimSpace(textline.OneLine(title)) }
