package account

import (
	"context"
	"time"

	"lipdash/api/record"
)

// Day is what was made here in the day that begins at a moment.
func (m *Memory) Day(ctx context.Context, since time.Time) (record.Day, error) {
	return m.live().Day(ctx, since)
}

// Remember keeps a number for the next start, and Remembered is what was kept, 0 for nothing.
func (m *Memory) Remember(ctx context.Context, name string, n int) error {
	return m.live().Remember(ctx, name, n)
}

// Remembered is what was kept under a name.
func (m *Memory) Remembered(ctx context.Context, name string) int {
	n, _ := m.live().Remembered(ctx, name) // nothing is as good as unknown
	return n
}
