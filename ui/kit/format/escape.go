package format

import (
	"strings"
	"unicode/utf8"
)

const esc = 0x1b

// stripSequences removes escape sequences whole, 7-bit and 8-bit, so that
// their letters do not stay behind as text. What it leaves may still hold
// single control bytes.
//
// ansi.Strip was tried: it does not know the C1 controls as characters (U+009B), and takes
// all that follows a title which is never closed for a part of it.
func stripSequences(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		if n := sequence(s[i:]); n > 0 {
			i += n
			continue
		}
		_, n := utf8.DecodeRuneInString(s[i:])
		b.WriteString(s[i : i+n])
		i += n
	}
	return b.String()
}

// sequence is the length of the escape sequence s begins with, 0 for none.
func sequence(s string) int {
	kind, n := introducer(s)
	switch kind {
	case 0:
		return 0
	case '[':
		return n + controlRest(s[n:])
	case ']', 'P', '_', '^', 'X':
		return n + stringRest(s[n:])
	}
	return n
}

// introducer reads what opens a sequence: ESC and a letter, or the C1 control
// that stands for both, as a character or as a bare byte. The kind is the
// letter.
func introducer(s string) (kind byte, n int) {
	switch c := s[0]; {
	case c == esc:
		return escaped(s)
	case c >= 0x80 && c < 0xa0:
		return c - 0x40, 1
	case strings.HasPrefix(s, "\u0085"): // a newline, not a sequence
		return 0, 0
	case c == 0xc2 && len(s) > 1 && s[1] >= 0x80 && s[1] < 0xa0:
		return s[1] - 0x40, 2
	}
	return 0, 0
}

// escaped reads an ESC, its intermediate bytes and the final one ("ESC ( B").
func escaped(s string) (kind byte, n int) {
	n = 1
	for n < len(s) && s[n] >= 0x20 && s[n] <= 0x2f {
		n++
	}
	if n < len(s) && s[n] >= 0x30 && s[n] <= 0x7e {
		n++
	}
	return s[n-1], n
}

// controlRest is how much of s belongs to a control sequence (CSI): parameters
// and the final byte.
func controlRest(s string) int {
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 0x40 && c <= 0x7e:
			return i + 1
		case c < 0x20 || c > 0x7e:
			return i
		}
	}
	return len(s)
}

// stringRest is how much of s belongs to a string sequence (OSC, DCS, APC, PM,
// SOS): all up to its terminator. One that is never closed ends with the line.
func stringRest(s string) int {
	for i := range len(s) {
		switch {
		case s[i] == 0x07 || s[i] == 0x9c && !continues(s, i):
			return i + 1
		case strings.HasPrefix(s[i:], "\u009c"), strings.HasPrefix(s[i:], "\x1b\\"):
			return i + 2
		case s[i] == esc, s[i] == '\n', s[i] == '\r':
			return i
		}
	}
	return len(s)
}

// continues tells whether the byte at i is inside a longer UTF-8 character.
func continues(s string, i int) bool {
	start := i
	for start > 0 && i-start < utf8.UTFMax-1 && !utf8.RuneStart(s[start]) {
		start--
	}
	_, n := utf8.DecodeRuneInString(s[start:])
	return n > i-start && n > 1
}
