package form

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"lipdash/api"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
)

// say draws a few words under what has the focus: what it is for.
func (c *canvas) say(text string) {
	const most = 2
	c.help = text
	parts := format.Wrap(text, c.helpRoom())
	for i, part := range parts[:min(most, len(parts))] {
		if i == most-1 {
			part = strings.Join(parts[i:], " ")
		}
		c.lines = append(c.lines, c.helpLine(part))
	}
}

func (c *canvas) helpRoom() int { return max(1, c.w-c.at.box-2) }

// helpLine is a line of the help, cut to the room there is.
func (c *canvas) helpLine(text string) line {
	r := c.row().To(c.at.box+1).PutCut(c.th.Faint, text, c.helpRoom(), c.th.Glyphs.Ellipsis)
	return line{text: r.String(), focus: true, help: true}
}

// buttonHelp says under the buttons what the one with the focus does.
func (c *canvas) buttonHelp() {
	if text := c.f.helpText(c.look); text != "" && (c.f.focus.kind == stopButton || c.f.sending) {
		c.say(text)
	}
}

// helpText says what has the focus is for, or what goes on.
func (f *Form) helpText(l look) string {
	fd := f.at()
	switch {
	case f.sending:
		return "it is being sent; " + f.keys.Key(keymap.Leave, keymap.Form) + " leaves the form, it is still sent"
	case f.focus == stop{stopButton, buttonCreate}:
		return f.summary(l)
	case f.focus == stop{stopButton, buttonKeep}:
		return "leave the form; what was typed stays in it"
	case f.focus.kind == stopButton:
		return "empty the form and leave it"
	case fd == nil:
		return ""
	case fd.param.Name == audioParam:
		return phrase(fd.param) + ". Several, *.wav or a folder make a job each"
	case fd.param.Name == titleParam && f.several():
		return "{video} {audio} {lang} {n} are filled in; empty names the jobs by what differs"
	}
	return phrase(fd.param)
}

// phrase is a parameter's sentence in few words. What a source may be stands in its empty
// field.
func phrase(p api.Param) string {
	help := strings.TrimSuffix(p.Help, ".")
	if p.Kind == api.KindSource {
		help, _, _ = strings.Cut(help, ":")
	}
	if p.Kind == api.KindSeconds {
		help += "; 90 or 1:30"
	}
	r, size := utf8.DecodeRuneInString(help)
	return string(unicode.ToLower(r)) + help[size:]
}

// summary is the review in one sentence, for screens without room for it.
func (f *Form) summary(l look) string {
	if m := f.missing(); m != "" {
		return "still needed: " + m
	}
	if f.w >= sideFrom {
		return ""
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
