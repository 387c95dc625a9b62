package terminal

import (
	"bytes"
	"unicode/utf8"
)

const (
	esc = 0x1b
	bel = 0x07
)

// unfinished tells whether data ends within an escape sequence or within a
// UTF-8 character, so that the rest may still be on its way.
func unfinished(data []byte) bool {
	for len(data) > 0 {
		n := 1
		if data[0] == esc {
			n = sequence(data)
		} else if data[0] >= utf8.RuneSelf {
			if !utf8.FullRune(data) {
				return true
			}
			_, n = utf8.DecodeRune(data)
		}
		if n == 0 {
			return true
		}
		data = data[n:]
	}
	return false
}

// sequence is the length of the escape sequence data starts with, 0 when its
// end is not there yet.
func sequence(data []byte) int {
	if len(data) < 2 {
		return 0
	}
	var n int // of what follows the introducer
	switch data[1] {
	case esc: // alt and a key that is itself a sequence
		n = max(0, sequence(data[1:])-1)
	case '[':
		n = control(data[2:])
	case 'O':
		n = single(data[2:])
	case ']', 'P', '_', '^', 'X':
		n = stringEnd(data[2:])
	default:
		return 2 // alt and a character
	}
	if n == 0 {
		return 0
	}
	return n + 2
}

// control is the length of a control sequence after its introducer: parameters,
// then one final byte. The Linux console's F1 to F5 are "[[A" to "[[E".
func control(rest []byte) int {
	for i, b := range rest {
		switch {
		case i == 0 && b == '[':
			continue
		case b < 0x20 || b > 0x3f:
			return i + 1
		}
	}
	return 0
}

// single is the length after SS3: digits of a modifier, then one byte.
func single(rest []byte) int {
	for i, b := range rest {
		if b < '0' || b > '9' {
			return i + 1
		}
	}
	return 0
}

// stringEnd is the length of a terminal's answer up to its BEL or ST.
func stringEnd(rest []byte) int {
	if i := bytes.IndexByte(rest, bel); i >= 0 {
		return i + 1
	}
	if i := bytes.Index(rest, []byte{esc, '\\'}); i >= 0 {
		return i + 2
	}
	return 0
}
