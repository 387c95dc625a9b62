package terminal

import (
	"os"
	"slices"
	"sync/atomic"
	"time"

	"lipdash/api/safely"
)

// ttyWriter is the terminal's output. Writing to a terminal that takes nothing, behind
// a broken link for one, blocks for ever, and with it the program; whoever presses
// a key then wants out.
type ttyWriter struct {
	file    *os.File
	answers *answers
	// since is when the piece that is being written was begun, 0 when none is.
	since atomic.Int64
	// dropped is called when something was dropped.
	dropped func()
}

// piece is how much is written at a time: a slow link takes one within stalledFor.
const (
	piece      = 1 << 10
	stalledFor = time.Second
)

// Write writes in pieces, and the last question behind every other.
func (w *ttyWriter) Write(b []byte) (int, error) {
	defer w.since.Store(0)
	for p := range slices.Chunk(w.answers.withLast(b), piece) {
		w.since.Store(time.Now().UnixNano())
		if _, err := w.file.Write(p); err != nil {
			return 0, err
		}
	}
	return len(b), nil
}

// pressed notes that there was a key: if the terminal takes nothing for a while from
// the piece under way, what it has not taken is dropped.
func (w *ttyWriter) pressed() {
	began := w.since.Load()
	if began == 0 {
		return
	}
	time.AfterFunc(time.Until(time.Unix(0, began).Add(stalledFor)), safely.Func(func() {
		if w.since.Load() == began {
			w.drop()
		}
	}))
}

// drop throws away what the terminal has not taken, which lets Write go on.
func (w *ttyWriter) drop() {
	if w.since.Load() == 0 {
		return
	}
	flushOutput(w.file.Fd())
	w.dropped()
}
