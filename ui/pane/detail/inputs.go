package detail

import (
	"net/url"
	"strings"

	"lipdash/api"
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
	if d.Inputs == nil && !s.all && !d.CreatedHere {
		s.heading("inputs", "made elsewhere")
		return
	}
	s.heading("inputs", "")
	if d.Inputs == nil {
		why := "made elsewhere, HeyGen does not return the inputs"
		if d.CreatedHere {
			why = "HeyGen does not return the inputs"
		}
		s.paragraph(s.th.Muted, why)
		return
	}
	var options []string
	for _, p := range api.Params() {
		text := strings.TrimSpace(d.Inputs[p.Name])
		switch {
		case p.Name == "title", p.Name == "callback_id" && text == d.Job.CallbackID:
			// told above
		case p.Kind == api.KindBool, p.Kind == api.KindTriState:
			options = append(options, option(p, text)...)
		default:
			s.input(p, text)
		}
	}
	s.field("options", s.text(strings.Join(options, ", "), ""))
}

func (s *sheet) input(p api.Param, text string) {
	label := labelOf(p)
	switch {
	case text == "":
		s.field(label, s.text(p.Default, ""))
	case p.Kind == api.KindSource, p.Kind == api.KindURL:
		s.field(label, s.source(text))
	case p.Kind == api.KindSeconds:
		s.field(label, s.text(clean(text)+" s", ""))
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
