package config

import (
	"fmt"
	"strings"
	"unicode"
)

// Kind is the layer a value comes from.
type Kind int

// The layers, the weakest first.
const (
	FromDefault Kind = iota
	FromFile
	FromEnv
	FromFlag
)

// String names the layer: "default", "file", "env" or "flag".
func (k Kind) String() string {
	return [...]string{"default", "file", "env", "flag"}[k]
}

// Origin says where a value comes from.
type Origin struct {
	Kind Kind
	// Where is the exact place: "config.toml line 14", "LIPDASH_PAGE_SIZE" or
	// "--page-size"; empty for a default.
	Where string
	// Line is the line of the file, from 1; 0 elsewhere.
	Line int
	// Profile is the profile in whose table of the file it stands, "" above all tables.
	Profile string
}

// String is the place, or "default".
func (o Origin) String() string {
	if o.Where == "" {
		return o.Kind.String()
	}
	return o.Where
}

// Value is a setting's value with its origin.
type Value[T any] struct {
	V      T
	Origin Origin
}

// Notice is one thing that is wrong with the settings, and what is done
// instead.
type Notice struct {
	// Origin is where it is wrong.
	Origin Origin
	// Key is the setting it is about, as the file names it; empty when it is
	// about a whole file.
	Key string
	// Problem says what is wrong, Instead what is used.
	Problem, Instead string
	// Stop tells that going on could reach another account, or another address, than
	// the one that is meant.
	Stop bool
}

// String is the notice in one line, free of control characters: `config.toml
// line 14: color must be auto, always or never, not "gren". Using auto.`
func (n Notice) String() string {
	what := n.Problem
	if n.Key != "" {
		what = n.Key + " " + n.Problem
	}
	if !strings.HasSuffix(what, "?") {
		what += "."
	}
	if n.Instead != "" {
		what += " " + n.Instead + "."
	}
	return oneLine(fmt.Sprintf("%s: %s", n.Origin, what))
}

// Refusal is the notice for whoever does not go on: nothing is used instead.
func (n Notice) Refusal() string {
	return oneLine(fmt.Sprintf("%s: %s", n.Origin, strings.TrimSpace(n.Key+" "+n.Problem)))
}

// oneLine takes what would move the cursor out of a text.
func oneLine(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case !unicode.IsPrint(r):
			return -1
		}
		return r
	}, text)
}

// using says which value counts after all layers were read.
func using(s Spec, all *Settings) string {
	if v := s.get(all); v != "" {
		return "Using " + s.shown(v)
	}
	return "Using " + unset[s.Key]
}

// unset is what the settings mean that are empty when nobody sets them.
var unset = map[string]string{"base_url": "HeyGen's own", "key_from": "the usual places"}
