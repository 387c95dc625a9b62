package form

import (
	"path/filepath"
	"strings"

	"lipdash/api"
	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
)

// step is one thing that will happen: a word, what it is about, and a size or a
// remark at the right edge.
type step struct{ word, what, aside string }

// steps are what will happen to the sources, in order.
func (f *Form) steps(l look) []step {
	var out []step
	for i := range f.fields {
		fd := &f.fields[i]
		if fd.several(&f.voices) {
			out = append(out, f.voiceSteps(l)...)
			continue
		}
		if fd.param.Kind != api.KindSource || fd.text() == "" || fd.undecided() || f.completing(fd) {
			continue
		}
		src, path, err := api.ParseSource(fd.text())
		facts, known := fd.known()
		switch {
		case err != nil, known && facts.Problem != "": // it does not go
		case path != "":
			what := filepath.Base(path)
			if len(l.Voices) > 1 {
				what += ", once"
			}
			up := step{"upload", what, fd.measures()}
			if known && facts.AtHeyGen {
				up = step{"reuse", what, "uploaded before"}
			}
			out = append(out, up)
		case src.AssetID != "":
			out = append(out, step{"use", "asset " + string(src.AssetID), ""})
		default:
			const linkCells = 60
			out = append(out, step{"fetch", string(format.ShortURL(src.URL, linkCells)), fd.param.Label})
		}
	}
	return out
}

// measures are the length and the size of the file in a source field.
func (fd *field) measures() string {
	facts, ok := fd.known()
	if !ok || facts.Problem != "" {
		return ""
	}
	text := format.Length(facts.Length)
	if facts.Size > 0 {
		text = strings.TrimSpace(text + "  " + format.Size(facts.Size))
	}
	return text
}

// missing names the required fields that are empty: "a video and an audio".
func (f *Form) missing() string {
	var out []string
	for i := range f.fields {
		if fd := &f.fields[i]; fd.param.Required && fd.text() == "" {
			out = append(out, fd.param.Label)
		}
	}
	return strings.Join(out, " and ")
}

// wording is the create in words: the mode, and what was changed.
func (f *Form) wording() string {
	var out []string
	for i := range f.fields {
		fd := &f.fields[i]
		if fd.param.Kind == api.KindSource || fd.param.Name == titleParam {
			continue
		}
		if w := fd.words(); w != "" {
			out = append(out, w)
		}
	}
	return strings.Join(out, ", ")
}

// words say what a field changes, "" when it is as HeyGen has it anyway. An
// enum with a default is always said.
func (fd *field) words() string {
	v := fd.text()
	switch {
	case fd.param.Kind == api.KindEnum && fd.param.Default != "":
		return fd.choices()[fd.chosen()].word
	case v == "":
		return ""
	case fd.param.Kind == api.KindBool && fd.on() == (fd.param.Default == "true"):
		return ""
	case fd.param.Kind == api.KindBool && fd.on():
		return fd.param.Label
	case fd.param.Kind == api.KindBool:
		return "no " + fd.param.Label
	case fd.param.Kind == api.KindTriState:
		return fd.param.Label + " " + fd.choices()[fd.chosen()].word
	case fd.param.Kind == api.KindSeconds:
		return fd.param.Label + " " + api.TimeWords(v)
	case fd.param.Kind == api.KindURL:
		const linkCells = 40
		return fd.param.Label + " " + string(format.ShortURL(v, linkCells))
	}
	return fd.param.Label + " " + v
}

// Sizes of the review.
const (
	reviewMargin = 2
	reviewLabel  = 9
	reviewText   = 48
)

// reviewer collects the lines of the review.
type reviewer struct {
	th    theme.Theme
	w     int
	lines []string
}

// review draws what will happen as exactly h lines of w cells.
func (f *Form) review(th theme.Theme, w int, l look) []string {
	r := &reviewer{th: th, w: w}
	r.blank()
	f.reviewSteps(r, l)
	f.reviewMoney(r, l)
	f.reviewTime(r, l)
	f.reviewWarnings(r, l)
	r.heading("SAFE TO SEND TWICE")
	one := "one job"
	if len(l.Voices) > 0 {
		one = "one job each"
	}
	r.wrap(th.Muted, one+", even if the answer gets lost and it is sent again")
	return strings.Split(cells.Block(r.lines, w, f.h), "\n")
}

func (f *Form) reviewSteps(r *reviewer, l look) {
	heading := "WHAT WILL HAPPEN"
	if f.sending {
		heading = "WHAT HAPPENS NOW"
	}
	r.heading(heading)
	before := ""
	for _, s := range f.steps(l) {
		word := s.word
		if word == before {
			word = ""
		}
		before = s.word
		r.row(word, r.th.Text, format.Safe(s.what), s.aside)
	}
	if m := f.missing(); m != "" {
		r.row("needs", r.th.Muted, format.Drawn(m), "")
	}
	wording := f.wording()
	if len(l.Voices) > 0 {
		wording = jobs(l) + ", " + wording
	}
	for i, part := range format.Wrap(format.Safe(wording), r.room()) {
		word := "create"
		if i > 0 {
			word = ""
		}
		r.row(word, r.th.Text, part, "")
	}
	if l.Run != "" {
		r.row("run", r.th.Text, format.Safe(l.Run), "")
	}
	if l.Fetch != "" {
		r.row("download", r.th.Text, format.Safe(l.Fetch), "when done")
	}
	r.blank()
}

func (f *Form) reviewWarnings(r *reviewer, l look) {
	if l.warnings() == 0 {
		return
	}
	r.heading("WARNINGS")
	for i := range f.fields {
		p := f.fields[i].param
		for _, text := range l.Warnings[p.Name] {
			r.wrap(r.th.Warn, p.Label+": "+text)
		}
	}
	for _, s := range sayings(l.Voices) {
		if !s.problem {
			r.wrap(r.th.Warn, string(format.Safe(s.words())))
		}
	}
	r.blank()
}

func (r *reviewer) start() *cells.Row {
	return cells.NewRow(min(r.w, reviewMargin+reviewLabel+reviewText)).To(reviewMargin)
}

// room is the cells for a value.
func (r *reviewer) room() int {
	return max(1, min(r.w-reviewMargin-reviewLabel-1, reviewText))
}

func (r *reviewer) add(row *cells.Row) {
	text := row.String()
	r.lines = append(r.lines, cells.NewRow(r.w).Raw(text, format.Width(text)).String())
}

func (r *reviewer) blank() { r.add(r.start()) }

func (r *reviewer) heading(text string) { r.headed(text, "") }

// headed is a heading with a remark at the right edge.
func (r *reviewer) headed(text, aside string) {
	row := r.start().Put(r.th.Faint, text)
	if at := reviewMargin + reviewLabel + r.room() - format.Width(aside); at > reviewMargin+len(text)+1 {
		row.To(at).Put(r.th.Faint, aside)
	}
	r.add(row)
}

func (r *reviewer) row(word string, s theme.Style, what format.Drawn, aside string) {
	row := r.start().Put(r.th.Muted, word).To(reviewMargin+reviewLabel).DrawCut(s, what, r.room(), r.th.Glyphs.Ellipsis)
	said := format.Safe(aside)
	if said != "" && format.Width(what)+2+format.Width(said) > r.room() {
		r.add(row) // both are worth reading: the remark has a line of its own
		row = r.start()
	}
	if said != "" {
		row.To(reviewMargin+reviewLabel+max(0, r.room()-format.Width(said))).DrawCut(r.th.Faint, said, r.room(), r.th.Glyphs.Ellipsis)
	}
	r.add(row)
}

func (r *reviewer) wrap(s theme.Style, text string) {
	for _, part := range format.Wrap(text, max(1, min(r.w-reviewMargin-1, reviewLabel+reviewText))) {
		r.add(r.start().Put(s, part))
	}
}
