package format

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"github.com/clipperhouse/uax29/v2/graphemes"
)

// maxInput bounds the work on foreign text, in bytes: far more than any screen
// shows, and a title of any length is drawn as quickly as a short one.
const maxInput = 4 << 10

// maxLines bounds SafeLines the same way.
const maxLines = 400

// Safe makes foreign text (titles, failure messages, file names; api.md 9, no.
// 12) fit to draw on one line: no control bytes, no escape sequences, no bidi
// overrides, no newlines; runs of blanks become one space and invalid UTF-8
// becomes U+FFFD. Private-use and unassigned characters stay. Grapheme clusters
// about whose width terminals disagree are reduced to a part they agree on, so
// that columns never move. Text beyond some thousand bytes is cut off. Safe of
// safe text is the same text.
func Safe(s string) string { return strings.Join(strings.Fields(clean(s, false)), " ") }

// SafeLines is Safe for text of several lines: newlines, indentation and gaps
// stay, empty lines at either end do not. It keeps a few hundred lines.
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
		s = head(s, maxInput)
	}
	if plain(s) {
		return s
	}
	s = dropped(strings.ToValidUTF8(stripSequences(s), "\uFFFD"), lines)
	// What is left of a cluster may join the next one, so the text is looked at
	// until nothing changes. Every round only removes: there is an end.
	for {
		next := reduced(s)
		if next == s {
			return s
		}
		s = next
	}
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
// space.
func dropped(s string, lines bool) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' && lines:
			return r
		case unicode.IsSpace(r), unicode.Is(unicode.Z, r):
			return ' '
		case unicode.IsControl(r), invisible(r):
			return -1
		}
		return r
	}, s)
}

// invisible are marks that draw nothing and change how the rest is drawn: bidi
// controls and isolates, tags, soft hyphens, zero widths, the BOM (all of them
// format characters, Cf), and the fillers, which pretend to be letters. The two
// joiners belong to emoji and to scripts; agreed deals with them.
func invisible(r rune) bool {
	switch r {
	case 0x200C, 0x200D:
		return false
	case 0x034F, 0x115F, 0x1160, 0x3164, 0xFFA0:
		return true
	}
	return unicode.Is(unicode.Cf, r)
}

const joiner = "\u200d"

// maxCluster bounds one cluster, in bytes: no script needs more, and piles of
// hundreds of marks run over the lines above and below.
const maxCluster = 64

// reduced is s with every cluster agreed upon.
func reduced(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for g := graphemes.FromString(s); g.Next(); {
		b.WriteString(agreed(g.Value()))
	}
	return b.String()
}

// agreed reduces a cluster to the longest beginning on whose width both ways of
// measuring agree: terminals follow the one or the other. Joined emoji lose
// their joints always, because some terminals draw the parts side by side.
func agreed(cluster string) string {
	if cluster[0] == ' ' {
		return " " // blanks are folded and cut, marks must not hang on them
	}
	part := cluster
	if len(part) > maxCluster {
		part = head(part, maxCluster)
	}
	if i := strings.Index(part, joiner); i >= 0 {
		part = part[:i]
	}
	for part != "" && !steady(part) {
		_, n := utf8.DecodeLastRuneInString(part)
		part = part[:len(part)-n]
	}
	return part
}

// steady tells whether both ways of measuring agree on a cluster, and whether it
// stays as wide between blanks: lone marks join what is before them, a few Indic
// letters what follows, be it the blank that fills a column. On ASCII only marks
// of no width stay: cutting and wrapping look at an ASCII letter and what hangs
// on it one after the other, and would part them.
func steady(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	if n == len(s) && everyday(r) {
		return true
	}
	if n == 1 && ansi.StringWidth(s[n:]) > 0 {
		return false
	}
	w := ansi.StringWidth(s)
	return w > 0 && w == ansi.StringWidthWc(s) && w+2 == ansi.StringWidth(" "+s+" ")
}

// everyday are characters that need no measuring: ASCII, kana, common Han,
// Hangul syllables.
func everyday(r rune) bool {
	switch {
	case r < 0x80, r >= 0x3041 && r <= 0x3096, r >= 0x30A1 && r <= 0x30FA:
		return true
	case r >= 0x4E00 && r <= 0x9FFF, r >= 0xAC00 && r <= 0xD7A3:
		return true
	}
	return false
}
