package theme

import (
	"image/color"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// Style is how one line of text looks: a weight, a colour and a ground. The zero Style
// changes nothing.
//
// A frame draws some hundred pieces of text in a dozen styles. A lipgloss.Style asks
// itself at every piece for paddings, borders and widths too, which was more than half of
// a frame; this one knows the sequence that begins it.
type Style struct {
	bold, faint, underline, reverse bool
	// text and ground are nil where they are the terminal's own.
	text, ground color.Color
	// begin is the sequence that turns on all but the underline, empty where that is
	// nothing.
	begin string
}

// Bold is the style in bold, or not.
func (s Style) Bold(is bool) Style {
	s.bold = is
	return s.prepared()
}

// Faint is the style in faint.
func (s Style) Faint() Style {
	s.faint = true
	return s.prepared()
}

// Underline is the style underlined.
func (s Style) Underline() Style {
	s.underline = true
	return s
}

// Reverse is the style with the colours of text and ground exchanged.
func (s Style) Reverse() Style {
	s.reverse = true
	return s.prepared()
}

// Foreground is the style with a colour of its text.
func (s Style) Foreground(c color.Color) Style {
	s.text = c
	return s.prepared()
}

// On is the style on a ground.
func (s Style) On(c color.Color) Style {
	s.ground = c
	return s.prepared()
}

// Render is a text of one line in the style.
func (s Style) Render(text string) string {
	switch {
	case s.underline: // Lip Gloss begins it anew at every letter
		return s.lipGloss().Render(text)
	case s.begin == "":
		return text
	}
	return s.begin + text + ansi.ResetStyle
}

// lipGloss is the style as Lip Gloss has it.
func (s Style) lipGloss() lipgloss.Style {
	l := lipgloss.NewStyle().Bold(s.bold).Faint(s.faint).Underline(s.underline).Reverse(s.reverse)
	if s.text != nil {
		l = l.Foreground(s.text)
	}
	if s.ground != nil {
		l = l.Background(s.ground)
	}
	return l
}

// prepared is the style with the sequence that begins it, in Lip Gloss's order.
func (s Style) prepared() Style {
	var on ansi.Style
	if s.bold {
		on = on.Bold()
	}
	if s.reverse {
		on = on.Reverse(true)
	}
	if s.faint {
		on = on.Faint()
	}
	if s.text != nil {
		on = on.ForegroundColor(s.text)
	}
	if s.ground != nil {
		on = on.BackgroundColor(s.ground)
	}
	s.begin = ""
	if len(on) > 0 {
		s.begin = on.String()
	}
	return s
}
