// Package confirm is the dialog that asks a question, or only tells. Before what cannot be undone
// it starts on Cancel, and for large sets wants the count typed before the button
// that does it can be reached.
package confirm

import (
	"strings"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
)

// Line is one line of a dialog, wrapped where it is too long. What stands
// behind three spaces is an aside: of a muted label what it is, else a warning.
type Line struct {
	Text string
	Tone theme.Tone
	// Brief is said in place of Text where the screen is too low for all of it, "" for the
	// same.
	Brief string
	// Names stand in place of Text: as many as one row takes, and how many of Of more there
	// are. On a low screen they are the first to go.
	Names []string
	Of    int
}

// most is the width of the names of a line where there is room for more than they need.
const most = 60

// names are the names of a line in so many cells; at least one of them, cut when drawn.
func (l Line) names(w int) string {
	text := ""
	for i, name := range l.Names {
		with, left := string(format.Safe(name)), l.Of-i-1
		if text != "" {
			with = text + ", " + with
		}
		rest := ""
		if left > 0 {
			rest = ", +" + format.Number(left) + " more"
		}
		if text != "" && format.Width(with+rest) > w {
			return text + ", +" + format.Number(left+1) + " more"
		}
		text = with
	}
	if left := l.Of - len(l.Names); left > 0 && text != "" {
		text += ", +" + format.Number(left) + " more"
	}
	return strings.TrimSpace(text)
}

// Button is something to choose. A nil Action cancels.
type Button struct {
	Label  string
	Action action.Action
	// Danger marks the button that cannot be taken back; it is reached only
	// once Spec.Typed was typed.
	Danger bool
}

// Spec is what a dialog says and offers. Texts are made safe when drawn.
type Spec struct {
	Title string
	Lines []Line
	// Buttons from left to right; the first is the safe one and has the focus.
	Buttons []Button
	// Typed must be typed before the dangerous button can be reached, "" when
	// nothing must.
	Typed string
	// Footer is an aside under the buttons.
	Footer string
	// Danger colours the bar on the left edge.
	Danger bool
	// Tells is what y does in a dialog that only tells, in a word, "" in all others.
	Tells string
	// Choice is a question that yes does not answer: y presses none of its buttons.
	Choice bool
}
