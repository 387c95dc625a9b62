package download

import (
	"fmt"
	"strings"

	"lipdash/api/submission"
)

// fields are what a template can name of a job.
type fields struct{ title, id, date, mode string }

// template makes file names without extension.
type template []token

// token is a text as it stands, or a field's name.
type token struct{ text, field string }

// parseTemplate takes text with {title}, {id}, {date} (of the job's creation,
// 2006-01-02) and {mode}. It names a file and not a path; what no file system takes
// is replaced when a name is made.
func parseTemplate(s string) (template, error) {
	if strings.ContainsAny(s, `/\`) {
		return nil, fmt.Errorf("the file name template %q must be a name, not a path", s)
	}
	var t template
	for rest := s; rest != ""; {
		text, after, found := strings.Cut(rest, "{")
		t = append(t, token{text: text})
		if !found {
			break
		}
		name, more, closed := strings.Cut(after, "}")
		if !closed {
			return nil, fmt.Errorf("the file name template %q has a { without a }", s)
		}
		if _, ok := (fields{}).get(name); !ok {
			return nil, fmt.Errorf("the file name template %q names {%s}; there are {title}, {id}, {date} and {mode}", s, name)
		}
		t, rest = append(t, token{field: name}), more
	}
	if strings.TrimSpace(s) == "" {
		return nil, fmt.Errorf("the file name template is empty")
	}
	return t, nil
}

func (f fields) get(name string) (string, bool) {
	switch name {
	case "title":
		return f.title, true
	case "id":
		return f.id, true
	case "date":
		return f.date, true
	case "mode":
		return f.mode, true
	}
	return "", false
}

// stem is the name for a job. Where it would be too long the title gives way,
// so that two jobs with an {id} in their names stay apart.
func (t template) stem(f fields) string {
	f.id = safe(f.id)
	if f.title = safe(submission.WithoutQueries(f.title)); finish(f.title) == "" {
		f.title = f.id
	}
	s := t.fill(f)
	if over := len(s) - stemBytes; over > 0 {
		f.title = shorten(f.title, max(len(f.title)-over, minTitle))
		s = t.fill(f)
	}
	if s = finish(s); s == "" {
		return "lipsync"
	}
	return s
}

// minTitle is how much of a title stays at least.
const minTitle = 16

func (t template) fill(f fields) string {
	var b strings.Builder
	for _, tok := range t {
		value, _ := f.get(tok.field)
		b.WriteString(tok.text + value)
	}
	return b.String()
}
