// Package lineedit is one line of text being typed: the caret moves by grapheme
// clusters, the readline keys work, and what is drawn is always safe and as wide
// as it was told to be. Every pane with a text field shares it.
package lineedit

import (
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"
)

// Line is a text and a caret in it. The zero Line is empty. The caret never
// blinks: a blink is a byte on the wire for nothing.
type Line struct {
	text string
	// at is the caret's byte offset, always at the edge of a cluster.
	at int
}

// New is a line with the caret behind its text.
func New(text string) Line {
	var l Line
	l.Insert(text)
	return l
}

// Text is what was typed.
func (l *Line) Text() string { return l.text }

// Empty tells whether nothing was typed.
func (l *Line) Empty() bool { return l.text == "" }

// Clear removes everything.
func (l *Line) Clear() { l.text, l.at = "", 0 }

// Insert puts text at the caret and moves behind it. Text of several lines
// becomes one, and what cannot be typed (control characters, escape sequences,
// bidi overrides) is left out.
func (l *Line) Insert(text string) {
	text = OneLine(text)
	if text == "" {
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
