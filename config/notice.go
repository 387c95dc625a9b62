package config

import (
	"fmt"
	"strings"
	"unicode"
)

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
	return oneLine(fmt.Sprintf("%s: %s %s.", n.Origin, what, n.Instead))
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
		return "Using " + v
	}
	return "Using HeyGen's own"
}
