// Package textline is one line of text being typed: the caret moves by grapheme
// clusters, the readline keys work, and what is drawn is always safe and as wide
// as it was told to be. Every pane with a text field shares it. The textinput of bubbles
// edits by rune: two presses of backspace leave half of a flag or of a family.
package textline

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Line is a text and a caret in it. The zero Line is empty. The caret never
// blinks: a blink is a byte on the wire for nothing.
type Line struct {
	text string
	// at is the caret's byte offset, always at the edge of a cluster.
	at int
	// tooLong is true after text that did not fit, until the next key.
	tooLong bool
	// killed is what yank puts in: the text that was killed last, which was before the caret
	// or behind it. kills is true after a key that did so.
	killed              string
	killedBefore, kills bool
}

// Longest is how many characters can be typed into a line: more than any link has,
// and few enough for each key to be quick.
const Longest = 8192

// TooLong tells whether a text does not fit into a line.
func TooLong(text string) bool { return utf8.RuneCountInString(text) > Longest }

// New is a line with the caret behind its text, however long that is.
func New(text string) Line {
	l := Line{text: OneLine(text)}
	l.end()
	return l
}

// Text is what was typed.
func (l *Line) Text() string { return l.text }

// Empty tells whether nothing was typed.
func (l *Line) Empty() bool { return l.text == "" }

// Refused tells whether the last text did not fit.
func (l *Line) Refused() bool { return l.tooLong }

// Clear removes everything.
func (l *Line) Clear() { *l = Line{} }

// Insert puts text at the caret and moves behind it. Text of several lines
// becomes one, and what cannot be typed (control characters, escape sequences,
// bidi overrides) is left out. Text that does not fit is not taken at all, since
// half a link is none, and Draw says so.
func (l *Line) Insert(text string) {
	l.tooLong = len(text) > 4*Longest
	if l.tooLong {
		return // not even cleaned, which takes its time
	}
	text = OneLine(text)
	if text == "" {
		return
	}
	if l.tooLong = TooLong(l.text + text); l.tooLong {
		return
	}
	l.text = l.text[:l.at] + text + l.text[l.at:]
	l.at = edgeAfter(l.text, l.at+len(text))
}

// OneLine is a text as it would be had it been pasted: one line of what can be
// typed.
func OneLine(text string) string {
	if strings.ContainsAny(text, "\r\n") {
		var parts []string
		for _, p := range strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' }) {
			if p = strings.TrimSpace(p); p != "" {
				parts = append(parts, p)
			}
		}
		text = strings.Join(parts, " ")
	}
	return strings.Map(typeable, ansi.Strip(strings.ToValidUTF8(text, "\uFFFD")))
}

// typeable turns blanks of every kind into a space and drops what nobody types
// on purpose: controls, and marks that reorder the text around them.
func typeable(r rune) rune {
	switch {
	case r == '\t', r == '\u0085', r == '\u2028', r == '\u2029':
		return ' '
	case unicode.IsControl(r), r == '\uFEFF':
		return -1
	case r >= '\u202A' && r <= '\u202E', r >= '\u2066' && r <= '\u2069':
		return -1
	case r == '\u200E', r == '\u200F', r == '\u061C':
		return -1
	}
	return r
}

// edgeAfter is the first edge of a cluster at or behind an offset.
func edgeAfter(s string, offset int) int {
	edge := 0
	for edge < offset {
		edge += len(first(s[edge:]))
	}
	return edge
}

// edgeBefore is the last edge of a cluster before an offset.
func edgeBefore(s string, offset int) int {
	edge, next := 0, 0
	for next < offset {
		edge, next = next, next+len(first(s[next:]))
	}
	return edge
}

// first is the first cluster of a text that is not empty.
func first(s string) string {
	c, _ := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
	return c
}
