package browse

import (
	"strings"

	"lipdash/ui/kit/format"
)

// between separates the fields of a folded text; no query holds one.
const between = "\n"

// letters is a set of the bytes of a text. A text that lacks one of a word's
// cannot hold the word, which decides most jobs without reading their texts.
func letters(s string) uint64 {
	var set uint64
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z':
			set |= 1 << (c - 'a')
		case c >= '0' && c <= '9':
			set |= 1 << (26 + c - '0')
		case c != between[0]:
			set |= 1 << (36 + c%28)
		}
	}
	return set
}

// words is a text that was typed, ready to be looked for.
type words struct {
	all     []string
	letters uint64
}

func wordsOf(text string) words {
	w := words{all: strings.Fields(format.Fold(text))}
	for _, s := range w.all {
		if !strings.HasPrefix(s, marked) {
			w.letters |= letters(s)
		}
	}
	return w
}

// marked begins a word that looks for the mark of a result: review:accepted, review:rejected,
// review:none. As far as it is typed it will do.
const marked = "review:"

// wholeID is how long a word must be to be looked for within an id, and not only
// at its beginning: any two digits are somewhere in most ids.
const wholeID = 4

// in tells whether each word is in the fields or in the id behind them.
func (w words) in(fields string, x *fact) bool {
	for _, s := range w.all {
		if mark, is := strings.CutPrefix(s, marked); is {
			if x.review == "" || !strings.HasPrefix(x.review, mark) {
				return false
			}
			continue
		}
		if !strings.Contains(fields, s) && !strings.HasPrefix(x.folded, s) && (len(s) < wholeID || !strings.Contains(x.folded, s)) {
			return false
		}
	}
	return true
}

// near tells whether the letters of each word are in a text in order, within one
// field and close to each other.
func (w words) near(text string) bool {
	for _, s := range w.all {
		if strings.HasPrefix(s, marked) || !near(text, s) {
			return false
		}
	}
	return true
}

// spread is how many times its own length a word may be spread over.
const spread = 4

func near(text, word string) bool {
	if len(word) < 2 {
		return strings.Contains(text, word)
	}
	for {
		i := strings.IndexByte(text, word[0])
		if i < 0 || len(text)-i < len(word) {
			return false
		}
		text = text[i:]
		window := text[:min(len(text), spread*len(word))]
		if end := strings.Index(window, between); end >= 0 {
			window = window[:end]
		}
		if subsequence(window, word) {
			return true
		}
		text = text[1:]
	}
}

func subsequence(text, word string) bool {
	at := 0
	for i := 0; i < len(text) && at < len(word); i++ {
		if text[i] == word[at] {
			at++
		}
	}
	return at == len(word)
}
