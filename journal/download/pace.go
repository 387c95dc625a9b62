package download

import (
	"time"

	"lipdash/api"
)

// pace are the times a downloader lives by.
type pace struct {
	// look is how often the journal is looked at when nothing has stirred: other
	// processes write to it too, and what they had when they died goes on within a
	// second.
	look time.Duration
	// first and last are the waits before another attempt; up to hold, a
	// transfer keeps its place among those that run.
	first, last, hold time.Duration
	// notice is how often progress is shown.
	notice time.Duration
	// past is how long what is over is listed, and pastKept how much of it.
	past     time.Duration
	pastKept int
}

var usual = pace{
	look:  500 * time.Millisecond,
	first: 500 * time.Millisecond, last: time.Minute, hold: 5 * time.Second,
	notice: 250 * time.Millisecond, past: 24 * time.Hour, pastKept: 200,
}

// delay doubles with every attempt that brought nothing.
func (p pace) delay(tries int) time.Duration {
	return api.Backoff(p.first, p.last, tries)
}
