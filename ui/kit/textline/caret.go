package textline

import "unicode/utf8"

// At is the caret's place in runes.
func (l *Line) At() int { return utf8.RuneCountInString(l.text[:l.at]) }

// AtEnd tells whether the caret stands behind the text.
func (l *Line) AtEnd() bool { return l.at == len(l.text) }

// MoveTo puts the caret behind n runes, or at the end of a shorter text; it
// never stands within a cluster.
func (l *Line) MoveTo(n int) {
	at := 0
	for range n {
		_, size := utf8.DecodeRuneInString(l.text[at:])
		if size == 0 {
			break
		}
		at += size
	}
	l.at = edgeAfter(l.text, at)
}
