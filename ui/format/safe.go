package format

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"github.com/clipperhouse/uax29/v2/graphemes"
)

// maxInput bounds the work on foreign text: far more than any screen shows.
const maxInput = 8 << 10

// maxLines bounds SafeLines the same way.
const maxLines = 400

// Safe makes foreign text (titles, failure messages, file names) fit to draw
// on one line: no control bytes, no escape sequences, no bidi overrides, no
// newlines. Grapheme clusters about whose width terminals disagree are reduced
// to a part they agree on, so that columns never move.
func Safe(s string) string { return strings.Join(strings.Fields(clean(s, false)), " ") }

// SafeLines is Safe for text of several lines, which it keeps.
func SafeLines(s string) string {
	lines := strings.Split(clean(strings.ReplaceAll(s, "\r\n", "\n"), true), "\n")
	if len(lines) > maxLines {
		lines = lines[:maxLines]
	}
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}

func clean(s string, lines bool) string {
	if len(s) > maxInput {
		s = strings.ToValidUTF8(s[:maxInput], "")
	}
	if plain(s) {
		return s
	}
	s = stripSequences(strings.ToValidUTF8(s, "\uFFFD"))
	var b strings.Builder
	b.Grow(len(s))
	g := graphemes.FromString(dropped(s, lines))
	for g.Next() {
		b.WriteString(agreed(g.Value()))
	}
	return b.String()
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
// space.
func dropped(s string, lines bool) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' && lines:
			return r
		case r == '\n', r == '\r', r == '\t', r == '\v', r == '\f', r == 0x85, r == 0x2028, r == 0x2029:
			return ' '
		case unicode.IsControl(r), invisible(r):
			return -1
		case unicode.Is(unicode.Zs, r):
			return ' '
		}
		return r
	}, s)
}

// invisible are marks that draw nothing and change how the rest is drawn: bidi
// controls and isolates, tags, soft hyphens, zero widths, the BOM. The joiner
// and the variation selectors stay for now: they belong to emoji and to
// scripts, and agreed deals with them.
func invisible(r rune) bool {
	switch {
	case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069, r == 0x200E, r == 0x200F, r == 0x061C:
		return true
	case r == 0x200B, r == 0x2060, r == 0xFEFF, r == 0x00AD, r == 0x180E, r == 0x034F:
		return true
	case r >= 0xE0000 && r <= 0xE007F, r >= 0xFFF9 && r <= 0xFFFB, r >= 0x2061 && r <= 0x2064, r >= 0x206A && r <= 0x206F:
		return true
	case r == 0x115F, r == 0x1160, r == 0x3164, r == 0xFFA0:
		return true
	}
	return false
}

// agreed reduces a cluster to the longest prefix on whose width both ways of
// measuring agree: terminals follow the one or the other.
func agreed(cluster string) string {
	if len(cluster) == 1 {
		return cluster
	}
	if ansi.StringWidth(cluster) == ansi.StringWidthWc(cluster) && !strings.ContainsRune(cluster, 0x200D) {
		return cluster
	}
	for end := len(cluster); end > 0; {
		_, n := utf8.DecodeLastRuneInString(cluster[:end])
		end -= n
		part := cluster[:end]
		w := ansi.StringWidth(part)
		if w == ansi.StringWidthWc(part) && (w > 0 || part == "") && !strings.HasSuffix(part, "\u200d") && !strings.ContainsRune(part, 0x200D) {
			return part
		}
	}
	return ""
}

// stripSequences removes escape sequences whole, 7-bit and 8-bit, so that
// their letters do not stay behind as text.
func stripSequences(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return r == 0x1b || r >= 0x80 && r < 0xa0 }) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		kind := rune(0)
		switch {
		case r == 0x1b && i+n < len(s):
			k, kn := utf8.DecodeRuneInString(s[i+n:])
			kind, n = k, n+kn
		case r >= 0x80 && r < 0xa0:
			kind = r - 0x40
		}
		if kind == 0 {
			b.WriteRune(r)
			i += n
			continue
		}
		i += n
		i += sequenceRest(kind, s[i:])
	}
	return b.String()
}

// sequenceRest is how many bytes after the introducer belong to it.
func sequenceRest(kind rune, s string) int {
	switch kind {
	case '[':
		for i, r := range s {
			if r >= 0x40 && r <= 0x7e {
				return i + 1
			}
			if r < 0x20 || r > 0x7e {
				return i
			}
		}
		return len(s)
	case ']', 'P', '_', '^', 'X':
		for i, r := range s {
			switch {
			case r == 0x07:
				return i + 1
			case r == 0x9c:
				return i + len("\u009c")
			case r == 0x1b:
				if strings.HasPrefix(s[i:], "\x1b\\") {
					return i + 2
				}
				return i
			}
		}
		return len(s)
	}
	return 0
}
