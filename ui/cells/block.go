package cells

import "strings"

// Block is h lines of w cells: lines, each already w wide, cut or filled up with
// empty ones.
func Block(lines []string, w, h int) string {
	h = max(0, h)
	if len(lines) > h {
		lines = lines[:h]
	}
	out := make([]string, h)
	blank := strings.Repeat(" ", max(0, w))
	for i := range out {
		out[i] = blank
		if i < len(lines) {
			out[i] = lines[i]
		}
	}
	return strings.Join(out, "\n")
}

// Window is where a window of room lines over n must start so that lines from
// to to (inclusive) are in it, near its middle. It depends on nothing else, so a
// view can be drawn twice and be the same.
func Window(n, room, from, to int) int {
	if n <= room {
		return 0
	}
	height := to - from + 1
	if height >= room {
		return max(0, min(from, n-room))
	}
	return max(0, min(from-(room-height)/2, n-room))
}

// Compact drops the empty lines of a pane that is too low for them.
func Compact(lines []string, h int) []string {
	if len(lines) <= h {
		return lines
	}
	out := lines[:0:0]
	for _, l := range lines {
		if strings.TrimSpace(l) != "" {
			out = append(out, l)
		}
	}
	return out
}
