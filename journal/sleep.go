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
