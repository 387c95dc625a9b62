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

// HoldLine is the screen line of a cursor that is at a place among n rows, in a window
// of room lines: the one it was on as far as it can be, without blank lines below rows
// that could fill them.
func HoldLine(at, line, n, room int) int {
	line = max(0, min(line, room-1))
	return at - max(0, min(at-line, n-room))
}

// HalfTurn is the line a cursor has to be on before a step by one, in a window of
// room lines, so that a step that leaves it turns half a window: the rows then stand
// still for as many steps, and one sees what comes. Scrolling line by line would send
// all of them, and what is beside them, with each step.
func HalfTurn(line, by, room int) int {
	if line+by >= 0 && line+by < room {
		return line
	}
	return room/2 - by
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
