package download

import (
	"context"
	"sync"
	"time"

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
