package cells

// The lines around the rows of a list, where there is room for them.
const (
	headFrom = 8
	footFrom = 4
)

// HeadLines is how many lines the heading of a list of w by h cells takes: none
// where it is low, or narrower than narrow, which has no columns to name.
func HeadLines(w, h, narrow int) int {
	if w < narrow || h < headFrom {
		return 0
	}
	return 1
}

// FootLines is how many lines the foot of a list h cells high takes.
func FootLines(h int) int {
	if h < footFrom {
		return 0
	}
	return 1
}
