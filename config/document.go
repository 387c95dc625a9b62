package config

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"
)

// document is a settings file, as far as it could be read.
type document struct {
	// name is the file's, without folders.
	name string
	// values stand above all tables; profiles are in the order of the file.
	values   map[string]any
	profiles []profileTable
	flaws    []flaw
	// lines are where keys and tables are named first, by their whole path, from 1.
	lines map[string]int
	// guarded is true when what could not be read may have said read_only: then
	// nothing is written.
	guarded bool
}

// decode reads a file. The settings are one per line, so a line that is no TOML
// is set aside and the others still count; so is a whole table whose name is none:
// what belongs to one account must not count for another.
func decode(text string) document {
	lines := strings.Split(strings.TrimPrefix(text, "\ufeff"), "\n")
	for i, l := range lines {
		lines[i] = singular().ReplaceAllString(l, "${1}"+profilesKey+"${2}")
	}
	original := slices.Clone(lines)
	d := document{lines: index(lines)}
	for {
		values := map[string]any{}
		_, err := toml.Decode(strings.Join(lines, "\n"), &values)
		if err == nil {
			d.values = values
			d.takeProfiles()
			return d
		}
		f, ok := flawOf(err, lines)
		if !ok || len(d.flaws) == maxFlaws {
			d.set(flaw{what: "not valid TOML", instead: "Using nothing of it"}, original, 0, len(lines))
			return d
		}
		d.set(f, original, f.line-1, f.last)
		clear(lines[f.line-1 : f.last])
	}
}

// set notes a flaw, and what the lines that are set aside with it may have said.
func (d *document) set(f flaw, lines []string, first, end int) {
	var table []string
	guarded := false
	for i, line := range lines[:end] {
		if header().MatchString(line) {
			table = segments(strings.Trim(line, "[] \t\r"))
		}
		if i < first {
			continue
		}
		name, _, _ := strings.Cut(line, "=")
		guarded = guarded || guards(name)
		if l, is := lostOf(table, line); is {
			f.lost = append(f.lost, l)
		}
	}
	if guarded {
		d.guarded = true
		f.instead += ", and nothing is written: read_only = true"
	}
	d.flaws = append(d.flaws, f)
}

// expression is a regular one that is compiled when it is first used: few runs of a
// command come upon what they are for.
func expression(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}

// guards tells whether a key, or a line that begins with one, may be about read_only,
// however it is spelt.
func guards(key string) bool {
	if aboutReadOnly().MatchString(key) {
		return true
	}
	words := segments(key)
	if len(words) == 0 {
		return false
	}
	name := strings.ReplaceAll(strings.ToLower(words[len(words)-1]), "-", "_")
	if _, known := specOf(name); known {
		return false
	}
	near, _ := nearestOf(name, keys())
	return near == "read_only"
}

var (
	// singular is how a table of a profile may be called as well: beside profile =
	// "acme" it would be no TOML.
	singular = expression(`^(\s*\[\s*["']?)profile(["']?\s*\.)`)
	header   = expression(`^\s*\[`)
	// aboutReadOnly are lines that may be about that setting, however it is spelt.
	aboutReadOnly = expression(`(?im)^\s*["']?read[_\- ]?only`)
)

// index is where each key and each table is named first.
func index(lines []string) map[string]int {
	out, table := map[string]int{}, []string(nil)
	note := func(keys []string, line int) {
		for i := range keys {
			if at := dotted(keys[:i+1]...); out[at] == 0 {
				out[at] = line
			}
		}
	}
	for i, l := range lines {
		l = strings.TrimSpace(l)
		if header().MatchString(l) {
			table = segments(strings.Trim(l, "[] \t"))
			note(table, i+1)
			continue
		}
		if name, _, is := strings.Cut(l, "="); is && !strings.HasPrefix(l, "#") {
			note(slices.Concat(table, segments(name)), i+1)
		}
	}
	return out
}

// dotted is a path of keys as one text.
func dotted(keys ...string) string { return strings.Join(keys, "\x00") }

// segments are the parts of a TOML key, without their quotes.
func segments(key string) []string {
	var out []string
	for key = strings.TrimSpace(key); key != ""; {
		var part string
		if q := key[:1]; q == `"` || q == "'" {
			part, key, _ = strings.Cut(key[1:], q)
			_, key, _ = strings.Cut(key, ".")
		} else {
			part, key, _ = strings.Cut(key, ".")
		}
		out, key = append(out, strings.TrimSpace(part)), strings.TrimSpace(key)
	}
	return out
}
