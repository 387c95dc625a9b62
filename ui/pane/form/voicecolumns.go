package form

import (
	"slices"
	"strings"

	"lipdash/ui/kit/format"
)

// voiceColumns are the widths of the list of voices, 0 for a column that is left out.
type voiceColumns struct {
	language, file, length, title int
	// paths says that there is room for the folders of the files.
	paths bool
}

const (
	voiceGap   = 2
	voiceMark  = 2
	lengthCols = 6
	// Narrower than titledFrom there are no titles, than spokenFrom no languages.
	titledFrom, spokenFrom = 54, 34
	// Without room for all a column is cut to this, the title first.
	leastTitle, leastFile, leastLanguage = 14, 12, 10
)

// name is a voice's file in its column.
func (v voiceColumns) name(row VoiceRow) string {
	if v.paths && row.Path != "" {
		return row.Path
	}
	return row.Name
}

// title is what a voice's job is called; a voice that is there twice gets none.
func (v VoiceRow) title() format.Drawn {
	if v.Twice {
		return "as above"
	}
	return format.Safe(v.Title)
}

// titlesTellLanguages tells whether each title has the language in it.
func (c *canvas) titlesTellLanguages() bool {
	return !slices.ContainsFunc(c.look.Voices, func(v VoiceRow) bool {
		return !v.Twice && !strings.Contains(v.Title, v.Language)
	})
}

// voiceColumns divides a width among the columns by what is in them: each gets what it needs,
// and where that is too much the title is cut first, at its end. Where the titles tell the
// languages, and are whole without a column for those, there is none.
func (c *canvas) voiceColumns(w int) voiceColumns {
	v := voiceColumns{language: len("LANGUAGE"), file: len("FILE"), length: lengthCols, title: len("TITLE")}
	path := 0
	for _, row := range c.look.Voices {
		v.language = max(v.language, format.Width(format.Safe(row.Language)))
		v.file = max(v.file, format.Width(format.Safe(row.Name)))
		path = max(path, format.Width(format.Safe(row.Path)))
		v.title = max(v.title, format.Width(row.title()))
	}
	room := w - 1 - voiceMark - lengthCols - voiceGap // a cell of air before the first column
	for _, col := range []struct {
		width *int
		from  int
	}{{&v.title, titledFrom}, {&v.language, spokenFrom}} {
		if w < col.from {
			*col.width = 0
		} else {
			room -= voiceGap
		}
	}
	over := func() int { return v.language + v.file + v.title - room }
	if n := over(); v.title > 0 && n > 0 && n <= v.language+voiceGap && c.titlesTellLanguages() {
		v.language, room = 0, room+voiceGap
	}
	if path > v.file && over()+path-v.file <= 0 {
		v.file, v.paths = path, true
	}
	for _, col := range []struct {
		width *int
		least int
	}{{&v.title, leastTitle}, {&v.file, leastFile}, {&v.language, leastLanguage}, {&v.title, 0}, {&v.file, 1}} {
		*col.width -= max(0, min(over(), *col.width-col.least))
	}
	return v
}
