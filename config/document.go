package config

import (
	"errors"
	"regexp"
	"strings"

	"github.com/BurntSushi/toml"
)

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
