package account

import (
	"context"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/safely"
	"lipdash/journal/ledger"
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

// sharing is a client whose calls count in the budget of others; *api.Client is one.
type sharing interface{ ShareCalls(with api.SharedCalls) }

// share counts the calls of all processes on the account as one, where there is a disk
// for it.
func (m *Memory) share(ctx context.Context) {
	client, ok := m.options.Client.(sharing)
	if !ok || !m.journal.Survives() {
		return
	}
	calls := ledger.New(m.journal.Path())
	client.ShareCalls(calls)
	m.learning.Go(safely.Func(func() { calls.Run(ctx) }))
}
