package find

import (
	"time"

	"lipdash/api"
)

// item is what is kept of a job.
type item struct {
	id api.JobID
	// text is the folded fields but for the id, which nearly always is its own
	// fold; the first titled bytes are the title.
	text   string
	titled int32
	reason int32
	kind   kind
	// folds is true for an id that has to be folded.
	folds bool
	// unseen is Facts.Unseen.
	unseen  bool
	length  time.Duration
	changed int64
}

// kind is a state as far as jobs are told apart by it; its order is the one of
// a list that is sorted by state.
type kind uint8

const (
	failed kind = iota
	oddActive
	running
	pending
	completed
	odd
)

func kindOf(st api.Status) kind {
	switch {
	case st == api.StatusFailed:
		return failed
	case st == api.StatusRunning:
		return running
	case st == api.StatusPending:
		return pending
	case st == api.StatusCompleted:
		return completed
	case st.Active():
		return oddActive
	}
	return odd
}

// crowd is the items in pieces: a slice of a hundred thousand that grows is
// there twice for a moment.
type crowd struct {
	pieces []*[pieceSize]item
	n      int
}

const pieceSize = 1 << 10

func (c *crowd) at(s slot) *item { return &c.pieces[s/pieceSize][s%pieceSize] }

func (c *crowd) add() slot {
	if c.n%pieceSize == 0 {
		c.pieces = append(c.pieces, new([pieceSize]item))
	}
	c.n++
	return slot(c.n - 1) //nolint:gosec // memory ends first
}

// folded is the id as it is compared.
func (it *item) folded() string {
	if it.folds {
		return fold(string(it.id))
	}
	return string(it.id)
}
