package api

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// shellWords splits a text into words as a shell does; false where a quote is open. What
// else means something to a shell is text: file names are full of it. A link is taken as it
// stands, and a backslash that quotes nothing is one, as in a path of Windows.
func shellWords(text string) (words []shellWord, ok bool) {
	r := wordReader{rest: strings.TrimSpace(text)}
	for r.rest != "" {
		from := r.rest
		w, closed := r.next()
		if !closed {
			return nil, false
		}
		w.raw = from[:len(from)-len(r.rest)]
		words = append(words, w)
		r.rest = strings.TrimLeftFunc(r.rest, unicode.IsSpace)
	}
	return words, true
}

// wordReader reads words from the beginning of a text.
type wordReader struct {
	rest       string
	text, glob strings.Builder
}

// next is the next word; false where its quote is open.
func (r *wordReader) next() (shellWord, bool) {
	r.text.Reset()
	r.glob.Reset()
	if linkStart(strings.TrimPrefix(r.rest, "!")) {
		return r.link(), true
	}
	w := shellWord{quoted: r.rest[0] == '\'' || r.rest[0] == '"'}
	w.whole = w.quoted
	windows := onDrive(r.rest) || strings.HasPrefix(r.rest, `\\`)
	for r.rest != "" {
		c, n := utf8.DecodeRuneInString(r.rest)
		if unicode.IsSpace(c) {
			break
		}
		switch {
		case c == '\'' || c == '"':
			if !r.quoted(byte(c)) {
				return w, false
			}
		case c == '\\' && !windows && quotes(r.rest[1:]):
			_, m := utf8.DecodeRuneInString(r.rest[1:])
			r.take(r.rest[1:1+m], true)
			r.rest = r.rest[1+m:]
		default:
			w.whole = false
			r.take(r.rest[:n], c == '\\')
			r.rest = r.rest[n:]
		}
	}
	w.text, w.glob = r.text.String(), r.glob.String()
	return w, true
}

func (r *wordReader) link() shellWord {
	end := strings.IndexFunc(r.rest, unicode.IsSpace)
	if end < 0 {
		end = len(r.rest)
	}
	w := shellWord{text: r.rest[:end], glob: r.rest[:end]}
	r.rest = r.rest[end:]
	return w
}

// take adds text to the word, with a backslash before it in the pattern where it stands
// for itself.
func (r *wordReader) take(s string, literal bool) {
	r.text.WriteString(s)
	if literal && strings.ContainsAny(s, `*?[]\`) {
		r.glob.WriteByte('\\')
	}
	r.glob.WriteString(s)
}

// quoted reads up to the quote that closes; false without one. In double quotes only a
// quote has a meaning behind a backslash: "C:\new" is a path.
func (r *wordReader) quoted(mark byte) (closed bool) {
	s := r.rest[1:]
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == mark:
			r.rest = s[i+1:]
			return true
		case mark == '"' && s[i] == '\\' && i+1 < len(s) && s[i+1] == '"' && strings.IndexByte(s[i+2:], '"') >= 0:
			i++
		}
		r.take(s[i:i+1], true)
	}
	return false
}

// quotes tells whether a backslash before a text quotes what comes first in it: blanks
// and what means something to a shell.
func quotes(rest string) bool {
	c, _ := utf8.DecodeRuneInString(rest)
	return rest != "" && (unicode.IsSpace(c) || strings.ContainsRune("'\"\\()[]{}*?!$&;|<>`~#=,:%^@+", c))
}
