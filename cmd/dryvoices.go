package cmd

import (
	"maps"
	"strconv"
	"time"

	"lipdash/api"
	"lipdash/cmd/output"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
	"lipdash/ui/state/create"
	"lipdash/ui/state/voices"
)

// dryVoice is what would be sent for one of several voices.
type dryVoice struct {
	Voice    int     `json:"voice"`
	Audio    string  `json:"audio"`
	Title    string  `json:"title"`
	Language string  `json:"language"`
	Seconds  float64 `json:"seconds,omitempty"`
	Problem  string  `json:"problem,omitempty"`
	dryRun
	cost string
}

// dryVoices prints what would be sent, and ends as sending would begin.
func (f *createFlags) dryVoices(v *invocation, s *voiceSet) error {
	if s.Wrong != "" || len(s.Made()) == 0 {
		return s.error() // nothing would be sent
	}
	var all []dryVoice
	shared, values := s.shared(), s.Values()
	for i, voice := range s.Made() {
		d := dryVoice{
			Voice: i + 1, Audio: voices.Name(voice.Source), Title: voice.Title, Language: voice.Language, Seconds: voice.File.Length.Seconds(),
			Problem: voice.Problem, cost: about(voice.Cost),
		}
		if voice.Problem == "" && s.fit() {
			d.dryRun = newDryRun(s.inputs(voice, values[i]), shared, "", v.rates())
		}
		for _, w := range voice.Warnings {
			d.Warnings = append(d.Warnings, warning{"audio", w})
		}
		all = append(all, d)
	}
	if err := output.All(v.printer, dryVoiceTable, all); err != nil {
		return err
	}
	s.sayWarnings(v.printer)
	v.printer.Note(s.Told(v.rates()))
	return s.error()
}

// fit tells whether nothing is wrong but with voices.
func (s *voiceSet) fit() bool {
	return len(s.wrong) == 0 || len(s.wrong) == 1 && s.wrong["audio"] != nil
}

// inputs are what the lipsync of a voice is made from.
func (s *voiceSet) inputs(voice voices.Voice, values map[string]string) create.Inputs {
	in := create.Inputs{Values: values, Files: maps.Clone(s.video.Files)}
	if api.LocalPath(voice.Source) != "" {
		in.Files["audio"] = voice.File
	}
	return in
}

func (d dryVoice) look(t theme.Theme) output.Look {
	switch {
	case d.Problem != "":
		return output.Look{Glyph: t.Glyphs.Fail, Style: t.Fail}
	case len(d.Warnings) > 0:
		return output.Look{Glyph: t.Glyphs.Stuck, Style: t.Warn}
	}
	return output.Look{Glyph: t.Glyphs.Done, Style: t.Done}
}

var dryVoiceTable = output.Table[dryVoice]{
	Columns: []output.Column[dryVoice]{
		{Name: "voice", Right: true, Text: func(d dryVoice) string { return strconv.Itoa(d.Voice) }, Look: quiet[dryVoice]},
		{Name: "title", Wide: true, Text: func(d dryVoice) string { return d.Title }, Look: dryVoice.look},
		{Name: "language", Text: func(d dryVoice) string { return d.Language }, Look: quiet[dryVoice]},
		{Name: "length", Right: true, Text: func(d dryVoice) string {
			return format.Length(time.Duration(d.Seconds * float64(time.Second)))
		}, Look: quiet[dryVoice]},
		{Name: "cost", Right: true, Text: func(d dryVoice) string { return d.cost }, Look: quiet[dryVoice]},
		{Name: "problem", Wide: true, Text: func(d dryVoice) string { return d.Problem }, Look: quiet[dryVoice]},
		{Name: "audio", Wide: true, Text: func(d dryVoice) string { return d.Audio }, Look: quiet[dryVoice]},
		{Name: "body", Text: func(d dryVoice) string { return string(d.Body) }, Look: quiet[dryVoice]},
	},
	Shown: []string{"voice", "title", "language", "length", "cost", "problem"},
	ID:    func(d dryVoice) string { return d.Title },
}
