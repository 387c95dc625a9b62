package format

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Ellipsis ends a text that was cut. ASCII screens use CutWith and FitWith with
// the theme's.
const Ellipsis = "…"

// Width is how many cells a text takes; styled text counts without its
// sequences.
func Width(s string) int { return ansi.StringWidth(s) }

// Cut shortens a text to at most w cells, ending it with an ellipsis. Clusters
// are never cut in two.
func Cut(s string, w int) string { return CutWith(s, w, Ellipsis) }

// CutWith is Cut with another ellipsis, which is left out when it alone is
// wider than w.
func CutWith(s string, w int, ellipsis string) string {
	if w <= 0 {
		return ""
	}
	if Width(ellipsis) > w {
		ellipsis = ""
	}
	return ansi.Truncate(s, w, ellipsis)
}

// TailWith shortens a text from its front to at most w cells, beginning it with
// an ellipsis: of a path the end is what tells files apart. The ellipsis is left
// out when it alone is wider than w, and no cluster is cut in two.
func TailWith(s string, w int, ellipsis string) string {
	if Width(s) <= w {
		return s
	}
	if w <= 0 {
		return ""
	}
	if Width(ellipsis) > w {
		ellipsis = ""
	}
	// A wide character at the cut is kept whole, and then one more has to go.
	room := w - Width(ellipsis)
	drop := Width(s) - room
	end := ansi.TruncateLeft(s, drop, "")
	for Width(end) > room {
		drop++
		end = ansi.TruncateLeft(s, drop, "")
	}
	return ellipsis + end
}

// Fit is Cut, padded on the right to exactly w cells.
func Fit(s string, w int) string { return FitWith(s, w, Ellipsis) }

// FitWith is Fit with another ellipsis.
func FitWith(s string, w int, ellipsis string) string {
	s = CutWith(s, w, ellipsis)
	return s + blanks(w-Width(s))
}

// FitRight is Cut, padded on the left to exactly w cells.
func FitRight(s string, w int) string {
	s = Cut(s, w)
	return blanks(w-Width(s)) + s
}

func blanks(n int) string { return strings.Repeat(" ", max(0, n)) }

// Wrap breaks a text into lines of at most w cells, between words where it
// can, within them where it must. Newlines are kept, blanks at the end of a line
// are not. A character that alone is wider than w is left out.
func Wrap(s string, w int) []string {
	if w <= 0 || s == "" {
		return nil
	}
	var out []string
	for _, l := range strings.Split(ansi.Wrap(s, w, ""), "\n") {
		out = append(out, pieces(strings.TrimRight(l, " "), w)...)
	}
	return out
}

// pieces are parts of at most w cells of a line, at least one.
func pieces(l string, w int) []string {
	var out []string
	for Width(l) > w {
		part := ansi.Truncate(l, w, "")
		if part == "" {
			return append(out, "")
		}
		out = append(out, strings.TrimRight(part, " "))
		l = l[len(part):]
	}
	return append(out, l)
}
