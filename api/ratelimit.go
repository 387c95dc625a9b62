package api

import (
	"context"
	"net/http"
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

// wait returns nil when the gate is open, or says that it stays closed for longer
// than the caller waits, or that he gave up.
func (g *gate) wait(ctx context.Context, op string) *Error {
	if err := ctx.Err(); err != nil {
		return canceled(op, err)
	}
	for {
		until := g.closedUntil()
		if until.IsZero() {
			return nil
		}
		left := time.Until(until)
		if left > longestWait || noRateLimitWait(ctx) {
			return paused(op, left)
		}
		if err := sleep(ctx, left); err != nil {
			return canceled(op, err)
		}
	}
}

// paused is the error of a call that was not made because of an earlier 429.
func paused(op string, left time.Duration) *Error {
	e := &Error{
		Op: op, Status: http.StatusTooManyRequests, Code: "rate_limit_exceeded",
		Message: "HeyGen asked to slow down", RetryAfter: left, kind: kindStatus,
	}
	e.Hint = hint(e)
	return e
}

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

type noRateLimitWaitKey struct{}

// NoRateLimitWait makes the calls of a context come back with a 429 at once, where
// they would wait out a pause and try again by themselves: for callers who wait
// where the user sees it and may still change his mind.
func NoRateLimitWait(ctx context.Context) context.Context {
	return context.WithValue(ctx, noRateLimitWaitKey{}, true)
}

func noRateLimitWait(ctx context.Context) bool { return ctx.Value(noRateLimitWaitKey{}) != nil }
