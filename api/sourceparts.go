package api

import (
	"strings"
	"unicode"
)

// A list of sources may have commas or line ends between them instead of blanks. File names
// have commas too, so one only ends what can be nothing else than a source: "Intro, take 2.wav,
// b.wav" are two.

// sourceParts are the parts of such a list, nil for any other text. A comma in the name of a
// file that exists is part of it; exists may be nil.
func sourceParts(text string, exists func(path string) bool) (parts []string) {
	if exists != nil && exists(strings.TrimSpace(text)) {
		return nil
	}
	from, quoted := 0, 0 // quoted is where what was quoted ended last
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\':
			i++
			quoted = i + 1
		case (c == '\'' || c == '"') && (quoted == i || strings.Trim(text[lastWord(text[:i]):i], "!") == ""): // else it is an apostrophe
			if end := strings.IndexByte(text[i+1:], c); end >= 0 {
				i += 1 + end
				quoted = i + 1
			}
		case c == '\n', c == '\r', c == ',' && ends(text, from, i) && !joined(text, from, i, exists):
			if part := strings.TrimSpace(text[from:i]); part != "" {
				parts = append(parts, part)
			}
			from = i + 1
		}
	}
	if part := strings.TrimSpace(text[from:]); part != "" {
		parts = append(parts, part)
	}
	for _, part := range parts {
		if len(parts) < 2 || !isSource(part) {
			return nil
		}
	}
	return parts
}

// lastWord is where the last word of a text begins.
func lastWord(text string) int {
	return 1 + strings.LastIndexFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == ',' })
}

// ends tells whether a comma may end the part that begins at a place: in a link, only before a
// blank or another link.
func ends(text string, from, comma int) bool {
	part, rest := strings.TrimSpace(text[from:comma]), text[comma+1:]
	if linkStart(part[1+strings.LastIndexFunc(part, unicode.IsSpace):]) {
		return rest == "" || unicode.IsSpace(rune(rest[0])) || linkStart(rest)
	}
	return isSource(part)
}

// isSource tells whether a part can be nothing else than a source, or several with blanks.
func isSource(part string) bool {
	words, ok := shellWords(part)
	return MediaName(part) || shellWord{text: part}.folder() || ok && len(words) > 0 && areSources(words)
}

// mostJoined is how many places are tried as the end of a name with a comma.
const mostJoined = 16

// joined tells whether a file exists whose name goes on behind a comma.
func joined(text string, from, comma int, exists func(path string) bool) bool {
	if exists == nil {
		return false
	}
	word := from + lastWord(text[from:comma])
	rest := text[comma+1:]
	for try, end := 0, 0; try < mostJoined && end < len(rest); try++ {
		next := strings.IndexFunc(rest[end+1:], func(r rune) bool { return r == ',' || unicode.IsSpace(r) })
		if end += 1 + next; next < 0 {
			end = len(rest)
		}
		for _, begin := range []int{from, word} {
			if name := strings.TrimSpace(text[begin:comma]) + "," + rest[:end]; exists(name) {
				return true
			}
		}
	}
	return false
}

// sourceWords are the words of a list of sources, nil for a text that is one source, and what
// stands between them.
func sourceWords(text string, exists func(path string) bool) (words []shellWord, between string) {
	parts := sourceParts(text, exists)
	for _, part := range parts {
		if of, ok := shellWords(part); ok && areSources(of) {
			words = append(words, of...)
			continue
		}
		words = append(words, shellWord{text: part, glob: part, raw: part}) // one path with blanks in it
	}
	if parts != nil {
		return words, ", "
	}
	words, ok := shellWords(text)
	switch {
	case !ok || len(words) == 0, exists != nil && exists(strings.TrimSpace(text)):
		return nil, ""
	case !areSources(words):
		// One path with blanks in it.
		whole := strings.TrimSpace(text)
		if w := (shellWord{text: whole, glob: whole, raw: whole}); w.wild() || w.folder() {
			return []shellWord{w}, " "
		}
		return nil, ""
	case len(words) == 1 && !words[0].several():
		return nil, ""
	}
	return words, " "
}
