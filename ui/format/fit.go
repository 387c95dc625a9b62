package format

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Ellipsis ends a text that was cut.
const Ellipsis = "…"

// Width is how many cells a text takes; styled text counts without its
// sequences.
func Width(s string) int { return ansi.StringWidth(s) }

// Cut shortens a text to at most w cells, ending it with an ellipsis.
func Cut(s string, w int) string {
	if w <= 0 {
		return ""
	}
	return ansi.Truncate(s, w, Ellipsis)
}

// Fit is Cut, padded on the right to exactly w cells.
func Fit(s string, w int) string {
	if w <= 0 {
		return ""
	}
	s = Cut(s, w)
	return s + strings.Repeat(" ", w-Width(s))
}

// FitRight is Cut, padded on the left to exactly w cells.
func FitRight(s string, w int) string {
	if w <= 0 {
		return ""
	}
	s = Cut(s, w)
	return strings.Repeat(" ", w-Width(s)) + s
}

// Wrap breaks a text into lines of at most w cells, between words where it
// can. Newlines are kept.
func Wrap(s string, w int) []string {
	if w <= 0 || s == "" {
		return nil
	}
	lines := strings.Split(ansi.Wrap(s, w, ""), "\n")
	var out []string
	for _, l := range lines {
		for Width(l) > w {
			head := ansi.Truncate(l, w, "")
			if head == "" {
				break
			}
			out = append(out, head)
			l = l[len(head):]
		}
		out = append(out, strings.TrimRight(ansi.Truncate(l, w, ""), " "))
	}
	return out
}
