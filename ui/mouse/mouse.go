// Package mouse knows what the mouse does: whether a click is the second of two, and
// which key or tab is drawn where it points.
package mouse

import (
	"strings"
	"time"

	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/pane/statusbar"
)

// Double is how long a second click may take to open what the first chose, and Lines how far
// one step of the wheel goes.
const (
	Double = 500 * time.Millisecond
	Lines  = 3
)

// Pointer is the mouse.
type Pointer struct {
	// Off leaves it to the terminal.
	Off bool
	// drags tells that the line between the panes is held.
	drags bool

	// x, y and at are where and when it was clicked last, on what was there.
	x, y int
	at   time.Time
	on   string
}

// Toggle leaves the mouse to the terminal, or takes it back, and says which.
func (p *Pointer) Toggle() string {
	if p.Off = !p.Off; p.Off {
		return "the mouse is the terminal's: it selects text"
	}
	return "the mouse works here; with shift it selects text"
}

// clicked takes a click, and tells whether it is the second of two on one line.
func (p *Pointer) clicked(x, y int, now time.Time) (double bool) {
	double = y == p.y && max(x-p.x, p.x-x) <= 2 && now.Sub(p.at) < Double
	p.x, p.y, p.at = x, y, now
	if double {
		p.at = time.Time{} // a third one begins anew
	}
	return double
}

// keyAt is the key of the footer's entry that is drawn at a cell of a line, "" for none.
func keyAt(line string, hints []keymap.Hint, x int) string {
	words := make([]string, len(hints))
	for i, h := range hints {
		words[i] = keymap.KeyName(h.Key) + " " + h.Text
	}
	i, in := cells.WordAt(line, words, x)
	if i < 0 {
		return ""
	}
	key := hints[i].Key
	if first, second, two := strings.Cut(key, " "); two { // one entry for two: the next page and the one before
		if key = first; in > format.Width(first) {
			key = second
		}
	}
	if _, why := keymap.Name(key); why != "" {
		return "" // of a command without a key
	}
	return key
}

// tabAt is which of the tabs is drawn at a cell of a line, -1 for none.
func tabAt(line string, tabs []statusbar.Tab, x int) int {
	words := make([]string, len(tabs))
	for i, t := range tabs {
		words[i] = t.Name
	}
	i, _ := cells.WordAt(line, words, x)
	return i
}
