// Package pattern makes titles from patterns: a template with fields, as
// "ep{n:03} {title}", or a replacement, as "s/draft/final/". It knows neither a
// store nor a screen.
package pattern

import (
	"fmt"
	"strings"
	"time"

	"lipdash/ui/kit/template"
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
	N     = template.N
	ID    = "id"
	Date  = "date"
	Mode  = "mode"
)

// Fields are the fields in the order people are told of them.
func Fields() []string { return []string{Title, N, ID, Date, Mode} }

// dateForm sorts as text, and a title is sorted as text.
const dateForm = "2006-01-02"

// Pattern is a pattern that could be read.
type Pattern struct {
	template template.Template
	// old is replaced by with when replace is set; then there is no template.
	replace   bool
	old, with string
}

// Parse reads a pattern. Its errors are a few words for the user.
func Parse(s string) (Pattern, error) {
	if strings.HasPrefix(s, "s/") || strings.HasPrefix(s, "s|") {
		return parseReplace(s[2:], s[1])
	}
	t, err := template.Parse(s, Fields()...)
	return Pattern{template: t}, err
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

// Uses tells whether a field is in the pattern.
func (p Pattern) Uses(field string) bool { return p.template.Uses(field) }

// Title is a job's title by the pattern: one line without blanks at its ends,
// and without what cannot be typed, whatever the old title held.
func (p Pattern) Title(j Job) string {
	old := textline.OneLine(j.Title)
	if p.replace {
		return tidy(strings.ReplaceAll(old, p.old, p.with))
	}
	values := map[string]string{Title: old, ID: j.ID, Mode: j.Mode}
	if !j.Created.IsZero() {
		values[Date] = j.Created.Format(dateForm)
	}
	return tidy(p.template.Fill(j.N, values))
}

func tidy(title string) string { return strings.TrimSpace(textline.OneLine(title)) }
