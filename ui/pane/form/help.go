package form

import (
	"slices"
	"strings"

	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
)

// help draws the lines at the bottom: one sentence about what has the focus,
// with an empty line over it where there is room.
func (f *Form) help(th theme.Theme, w int, l look) []string {
	const airyFrom, mostLines = 20, 2
	if f.h < 3 {
		return nil
	}
	most := 1
	if f.h >= airyFrom {
		most = mostLines
	}
	margin := 2
	if w < wideFrom {
		margin = 1
	}
	parts := format.Wrap(f.helpText(l), max(1, w-2*margin))
	lines := make([]string, most)
	for i := range lines {
		r := cells.NewRow(w).To(margin)
		if i < len(parts) {
			text := parts[i]
			if i == most-1 {
				text = strings.Join(parts[i:], " ")
			}
			r.PutCut(th.Faint, text, w-2*margin, th.Glyphs.Ellipsis)
		}
		lines[i] = r.String()
	}
	return lines
}

func (f *Form) helpText(l look) string {
	fd := f.at()
	switch {
	case f.sending:
		return "It is being sent. " + f.keyOf(keymap.Leave) + " leaves the form; the sending goes on."
	case f.focus.kind == stopMore:
		return "Fields that are rarely needed."
	case f.focus == stop{stopButton, buttonCreate}:
		return f.summary(l)
	case f.focus.kind == stopVoices:
		return "The voices: up and down choose one, " + f.keyOf(keymap.TakeOut) + " takes it out of the list."
	case fd != nil && fd.param.Name == audioParam:
		return fd.param.Help + " Several of them, *.wav or a folder make a job each."
	case fd != nil && fd.param.Name == titleParam && f.several():
		return "What the jobs are called, of {video} {audio} {lang} {n}; empty is a pattern that tells them apart."
	case f.focus == stop{stopButton, buttonKeep}:
		return "Leave the form; what was typed stays in it."
	case f.focus.kind == stopButton:
		return "Empty the form and leave it."
	}
	return f.fields[f.focus.i].param.Help
}

// summary is the review in one sentence, for screens without room for it.
func (f *Form) summary(l look) string {
	if m := f.missing(); m != "" {
		return "Still needed: " + m + "."
	}
	var out []string
	if n := l.warnings(); n > 0 {
		out = append(out, format.Count(n, "warning", "warnings")+" above")
	}
	if l.Cost != "" {
		out = append(out, l.Cost)
	}
	before := ""
	for _, s := range f.steps(l) {
		text := s.what
		if s.word != before {
			text = s.word + " " + s.what
		}
		before = s.word
		if s.word == "upload" && s.aside != "" {
			text += " " + s.aside
		}
		out = append(out, text)
	}
	out = append(out, "create "+jobs(l)+": "+f.wording())
	return string(format.Safe(strings.Join(out, ", ")))
}

// warnings is how many there are, those of single voices too.
func (l look) warnings() (n int) {
	for _, w := range l.Warnings {
		n += len(w)
	}
	for _, v := range l.Voices {
		n += len(v.Warnings)
	}
	return n
}

// odd tells whether something speaks against one of several voices.
func (l look) odd() bool {
	return slices.ContainsFunc(l.Voices, func(v VoiceRow) bool { return len(v.Warnings) > 0 })
}

// jobs is how many jobs are made, in words.
func jobs(l look) string {
	if len(l.Voices) == 0 {
		return "one job"
	}
	return format.Count(l.Jobs, "job", "jobs")
}
