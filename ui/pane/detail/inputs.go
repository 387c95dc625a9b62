package detail

import (
	"fmt"
	"net/url"
	"strings"

	"lipdash/api"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
)

// labelOf is a name short enough for the label column.
func labelOf(p api.Param) string {
	switch p.Name {
	case "callback_url":
		return "calls"
	case "callback_id":
		return "callback"
	}
	return p.Label
}

// inputs are what the job was made with, in the order of the form. The resource
// does not return them, so they are known only for jobs made here.
func (s *sheet) inputs(d Data) {
	if d.Inputs == nil {
		return
	}
	made := ""
	if d.Submission == "" {
		made = "made here"
		if start, ok := begun(d); ok && (s.roomy || s.all) && sameDay(start.In(s.now.Location()), s.now) {
			made += ", " + format.Clock(start, s.now)[:len("15:04")]
		}
	}
	s.heading("inputs", made)
	var options []string
	for _, p := range api.Params() {
		text := strings.TrimSpace(d.Inputs[p.Name])
		switch {
		case p.Name == "title", p.Name == "callback_id" && text == d.Job.CallbackID:
			// told above
		case p.Kind == api.KindBool, p.Kind == api.KindTriState:
			options = append(options, option(p, text)...)
		default:
			s.input(d, p, text)
		}
	}
	s.field("options", s.text(strings.Join(options, ", "), ""))
}

// elsewhere is what can be done with a job of which it is not known what it was made from.
func (p *Pane) elsewhere(s *sheet, d Data) {
	if d.Inputs != nil {
		return
	}
	if d.CreatedHere {
		s.heading("inputs", "")
		s.paragraph(s.th.Muted, "HeyGen does not return the inputs")
		return
	}
	if !s.all && !s.roomy {
		s.heading("made elsewhere", "inputs not known")
		return
	}
	s.heading("made elsewhere", "")
	s.paragraph(s.th.Muted, "HeyGen does not tell its inputs, so it cannot be made again as it was.")
	s.offer(0, p.keys.Key(keymap.Double, keymap.Jobs), "opens a form with its title")
}

func (s *sheet) input(d Data, p api.Param, text string) {
	label := labelOf(p)
	switch {
	case text == "":
		s.field(label, s.text(p.Default, ""))
	case p.Kind == api.KindSource:
		s.field(label, s.local(d, p.Name, text))
	case p.Kind == api.KindURL:
		s.field(label, s.source(text))
	case p.Kind == api.KindSeconds:
		s.field(label, s.text(clean(api.TimeWords(text)), ""))
	default:
		s.field(label, s.text(clean(text), ""))
	}
}

// source is a link without its query, a path, or an asset id. The end of a path
// is the part that tells files apart.
func (s *sheet) source(text string) value {
	if u, err := url.Parse(text); err == nil && u.Host != "" {
		v := s.link(text, "", theme.Style{})
		v.style = s.th.Text
		return v
	}
	return s.text(clean(text), "")
}

// local is a source with what is known of the file: how long it is, and as much else as there
// is room for. What is odd about it stands out.
func (s *sheet) local(d Data, param, text string) value {
	v := s.source(text)
	f, looked := d.Files[param]
	if !looked || f.Path == "" {
		return v
	}
	v.tone = s.th.Faint
	if f.Problem != "" {
		v.aside = "no longer here"
		if f.Problem != api.NoSuchFile {
			v.aside = "cannot be sent again"
		}
		return s.shortened(v)
	}
	if d.OddIn == param {
		v.tone = s.th.Warn
	}
	parts := []string{format.Length(f.Length), format.Size(f.Size)}
	if f.Width > 0 {
		parts = append(parts, fmt.Sprintf("%d%s%d", f.Width, s.th.Glyphs.Times, f.Height))
	}
	aside := ""
	for i, part := range parts {
		if part == "" || i > 0 && format.Width(v.text)+asideGap+format.Width(aside)+asideGap+format.Width(part) > s.valueRoom() {
			continue
		}
		switch {
		case aside == "":
			aside = part
		case i == 2: // the picture's size comes first, so that lengths and sizes stand below each other
			aside = part + "  " + aside
		default:
			aside += "  " + part
		}
	}
	v.aside = aside
	return s.shortened(v)
}

// shortened has the end of a path make room for what is known of the file.
func (s *sheet) shortened(v value) value {
	room := s.valueRoom() - asideGap - format.Width(v.aside)
	if v.aside != "" && format.Width(v.text) > room && room >= minLink {
		v.text = format.TailWith(v.text, room, s.th.Glyphs.Ellipsis)
	}
	return v
}

// option is a switch that was thrown: its label when it is on, "no" and its
// label when it is off against the default.
func option(p api.Param, text string) []string {
	switch {
	case text == "true":
		return []string{p.Label}
	case text == "false" && p.Default != "false":
		return []string{"no " + p.Label}
	case text == "" && p.Default == "true":
		return []string{p.Label}
	}
	return nil
}
