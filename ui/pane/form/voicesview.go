package form

import (
	"slices"
	"strings"

	"lipdash/api"
	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
)

// voices draws the list of voices under the audio: a row each, around the chosen one, and
// what speaks against them.
func (c *canvas) voices(at columns) {
	items, known := c.f.listed()
	rows := c.look.Voices
	switch {
	case !known && c.f.voices.asked != "":
		c.add(c.row().To(at.box+1).Put(c.th.Faint, "looking for the voices"), false)
		return
	case len(items) == 0 || len(rows) != len(items):
		return
	}
	focus := c.f.focus.kind == stopVoices
	shown := min(len(rows), c.voiceRows)
	c.add(c.row().To(at.box+1).Put(c.th.Faint, c.voicesHint(focus, shown)), focus)
	if shown > 0 {
		c.voiceRowsOf(at, rows, shown, focus)
	}
	c.voiceWarnings(at, focus)
}

// voiceRowsOf draws so many of the voices, around the chosen one.
func (c *canvas) voiceRowsOf(at columns, rows []VoiceRow, shown int, focus bool) {
	w := c.w - at.box - 1
	cols := c.voiceColumns(w)
	c.add(c.row().To(at.box).Raw(c.voicesHead(cols, w), w), false)
	top := cells.Window(len(rows), shown, c.f.voices.at, c.f.voices.at)
	for i := top; i < top+shown; i++ {
		here := focus && i == c.f.voices.at
		c.add(c.labelledBar(at, here).Raw(c.voiceRow(cols, w, rows[i], here), w), here)
	}
	if more := len(rows) - shown; more > 0 && focus {
		c.add(c.row().To(at.box+1).Put(c.th.Faint, format.Count(more, "more, up and down show it", "more, up and down show them")), false)
	}
}

// labelledBar begins a row of the list with the sign of the chosen one.
func (c *canvas) labelledBar(at columns, here bool) *cells.Row {
	return c.bar(c.row().To(at.bar), here).To(at.box)
}

func (c *canvas) voicesHint(focus bool, shown int) string {
	n := format.Count(len(c.look.Voices), "voice", "voices")
	if !focus && shown > 0 && shown < len(c.look.Voices) {
		n += ", " + format.Number(shown) + " shown"
	}
	if out := c.f.keys.Key(keymap.TakeOut, keymap.Form); focus {
		return n + ", " + out + " takes one out"
	}
	return n + ", " + c.f.keys.Key(keymap.Press, keymap.Form) + " lists them"
}

func (c *canvas) voicesHead(cols voiceColumns, w int) string {
	r := cells.NewRow(w).Skip(1)
	cell := func(text string, width int) {
		if width > 0 {
			r.Put(c.th.Faint, format.FitWith(text, width, c.th.Glyphs.Ellipsis)).Skip(voiceGap)
		}
	}
	cell("LANGUAGE", cols.language)
	cell("FILE", cols.file)
	r.Put(c.th.Faint, format.FitRight("LENGTH", cols.length)).Skip(voiceGap)
	cell("TITLE", cols.title)
	return r.String()
}

func (c *canvas) voiceRow(cols voiceColumns, w int, v VoiceRow, here bool) string {
	lift := func(s theme.Style) theme.Style { return s }
	first, rest, last := c.th.Text, c.th.Text, c.th.Muted
	switch {
	case here:
		lift, first = c.th.OnSel, c.th.Text.Bold(true)
	case v.Twice:
		first, rest, last = c.th.Faint, c.th.Faint, c.th.Faint
	}
	length := rest
	if len(v.Warnings) > 0 && !v.Twice {
		length = c.th.Warn
	}
	r := cells.Lift(lift, w).Skip(1)
	dots := c.th.Glyphs.Ellipsis
	if cols.language > 0 {
		r.Draw(first, format.FitWith(format.Safe(v.Language), cols.language, dots)).Skip(voiceGap)
	}
	end := w - r.Left() + cols.file
	r.Draw(rest, format.TailWith(format.Safe(cols.name(v)), cols.file, dots)).To(end).Skip(voiceGap)
	r.Put(length, format.FitRight(v.Length, cols.length)).Skip(voiceGap)
	if cols.title > 0 {
		r.Draw(last, format.FitWith(v.title(), cols.title, dots))
	}
	r.To(w - voiceMark)
	switch {
	case v.Problem != "":
		r.Put(c.th.Fail, c.th.Glyphs.Fail)
	case len(v.Warnings) > 0:
		r.Put(c.th.Warn, c.th.Glyphs.Stuck)
	}
	return r.String()
}

// voiceWarnings says what is wrong with the chosen voice, or with the first ones.
func (c *canvas) voiceWarnings(at columns, focus bool) {
	const most = 2
	voices := c.look.Voices
	if i := c.f.voices.at; focus && i < len(voices) {
		voices = voices[i : i+1]
	}
	more := 0
	for i, s := range sayings(voices) {
		style, glyph := c.th.Warn, c.th.Glyphs.Stuck
		if s.problem {
			style, glyph = c.th.Fail, c.th.Glyphs.Fail
		}
		if i >= most {
			more += s.n
			continue
		}
		c.signed(at, style, glyph, s.words(), most, false)
	}
	if more > 0 {
		c.add(c.row().To(at.box+1).Put(c.th.Faint, format.Count(more, "more like it in the list", "more like it in the list")), false)
	}
}

// saying is what is said of n voices, the first of which is of.
type saying struct {
	text    string
	problem bool
	of      VoiceRow
	n       int
}

// sayings are what is said of voices: of several the same once. Of one that is in the list before
// nothing is said again.
func sayings(voices []VoiceRow) (out []saying) {
	for _, v := range voices {
		texts := v.Warnings
		switch {
		case v.Twice && len(voices) > 1:
			continue
		case v.Problem != "":
			texts = []string{v.Problem}
		}
		for _, text := range texts {
			if i := slices.IndexFunc(out, func(s saying) bool { return s.text == text && s.problem == (v.Problem != "") }); i >= 0 {
				out[i].n++
				continue
			}
			out = append(out, saying{text, v.Problem != "", v, 1})
		}
	}
	return out
}

// words are the sentence, with the name of a voice or how many they are.
func (s saying) words() string {
	if s.n == 1 {
		return s.of.says(s.text)
	}
	who := format.Count(s.n, "voice", "voices")
	if rest, ok := strings.CutPrefix(s.text, "it is "); ok {
		return who + " are " + strings.Replace(rest, ": it ", ": they ", 1)
	}
	return who + ": " + s.text
}

// says puts the name of a voice before what is said of it.
func (v VoiceRow) says(text string) string {
	if rest, ok := strings.CutPrefix(text, "it is "); ok {
		return v.Name + " is " + rest
	}
	return v.Name + ": " + text
}

// voiceSteps are those of several voices.
func (f *Form) voiceSteps(l look) (out []step) {
	var files, known, links, assets int
	var size int64
	items, _ := f.listed()
	for i, v := range items {
		src, path, err := api.ParseSource(v.Source)
		switch {
		case err != nil, i < len(l.Voices) && (l.Voices[i].Twice || l.Voices[i].Problem != ""):
		case path != "" && v.File.AtHeyGen:
			known++
		case path != "":
			files++
			size += v.File.Size
		case src.AssetID != "":
			assets++
		default:
			links++
		}
	}
	aside := ""
	if size > 0 {
		aside = format.Size(size)
	}
	for _, s := range []struct {
		n           int
		word, aside string
	}{{files, "upload", aside}, {known, "reuse", "uploaded before"}, {links, "fetch", "audio"}, {assets, "use", "assets"}} {
		if s.n > 0 {
			out = append(out, step{s.word, format.Count(s.n, "voice", "voices"), s.aside})
		}
	}
	return out
}
