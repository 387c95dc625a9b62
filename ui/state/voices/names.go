package voices

import (
	_ "embed"
	"strings"
	"sync"

	"golang.org/x/text/language"
)

// namesText are the English names of the languages, scripts and regions that a file's name
// may end with, and of languages that have one of their own in a region or script, such as
// Brazilian Portuguese: a code and a name a line. They are those of x/text/language/display,
// a test says, which itself would take a tenth of the time of every command: it makes a
// matcher of all languages when the program starts.
//
//go:embed names.txt
var namesText string

var nameByCode = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for line := range strings.Lines(namesText) {
		code, name, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		out[code] = name
	}
	return out
})

// nameOf is the English name of a language, "" where it has none.
func nameOf(tag language.Tag) string {
	base, script, region := tag.Raw()
	var rest []string
	name := nameByCode()[base.String()]
	for _, part := range []string{script.String(), region.String()} {
		own, has := nameByCode()[base.String()+"-"+part]
		switch {
		case has:
			name = own
		case nameByCode()[part] != "":
			rest = append(rest, nameByCode()[part])
		}
	}
	if name == "" || len(rest) == 0 {
		return name
	}
	return name + " (" + strings.Join(rest, ", ") + ")"
}
