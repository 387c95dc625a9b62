package config

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/BurntSushi/toml"
)

// file applies the settings file. A missing one is only worth a word when it
// was asked for by name.
func (l *loader) file(src Source, flag string) []Notice {
	path, named := filePath(src, flag)
	if path == "" {
		return nil
	}
	data, err := src.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) && !named {
		return nil
	}
	name := filepath.Base(path)
	if err != nil {
		return []Notice{{Origin: Origin{FromFile, path}, Problem: "cannot be read, " + reason(err), Instead: "Using no file"}}
	}
	doc := decode(string(data))
	var notes []Notice
	for _, f := range doc.flaws {
		notes = append(notes, Notice{Origin: at(name, f.line), Problem: f.what, Instead: f.instead})
	}
	return append(notes, l.apply(name, doc)...)
}

// filePath is the file to read, and whether somebody named it.
func filePath(src Source, flag string) (path string, named bool) {
	for _, p := range []string{flag, src.env("LIPDASH_CONFIG")} {
		if p != "" {
			return src.Expand(p), true
		}
	}
	dir, err := src.UserConfigDir()
	if err != nil {
		return "", false
	}
	return filepath.Join(dir, "lipdash", "config.toml"), false
}

// apply sets what the file holds, in its own order.
func (l *loader) apply(name string, doc document) []Notice {
	keys := slices.SortedFunc(maps.Keys(doc.values), func(a, b string) int {
		return cmp.Or(cmp.Compare(doc.line(a), doc.line(b)), cmp.Compare(a, b))
	})
	var notes []Notice
	for _, key := range keys {
		origin := at(name, doc.line(key))
		spec, known := specOf(key)
		if !known {
			notes = append(notes, Notice{Origin: origin, Problem: unknown(key), Instead: "Ignored"})
			continue
		}
		text, err := textOf(spec, doc.values[key])
		if err != nil {
			l.wrong = append(l.wrong, refusal{spec, origin, err})
			continue
		}
		l.set(spec, text, origin)
	}
	return notes
}

// textOf turns a TOML value into the text form all layers share.
func textOf(s Spec, v any) (string, error) {
	switch v := v.(type) {
	case int64:
		if s.number || s.amount {
			return strconv.FormatInt(v, 10), nil
		}
	case float64:
		if s.amount {
			return strconv.FormatFloat(v, 'g', -1, 64), nil
		}
	case string:
		if !s.number && !s.amount {
			return v, nil
		}
	}
	if s.amount {
		return "", fmt.Errorf("must be a number, %s, not %s", s.Values, typeName(v))
	}
	if s.number {
		return "", fmt.Errorf("must be a whole number, %s, not %s", s.Values, typeName(v))
	}
	return "", fmt.Errorf("must be text in quotes, %s, not %s", s.Values, typeName(v))
}

func typeName(v any) string {
	switch v.(type) {
	case string:
		return "text in quotes"
	case int64, float64:
		return fmt.Sprint(v)
	case bool:
		return fmt.Sprint(v)
	case []any, []map[string]any:
		return "a list"
	case map[string]any:
		return "a table"
	}
	return "a date"
}

func at(name string, line int) Origin {
	if line <= 0 {
		return Origin{FromFile, name}
	}
	return Origin{FromFile, fmt.Sprintf("%s line %d", name, line)}
}

// reason is an error without the path, which the notice names already.
func reason(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}

// document is a settings file, as far as it could be read.
type document struct {
	text   string
	values map[string]any
	flaws  []flaw
}

// flaw is a place that is no TOML; line 0 stands for the whole file.
type flaw struct {
	line          int
	what, instead string
}

// maxFlaws is after how many broken lines a file is given up as something else
// than TOML.
const maxFlaws = 5

// decode reads a file. The settings are one per line, so a line that is no TOML
// is set aside and the others still count.
func decode(text string) document {
	d := document{text: text}
	lines := strings.Split(strings.TrimPrefix(text, "\ufeff"), "\n")
	for {
		values := map[string]any{}
		_, err := toml.Decode(strings.Join(lines, "\n"), &values)
		if err == nil {
			d.values = values
			return d
		}
		f, ok := flawOf(err, lines)
		if !ok || len(d.flaws) == maxFlaws {
			d.flaws = append(d.flaws, flaw{what: "not valid TOML", instead: "Using nothing of it"})
			return d
		}
		d.flaws = append(d.flaws, f)
		lines[f.line-1] = ""
	}
}

// flawOf is the line an error is about, unless setting it aside cannot help.
func flawOf(err error, lines []string) (flaw, bool) {
	var parse toml.ParseError
	if !errors.As(err, &parse) {
		return flaw{}, false
	}
	n := parse.Position.Line
	if n < 1 || n > len(lines) || strings.TrimSpace(lines[n-1]) == "" {
		return flaw{}, false
	}
	what := "not valid TOML"
	if !secretive.MatchString(lines[n-1]) {
		what += ", " + shorten(parse.Message)
	}
	return flaw{line: n, what: what, instead: "Line ignored"}, true
}

// secretive lines are not repeated, not even in part: keys do not belong into
// this file, but end up there.
var secretive = regexp.MustCompile(`(?i)key|token|secret|bearer|password|://`)

// shorten keeps the parser's first sentence.
func shorten(message string) string {
	message, _, _ = strings.Cut(message, "\n")
	const most = 100
	if r := []rune(message); len(r) > most {
		message = string(r[:most-1]) + "…"
	}
	return strings.TrimRight(message, ". ")
}

// line is where a top-level key or table is first named, from 1; 0 when not
// found.
func (d document) line(key string) int {
	named := regexp.MustCompile(`^\s*\[{0,2}\s*["']?` + regexp.QuoteMeta(key) + `["']?\s*[.=\]]`)
	for i, l := range strings.Split(d.text, "\n") {
		if named.MatchString(l) {
			return i + 1
		}
	}
	return 0
}
