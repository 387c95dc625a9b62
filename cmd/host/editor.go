package host

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/BurntSushi/toml"

	"lipdash/api"
)

// editor is a command and its arguments, or why there is none.
type editor struct {
	words []string
	err   error
}

// Command is one edit of a form as TOML, in a private file that is gone
// afterwards. It is nil when there is no editor.
func (e editor) Command(values map[string]string) (tea.ExecCommand, func() (values, errs map[string]string, err error)) {
	if e.err != nil {
		return nil, func() (map[string]string, map[string]string, error) { return nil, nil, e.err }
	}
	s := &sitting{started: started{editor: e}, values: values}
	return s, func() (map[string]string, map[string]string, error) { return s.values, s.errs, s.err }
}

// sitting is one edit of a form. Run blocks, with the terminal to itself.
type sitting struct {
	started
	values map[string]string
	errs   map[string]string
	err    error
}

// Run edits until the text can be read. One that cannot comes back with the
// reason on top; left as it is, the edit is given up.
func (s *sitting) Run() error {
	dir, err := newFormDir()
	if err != nil {
		s.err = errors.New("there is no place for a temporary file")
		return nil
	}
	defer dir.remove()
	ctx, end := context.WithCancel(context.Background())
	defer end()
	defer s.lend(func() {
		end()
		dir.remove()
	})()
	file := filepath.Join(dir.path, "lipsync.toml")
	text := FormText(s.values)
	for {
		after, err := s.edit(ctx, file, text)
		if err != nil {
			s.err = err
			return nil
		}
		values, errs, err := ParseFormText(after)
		if err == nil {
			s.values, s.errs = values, errs
			return nil
		}
		if after == text {
			s.err = err
			return nil
		}
		text = complaint + err.Error() + "\n" + withoutComplaint(after)
	}
}

func (s *sitting) edit(ctx context.Context, file, text string) (string, error) {
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		return "", errors.New("the temporary file could not be written")
	}
	if err := s.open(ctx, file); err != nil {
		return "", err
	}
	raw, err := os.ReadFile(file) //nolint:gosec // our own file
	if err != nil {
		return "", errors.New("the editor left no file")
	}
	return string(raw), nil
}

const complaint = "# This could not be read: "

func withoutComplaint(text string) string {
	if strings.HasPrefix(text, complaint) {
		_, rest, _ := strings.Cut(text, "\n")
		return rest
	}
	return text
}

// FormText is a form as TOML, with the parameter table's help beside each.
func FormText(values map[string]string) string {
	var b strings.Builder
	b.WriteString("# A lipsync. Save and leave the editor to take it over; a line with # is not set.\n")
	for _, p := range api.Params() {
		b.WriteString("\n# " + p.Help + "\n")
		v, set := values[p.Name]
		if !set || v == "" {
			b.WriteString("# " + p.Name + " = " + example(p) + "\n")
			continue
		}
		b.WriteString(p.Name + " = " + literal(p, v) + "\n")
	}
	return b.String()
}

// literal is a value as TOML: bare where it is a bool or a number, else quoted.
func literal(p api.Param, v string) string {
	switch p.Kind {
	case api.KindBool, api.KindTriState:
		if b, err := strconv.ParseBool(v); err == nil {
			return strconv.FormatBool(b)
		}
	case api.KindSeconds:
		if f, err := strconv.ParseFloat(v, 64); err == nil && p.Check(v) == nil {
			return strconv.FormatFloat(f, 'f', -1, 64)
		}
	}
	var b bytes.Buffer
	if err := toml.NewEncoder(&b).Encode(map[string]string{"v": v}); err != nil {
		return strconv.Quote(v)
	}
	return strings.TrimSpace(strings.TrimPrefix(b.String(), "v = "))
}

func example(p api.Param) string {
	switch {
	case p.Default != "":
		return literal(p, p.Default)
	case p.Kind == api.KindTriState:
		return "true"
	case p.Kind == api.KindSeconds:
		return "0"
	}
	return `""`
}

// ParseFormText reads what FormText wrote and somebody changed: the texts by
// parameter name, and what is wrong with them. The error is for text that is no
// TOML at all.
func ParseFormText(text string) (values, errs map[string]string, err error) {
	var raw map[string]any
	if _, err := toml.Decode(text, &raw); err != nil {
		if pe, ok := errors.AsType[toml.ParseError](err); ok {
			return nil, nil, fmt.Errorf("line %d: %s", pe.Position.Line, pe.Message)
		}
		return nil, nil, errors.New("it is no TOML")
	}
	values, errs = map[string]string{}, map[string]string{}
	for name, v := range raw {
		p, known := api.ParamByName(name)
		s, plain := scalar(v)
		switch {
		case !known:
			errs[name] = "there is no such parameter"
		case !plain:
			errs[name] = "it must be one value"
		default:
			values[name] = s
			if err := p.Check(s); err != nil && s != "" {
				errs[name] = err.Error()
			}
		}
	}
	return values, errs, nil
}

func scalar(v any) (string, bool) {
	switch v := v.(type) {
	case string:
		return v, true
	case bool:
		return strconv.FormatBool(v), true
	case int64:
		return strconv.FormatInt(v, 10), true
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64), true
	}
	return "", false
}
