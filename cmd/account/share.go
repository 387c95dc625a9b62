package account

import (
	"context"

	"lipdash/api"
	"lipdash/api/safely"
	"lipdash/journal/ledger"
)

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
