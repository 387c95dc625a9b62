package journal

import (
	"context"
	"time"
)

// Sleep waits for d, false when the context ended first.
func Sleep(ctx context.Context, d time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}

// Sign puts a value into a channel unless there is one: one sign is as good as many. It
// never blocks.
func Sign(to chan<- struct{}) {
	select {
	case to <- struct{}{}:
	default:
	}
}
