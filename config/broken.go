package config

import (
	"errors"
	"slices"
	"strings"
	"unicode"

	"github.com/BurntSushi/toml"
)

// flaw is a place that is no TOML; line 0 stands for the whole file.
type flaw struct {
	line          int
	what, instead string
	// last is the last line that is set aside with it, and lost what those may have said.
	last int
	lost []lost
}

// lost is a line that could not be read and may say which account is meant.
type lost struct{ profile, key string }

// lostOf is what a line may say, in the table it stands in.
func lostOf(table []string, line string) (l lost, is bool) {
	name, _, _ := strings.Cut(line, "=")
	words := slices.Concat(table, segments(strings.TrimSpace(name)))
	if len(words) == 0 {
		return lost{}, false
	}
	key := words[len(words)-1]
	if i := strings.IndexFunc(key, unicode.IsSpace); i > 0 { // what was meant for = is missing
		key = key[:i]
	}
	l.key = strings.ReplaceAll(strings.ToLower(key), "-", "_")
	if len(words) > 1 {
		l.profile = words[len(words)-2]
	}
	return l, l.key == "profile" || l.key == "key_from" || l.key == "base_url"
}

// stops tells whether a flaw may hide which account is meant, when that is one of these
// profiles; named is true when a flag or a variable says which.
func (f flaw) stops(profile string, named bool) bool {
	return slices.ContainsFunc(f.lost, func(l lost) bool {
		switch l.key {
		case "profile":
			return l.profile == "" && !named
		case "key_from":
			return l.profile == "" || l.profile == profile
		}
		return l.profile == profile
	})
}

// maxFlaws is after how many broken lines a file is given up as something else
// than TOML.
const maxFlaws = 5

// flawOf is the line an error is about, unless setting it aside cannot help.
func flawOf(err error, lines []string) (flaw, bool) {
	var parse toml.ParseError
	if !errors.As(err, &parse) {
		return flaw{}, false
	}
	n := parse.Position.Line
	if n < 1 || n > len(lines) {
		return flaw{}, false
	}
	if first := begins(lines, n, parse.Message); first < n {
		f := flaw{line: first, last: first, what: "not valid TOML, what begins here has no end", instead: "Line ignored"}
		for f.last < len(lines) && !alone(lines[f.last]) {
			f.last++
		}
		return f, true
	}
	if strings.TrimSpace(lines[n-1]) == "" {
		return flaw{}, false
	}
	f := flaw{line: n, last: n, what: "not valid TOML", instead: "Line ignored"}
	if !secretive().MatchString(lines[n-1]) {
		f.what += ", " + shorten(parse.Message)
	}
	if header().MatchString(lines[n-1]) {
		f.instead = "All of this table ignored"
		for f.last < len(lines) && !header().MatchString(lines[f.last]) {
			f.last++
		}
	}
	return f, true
}

// begins is the line on which what is wrong on line n begins: a list or a text that has no
// end is noticed only where the next thing stands, or at the end of the file.
func begins(lines []string, n int, message string) int {
	if strings.Contains(message, "already been defined") {
		return n
	}
	atEnd := strings.Contains(message, "EOF")
	for k := n; k > 0; k-- {
		switch line := lines[k-1]; {
		case !alone(line) && strings.Contains(line, "="):
			return k
		case k < n && alone(line) && !atEnd:
			return n
		}
	}
	return n
}

// alone tells whether a line is TOML by itself.
func alone(line string) bool {
	_, err := toml.Decode(line, &map[string]any{})
	return err == nil
}

// secretive lines are not repeated, not even in part: keys do not belong into
// this file, but end up there.
var secretive = expression(`(?i)key|token|secret|bearer|password|://`)

// shorten keeps the parser's first sentence.
func shorten(message string) string {
	message, _, _ = strings.Cut(message, "\n")
	const most = 100
	if r := []rune(message); len(r) > most {
		message = string(r[:most-1]) + "…"
	}
	return strings.TrimRight(message, ". ")
}
