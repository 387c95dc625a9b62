package download

import (
	"context"
	"sync"
	"time"

	"lipdash/api"
	"lipdash/journal"
)

// limiter shares a bandwidth between everything that asks it. Each caller
// reserves its bytes' time and waits for the time to come, so that one which
// came later cannot overtake.
type limiter struct {
	rate int64

	mu   sync.Mutex
	next time.Time
}

func newLimiter(rate int64) *limiter { return &limiter{rate: max(rate, 0)} }

// pieces is how many pieces a second's bytes come in at least: fewer would make
// the bar jump, and a cancel wait.
const pieces = 20

// piece is how much to read at once, limit at most.
func (l *limiter) piece(limit int) int {
	if l.rate == 0 {
		return limit
	}
	return int(max(1, min(int64(limit), l.rate/pieces)))
}

// wait lets n bytes pass, or says that the context ended.
func (l *limiter) wait(ctx context.Context, n int) error {
	if l.rate == 0 {
		return ctx.Err()
	}
	l.mu.Lock()
	t := time.Now()
	if l.next.Before(t) {
		l.next = t
	}
	d := l.next.Sub(t)
	l.next = l.next.Add(time.Duration(int64(n) * int64(time.Second) / l.rate))
	l.mu.Unlock()
	if d > 0 && !journal.Sleep(ctx, d) {
		return ctx.Err()
	}
	return nil
}

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
