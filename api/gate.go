package api

import (
	"context"
	"sync"
	"time"
)

// A 429 closes the gate for the whole client: request rate and concurrency are
// the account's, and waiting per goroutine would only spread the burst.
const (
	// longestPause bounds what a server's Retry-After can ask for.
	longestPause = 2 * time.Minute
	// longestWait is how long one call waits silently; past it the caller is
	// told, so that it can show a countdown.
	longestWait = 30 * time.Second
)

type gate struct {
	mu    sync.Mutex
	until time.Time
}

func (g *gate) close(d time.Duration) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if until := time.Now().Add(min(d, longestPause)); until.After(g.until) {
		g.until = until
	}
}

func (g *gate) closedUntil() time.Time {
	g.mu.Lock()
	defer g.mu.Unlock()
	if time.Now().Before(g.until) {
		return g.until
	}
	return time.Time{}
}

// wait returns when the gate is open, or says that it stays closed too long.
func (g *gate) wait(ctx context.Context, op string) error {
	for {
		until := g.closedUntil()
		if until.IsZero() {
			return nil
		}
		left := time.Until(until)
		if left > longestWait {
			return &Error{Op: op, Status: 429, Code: "rate_limit_exceeded", RetryAfter: left, kind: kindStatus}
		}
		if err := sleep(ctx, left); err != nil {
			return canceled(op, err)
		}
	}
}

// sleep waits for d or for the context's end.
func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}
