package format

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"github.com/clipperhouse/uax29/v2/graphemes"
)

// Width is how many cells a text is given; styled text counts without its
// sequences. It is the sum over its characters, so that it does not depend on
// how they are grouped: a terminal may draw a cluster of several in fewer cells
// (a conjunct of two Devanagari letters, a family), hardly one in more, and
// package terminal places what follows by its column.
//
// What has only characters of one cell is not given to the library, which makes a table of
// all there are, two megabytes of it, once it is asked for any.
func Width[S ~string](s S) int {
	n := 0
	for _, r := range string(s) {
		if !oneCell(r) {
			return ansi.StringWidthWc(string(s))
		}
		n++
	}
	return n
}

// oneCell are the characters that most texts are made of: Latin, Greek and Cyrillic
// letters, and the signs that we draw.
func oneCell(r rune) bool {
	switch {
	case r >= ' ' && r < 0x7f, r >= 0xc0 && r < 0x250:
		return true
	case r >= 0x391 && r <= 0x3a1, r >= 0x3b1 && r <= 0x3c9, r >= 0x410 && r <= 0x44f:
		return true
	case r >= 0x2013 && r <= 0x2027, r >= 0x2190 && r <= 0x21ff, r >= 0x2500 && r <= 0x25fc, r >= 0x2713 && r <= 0x2718:
		return true
	}
	return false
}

// next is the first piece of a drawn text that is not empty, and its width: an
// escape sequence, or a cluster.
func next(s string) (piece string, width int) {
	if n := sequence(s); n > 0 {
		return s[:n], 0
	}
	if s[0] >= ' ' && s[0] < 0x7f && (len(s) == 1 || s[1] < utf8.RuneSelf) {
		return s[:1], 1
	}
	c := graphemes.FromString(s).First()
	return c, Width(c)
}

const (
	joiner    = "\u200d"
	nonJoiner = "\u200c"
	// carrier is what carries a mark that has no letter (Unicode's dotted circle).
	carrier = "\u25cc"
	// The fillers stand for the missing parts of a Korean syllable.
	leadFiller, vowelFiller = "\u115f", "\u1160"
)

// maxCluster bounds one cluster, in bytes: no script needs more, and piles of
// hundreds of marks run over the lines above and below.
const maxCluster = 64

// separate is s with every cluster such that it stands for itself wherever it is
// put: nothing hangs on what is beside it.
func separate(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for g := graphemes.FromString(s); g.Next(); {
		b.WriteString(alone(g.Value()))
	}
	return b.String()
}

// alone is one cluster that stands for itself.
func alone(c string) string {
	r, n := utf8.DecodeRuneInString(c)
	if n == len(c) && everyday(r) {
		return c
	}
	if len(c) > maxCluster {
		c = head(c, maxCluster)
	}
	if r < utf8.RuneSelf {
		return onASCII(c)
	}
	switch {
	case flagLetter(r) && !flagLetter(first(c[n:])):
		// One half of a flag is two cells on some terminals and one on others: the
		// same letter in a square is one on all.
		return string(r-0x1F1E6+0x1F130) + c[n:]
	case r >= 0x1160 && r <= 0x11A7, r >= 0xD7B0 && r <= 0xD7C6:
		return leadFiller + c
	case r >= 0x11A8 && r <= 0x11FF, r >= 0xD7CB && r <= 0xD7FB:
		return leadFiller + vowelFiller + c
	case Width(c) == 0 && !hangs(c):
		return "\uFFFD"
	case !hangs(c):
		return c
	}
	if c = strings.TrimLeft(c, joiner+nonJoiner); c == "" {
		return ""
	}
	return carrier + c
}

// onASCII is a cluster that begins with an ASCII letter or a blank. Only marks
// without a width stay on the letter: whatever cuts and wraps looks at the letter
// and at what follows it one after the other. Nothing stays on a blank: blanks
// are folded and cut.
func onASCII(c string) string {
	rest := strings.NewReplacer(joiner, "", nonJoiner, "").Replace(c[1:])
	if rest != "" && (c[0] == ' ' || Width(rest) > 0) {
		rest = carrier + rest
	}
	return c[:1] + rest
}

func first(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func flagLetter(r rune) bool { return r >= 0x1F1E6 && r <= 0x1F1FF }

// hangs tells whether a cluster would join whatever is before it.
func hangs(c string) bool { return len(graphemes.FromString(carrier+c).First()) > len(carrier) }

// everyday are characters that need no work: ASCII, kana, common Han, Hangul
// syllables.
func everyday(r rune) bool {
	switch {
	case r < 0x80, r >= 0x3041 && r <= 0x3096, r >= 0x30A1 && r <= 0x30FA:
		return true
	case r >= 0x4E00 && r <= 0x9FFF, r >= 0xAC00 && r <= 0xD7A3:
		return true
	}
	return false
}
