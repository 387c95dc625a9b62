package textline

import (
	"strings"
	"unicode"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
)

// Secret is one line that is typed or pasted and never shown: a key.
type Secret struct {
	text string
	// byHand is true after a key press changed it: its end is then not shown, because
	// four letters a frame would spell out all of it.
	byHand bool
}

// Text is what was typed.
func (s *Secret) Text() string { return s.text }

// Rest hides nothing of its end any more: typing has ended.
func (s *Secret) Rest() { s.byHand = false }

// Paste adds text, without blanks, quotes or whatever else cannot be part of a key; false
// when that is too long for one.
func (s *Secret) Paste(text string) bool {
	if len(s.text)+len(text) > Longest {
		return false
	}
	s.text += visible(strings.Trim(strings.TrimSpace(text), `"'`))
	s.byHand = false
	return true
}

func visible(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, text)
}

// Key takes a key that changes it. A hidden text is edited at its end only: nobody sees
// where the caret would be.
func (s *Secret) Key(k tea.KeyPressMsg) bool {
	switch k.Keystroke() {
	case "backspace", "ctrl+h":
		r := []rune(s.text)
		s.text = string(r[:max(0, len(r)-1)])
	case "ctrl+u", "ctrl+w":
		s.text = ""
	default:
		if !Typed(k) {
			return false
		}
		s.text += visible(k.Text)
	}
	s.byHand = true
	return true
}

// tailFrom is how long it must be for its last four to say nothing about the rest.
const tailFrom = 12

// Hidden is it as dots in at most w cells. The last four are shown when it was pasted and is
// long enough.
func (s *Secret) Hidden(th theme.Theme, w int) string {
	r := []rune(s.text)
	tail := ""
	if len(r) >= tailFrom && !s.byHand {
		tail = string(format.Safe(string(r[len(r)-4:])))
	}
	if format.Width(tail) > w {
		tail = ""
	}
	dots := len(r)
	if tail != "" {
		dots -= 4
	}
	return strings.Repeat(th.Glyphs.Live, max(0, min(dots, w-format.Width(tail)))) + tail
}

// Box puts the key into a row as a field of w cells with its edges: dots, and a caret where it
// is typed. The text's style is that of the field's ground.
func (s *Secret) Box(r *cells.Row, th theme.Theme, on Ground, text theme.Style, w int, caret bool) *cells.Row {
	left, right := Edges(th)
	free := r.Left()
	r.Put(on(th.Faint), left).Put(text, s.Hidden(th, w-3))
	if caret {
		r.Put(on(th.Accent).Reverse(), " ")
	}
	rest := w - 1 - (free - r.Left())
	return r.Put(text, strings.Repeat(" ", max(0, rest))).Put(on(th.Faint), right)
}
