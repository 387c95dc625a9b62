package side

const (
	// narrow is the least width of the pane beside the list, in cells.
	narrow = 32
	// broadFrom is the width of the screen from which there are blocks, which want more room.
	broadFrom = 160
	// parts is what the width is kept in parts of, so that it is in proportion on a screen of
	// another width.
	parts = 10_000
)

// Width is how wide the pane beside the list is on a screen of w cells, of which the rest needs
// so many: as the user split it (SplitAt), or as fits with 0.
func Width(w, rest, split int) int {
	n := max(40, min(80, w*34/100))
	if w >= broadFrom {
		n = min(84, 54+(w-broadFrom)*6/10)
	}
	if split > 0 {
		n = (w*split + parts/2) / parts
	}
	return max(narrow, min(n, w-rest))
}

// SplitAt is how the screen is split when the pane beside the list begins at a column.
func SplitAt(w, rest, column int) int {
	return max(1, max(narrow, min(w-column, w-rest))*parts/max(1, w))
}
