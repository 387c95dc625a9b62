package theme

import (
	"image/color"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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
	// level is a style that no bold stands out of.
	level bool
	// text and ground are nil where they are the terminal's own.
	text, ground color.Color
	// signs tells that the colour is for the signs that a text begins with alone: symbols,
	// and what else is one.
	signs bool
	also  string
	// begin is the sequence that turns on all but the underline, empty where that is
	// nothing; of signs it is that of what follows them, and sign their own.
	begin, sign string
}

// Bold is the style in bold, or not.
func (s Style) Bold(is bool) Style {
	s.bold = is && !s.level
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

// Signs is the style with its colour for the signs that a text begins with, symbols and what
// else is one, and the terminal's own for the words behind them.
func (s Style) Signs(also string) Style {
	s.signs, s.also = true, also
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
	case s.sign != "":
		if n := leadingSigns(text, s.also); n > 0 {
			return s.sign + text[:n] + ansi.ResetStyle + s.plain().Render(text[n:])
		}
		return s.plain().Render(text)
	case s.begin == "":
		return text
	}
	return s.begin + text + ansi.ResetStyle
}

// plain is the style of the words behind signs.
func (s Style) plain() Style {
	s.sign = ""
	return s
}

// leadingSigns is where the signs end that a text begins with, in bytes; 0 when it begins
// with none.
func leadingSigns(text, also string) int {
	end := 0
	for i, r := range text {
		switch {
		case r == ' ' && end == 0:
		case unicode.IsSymbol(r) || strings.ContainsRune(also, r):
			end = i + utf8.RuneLen(r)
		default:
			return end
		}
	}
	return end
}

// lipGloss is the style as Lip Gloss has it.
func (s Style) lipGloss() lipgloss.Style {
	l := lipgloss.NewStyle().Bold(s.bold).Faint(s.faint).Underline(s.underline).Reverse(s.reverse)
	if s.text != nil && !s.signs {
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
	words := slices.Clone(on)
	if s.text != nil {
		on = on.ForegroundColor(s.text)
	}
	if s.ground != nil {
		on, words = on.BackgroundColor(s.ground), words.BackgroundColor(s.ground)
	}
	if s.begin, s.sign = sequence(on), ""; s.signs && s.text != nil {
		s.begin, s.sign = sequence(words), s.begin
	}
	return s
}

// sequence is what turns a style on, empty for none.
func sequence(on ansi.Style) string {
	if len(on) == 0 {
		return ""
	}
	return on.String()
}
