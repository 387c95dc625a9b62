package api

import (
	"net/url"
	"slices"
	"strings"
)

// PastedSources is what a paste becomes in a field that takes several sources: one a
// line, as file managers and terminals give them, or what a shell would take.
func PastedSources(text string) string {
	var lines []string
	for l := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '\n' || r == '\r' }) {
		if l = strings.Trim(l, " \t,"); l != "" {
			lines = append(lines, l)
		}
	}
	if len(lines) == 1 {
		if Sources(lines[0]) != nil && !quotedWhole(lines[0]) {
			return lines[0]
		}
		return PastedSource(lines[0])
	}
	link := slices.ContainsFunc(lines, linkStart)
	words, between := slices.Clone(lines), " "
	for i, l := range lines {
		switch list, with := sourceWords(l, nil); {
		case list == nil:
			words[i] = quoteSource(PastedSource(l), link)
		case with != between:
			between = with
		}
	}
	return strings.Join(words, between)
}

func quotedWhole(s string) bool {
	words, ok := shellWords(s)
	return ok && len(words) == 1 && words[0].whole
}

// PastedSource is the path in what terminals paste for a dropped file: in quotes,
// with a backslash before what a shell would read otherwise, or as a file URL.
func PastedSource(text string) string {
	text = strings.TrimSpace(text)
	if words, ok := shellWords(text); ok && len(words) == 1 && (words[0].whole || text[0] == '/' || text[0] == '~') {
		text = words[0].text
	}
	if u, err := url.Parse(text); err == nil && u.Scheme == "file" && u.Path != "" {
		return u.Path
	}
	return text
}

// AppendSources is a list with what was pasted behind it; false where that rather goes on
// with what is there, as a name does behind a folder.
func AppendSources(text, pasted string) (string, bool) {
	text = strings.TrimSpace(text)
	words, between := sourceWords(text, nil)
	list, more := words != nil, Sources(pasted) != nil
	switch {
	case !linkStart(pasted) && !rooted(pasted) && !more, !list && !MediaName(text):
		return "", false
	case list && shellWord{text: text}.folder() && !more:
		return "", false
	}
	if !list {
		between = " "
		text = quoteSource(text, linkStart(pasted))
	}
	if !more {
		pasted = quoteSource(pasted, linkStart(text))
	}
	return text + between + pasted, true
}
