package format

import "strings"

// Ellipsis ends a text that was cut. ASCII screens use CutWith and FitWith with
// the theme's.
const Ellipsis = "…"

// Cut shortens a text to at most w cells, ending it with an ellipsis. Clusters
// are never cut in two.
func Cut[S ~string](s S, w int) S { return CutWith(s, w, Ellipsis) }

// CutWith is Cut with another ellipsis, which is left out when it alone is
// wider than w. Of styled text all sequences stay.
func CutWith[S ~string](s S, w int, ellipsis string) S {
	if w <= 0 {
		return ""
	}
	if Width(s) <= w {
		return s
	}
	if Width(ellipsis) > w {
		ellipsis = ""
	}
	room, cut := w-Width(ellipsis), false
	var b strings.Builder
	for rest := string(s); rest != ""; {
		piece, n := next(rest)
		rest = rest[len(piece):]
		switch {
		case cut && sequence(piece) == 0:
		case !cut && n > room:
			b.WriteString(ellipsis)
			cut = true
		default:
			b.WriteString(piece)
			room -= n
		}
	}
	return S(b.String())
}

// From is a text without the clusters that begin in its first x cells; sequences
// stay. It may begin behind x, where a wide one ends.
func From[S ~string](s S, x int) S {
	var b strings.Builder
	rest := string(s)
	for rest != "" && x > 0 {
		piece, n := next(rest)
		rest = rest[len(piece):]
		if sequence(piece) > 0 {
			b.WriteString(piece)
		}
		x -= n
	}
	return S(b.String() + rest)
}

// TailWith shortens a text from its front to at most w cells, beginning it with
// an ellipsis: of a path the end is what tells files apart. The ellipsis is left
// out when it alone is wider than w, and no cluster is cut in two.
func TailWith[S ~string](s S, w int, ellipsis string) S {
	width := Width(s)
	if width <= w {
		return s
	}
	if w <= 0 {
		return ""
	}
	if Width(ellipsis) > w {
		ellipsis = ""
	}
	return S(ellipsis) + From(s, width-w+Width(ellipsis))
}

// FitWith is CutWith, padded on the right to exactly w cells.
func FitWith[S ~string](s S, w int, ellipsis string) S {
	s = CutWith(s, w, ellipsis)
	return s + S(blanks(w-Width(s)))
}

// FitRight is Cut, padded on the left to exactly w cells.
func FitRight[S ~string](s S, w int) S {
	s = Cut(s, w)
	return S(blanks(w-Width(s))) + s
}

func blanks(n int) string { return strings.Repeat(" ", max(0, n)) }

// Wrap breaks a text into lines of at most w cells, between words where it
// can, within them where it must. Newlines are kept, blanks at the end of a line
// are not. A cluster that alone is wider than w is left out.
func Wrap[S ~string](s S, w int) []S {
	if w <= 0 || s == "" {
		return nil
	}
	var out []S
	for _, l := range strings.Split(string(s), "\n") {
		for _, part := range wrapLine(l, w) {
			out = append(out, S(strings.TrimRight(part, " ")))
		}
	}
	return out
}

// wrapLine is a line in parts of at most w cells, not counting blanks at their
// ends; at least one.
func wrapLine(l string, w int) []string {
	var out []string
	// start is where the part begins, at its width so far. gap is where the next
	// one may begin, and how wide this one is up to there.
	start, at, gap, upToGap := 0, 0, 0, 0
	for i := 0; i < len(l); {
		piece, n := next(l[i:])
		switch {
		case piece == " " || at+n <= w:
			i, at = i+len(piece), at+n
			if piece == " " || piece == "-" {
				gap, upToGap = i, at
			}
		case gap > start:
			out = append(out, l[start:gap])
			start, at = gap, at-upToGap
		case i > start:
			out = append(out, l[start:i])
			start, at = i, 0
		default: // wider than a line
			i += len(piece)
			start, at = i, 0
		}
	}
	if start < len(l) || len(out) == 0 {
		out = append(out, l[start:])
	}
	return out
}
