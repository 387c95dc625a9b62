package format

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Drawn is text made fit for drawing: composed, on a limited number of bytes,
// with signs put in for what cannot stand alone. It is for the screen only. What
// is edited, compared, filtered, stored, sent or copied is the text it was made
// of, which is why it is a type of its own.
type Drawn string

// maxInput bounds the work on foreign text, in bytes: far more than any screen
// shows, and a title of any length is drawn as quickly as a short one.
const maxInput = 4 << 10

// maxLines bounds SafeLines the same way.
const maxLines = 400

// Safe makes foreign text (titles, failure messages, file names; api.md 9, no.
// 12) fit to draw on one line: no control bytes, no escape sequences, no bidi
// overrides, no newlines; runs of blanks become one space and invalid UTF-8
// becomes U+FFFD. No letter, mark or sign is lost, except beyond some thousand
// bytes or in a pile of marks that no script has. Safe of safe text is the same
// text.
func Safe(s string) Drawn { return Drawn(strings.Join(strings.Fields(clean(s, false)), " ")) }

// SafeLines is Safe for text of several lines: newlines, indentation and gaps
// stay, empty lines at either end do not. It keeps a few hundred lines.
func SafeLines(s string) Drawn {
	lines := strings.Split(clean(strings.ReplaceAll(s, "\r\n", "\n"), true), "\n")
	if len(lines) > maxLines {
		lines = lines[:maxLines]
	}
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	return Drawn(strings.Trim(strings.Join(lines, "\n"), "\n"))
}

// rounds bounds how often clean looks at a text again. One more is needed where
// what was put right joins its neighbour.
const rounds = 8

func clean(s string, lines bool) string {
	if len(s) > maxInput {
		s = head(s, maxInput)
	}
	if plain(s) {
		return s
	}
	s = dropped(strings.ToValidUTF8(stripSequences(s), "\uFFFD"), lines)
	for range rounds {
		next := separate(compose(s))
		if next == s {
			break
		}
		s = next
	}
	return s
}

// compose is the text with letters and their marks in as few characters as there
// are (NFC): Korean from a Mac's file names comes in pieces, each of which would
// take its own cells. The package separates more than 30 marks by a sign of its
// own, which has no width.
func compose(s string) string {
	return strings.ReplaceAll(norm.NFC.String(s), "\u034f", "")
}

// head is the first n bytes of s without a character cut in two.
func head(s string, n int) string {
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// plain tells whether s is printable ASCII, which needs no work.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] < 0x20 || s[i] > 0x7e {
			return false
		}
	}
	return true
}

// dropped is s without what must not be drawn; blanks of all kinds become a
// space. The selectors of emoji and text (U+FE0F, U+FE0E) change the width of a
// sign on some terminals and nothing else.
func dropped(s string, lines bool) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' && lines:
			return r
		case unicode.IsSpace(r), unicode.Is(unicode.Z, r):
			return ' '
		case unicode.IsControl(r), invisible(r), r == 0xFE0E, r == 0xFE0F:
			return -1
		}
		return r
	}, s)
}

// invisible are marks that draw nothing and change how the rest is drawn: bidi
// controls and isolates, tags, soft hyphens, zero widths, the BOM (all of them
// format characters, Cf), and the fillers, which pretend to be letters. The two
// joiners belong to emoji and to scripts; separate deals with them.
func invisible(r rune) bool {
	switch r {
	case 0x200C, 0x200D:
		return false
	case 0x034F, 0x115F, 0x1160, 0x3164, 0xFFA0:
		return true
	}
	return unicode.Is(unicode.Cf, r)
}
