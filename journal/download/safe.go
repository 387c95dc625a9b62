package download

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// stemBytes bounds a name without its extension: file systems take 255 bytes,
// and a number, the extension and the part file's marks come on top.
const stemBytes = 200

// safe is a text of a server that may be part of a file name anywhere: one line
// of visible characters, none of which means something to a file system.
func safe(s string) string {
	s = strings.Map(safeRune, strings.ToValidUTF8(s, ""))
	return strings.Join(strings.Fields(s), " ")
}

// The joiners belong to letters in Persian and in scripts of India, one of them and
// the variation selector hold emoji together; every other invisible character, bidi
// overrides among them, would make a name look like another one.
const (
	nonJoiner = '\u200c'
	joiner    = '\u200d'
	selector  = '\ufe0f'
)

func safeRune(r rune) rune {
	switch {
	case strings.ContainsRune(`/\:*?"<>|`, r):
		return '-'
	case r == nonJoiner, r == joiner, r == selector:
		return r
	case unicode.IsSpace(r):
		return ' '
	case !unicode.IsGraphic(r), unicode.Is(unicode.Variation_Selector, r), unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r):
		return -1
	}
	return r
}

// finish makes a composed name one that stands alone: not hidden, no option of a
// command, nothing that Windows drops or takes for a device, not too long.
func finish(s string) string {
	s = shorten(strings.TrimLeft(safe(s), " .-~"), stemBytes)
	s = strings.TrimRight(s, " .")
	if device(s) {
		base, rest, dotted := strings.Cut(s, ".")
		if s = strings.TrimRight(base, " ") + "_"; dotted {
			s += "." + rest
		}
	}
	return s
}

// device tells whether Windows takes a name for a device, whatever follows its
// first dot.
func device(s string) bool {
	base, _, _ := strings.Cut(s, ".")
	base = strings.ToLower(strings.TrimRight(base, " "))
	switch base {
	case "con", "prn", "aux", "nul", "conin$", "conout$":
		return true
	}
	port, found := strings.CutPrefix(base, "com")
	if !found {
		port, found = strings.CutPrefix(base, "lpt")
	}
	return found && utf8.RuneCountInString(port) == 1 && strings.Contains("0123456789¹²³", port)
}

// shorten cuts a text to so many bytes without breaking a character or an emoji
// of several.
func shorten(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	end := 0
	for g := graphemes.FromString(s); g.Next(); {
		if g.End() > limit {
			break
		}
		end = g.End()
	}
	if end == 0 {
		// One character of that many joined ones is none.
		for end = limit; end > 0 && !utf8.RuneStart(s[end]); end-- {
		}
	}
	return strings.TrimRight(s[:end], " .")
}
