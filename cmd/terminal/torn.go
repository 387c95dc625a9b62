package terminal

import (
	"unicode/utf8"

	"lipdash/api/lazyregexp"
)

const esc = 0x1b

// escape is a whole escape sequence, as keys and answers are sent.
var escape = lazyregexp.New(`(?s)^\x1b+(?:` + // more than one: alt and a key that is itself a sequence
	// A control sequence: parameters, then one final byte. The Linux console's F1 to F5
	// are "[[A" to "[[E".
	`\[(?:\[[\x20-\x3f]*[^\x20-\x3f]|[\x20-\x3f]+[^\x20-\x3f]|[^\x20-\x3f\[])|` +
	`O[0-9]*[^0-9]|` + // SS3: digits of a modifier, then one byte
	`[\]P_^X].*?(?:\x07|\x1b\\)|` + // an answer up to its BEL or ST
	`[^\[O\]P_^X\x1b])`) // alt and a character

// sequence is the length of the escape sequence data starts with, 0 when its
// end is not there yet.
func sequence(data []byte) int { return len(escape.Get().Find(data)) }

// unfinished tells whether data ends within an escape sequence or within a
// UTF-8 character, so that the rest may still be on its way.
func unfinished(data []byte) bool {
	for len(data) > 0 {
		_, n := utf8.DecodeRune(data)
		if data[0] == esc {
			n = sequence(data)
		}
		if n == 0 || !utf8.FullRune(data) {
			return true
		}
		data = data[n:]
	}
	return false
}
