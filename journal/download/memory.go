package download

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"time"

	"lipdash/api"
	"lipdash/journal"
)

// memory is the store of a run without a journal. Nobody else has it, so leases
// never lapse.
type memory struct {
	mu    sync.Mutex
	order int64
	rows  map[journal.TransferID]journal.Transfer
	saved map[api.JobID][]journal.SavedFile
}

func newMemory() *memory {
	return &memory{rows: map[journal.TransferID]journal.Transfer{}, saved: map[api.JobID][]journal.SavedFile{}}
}

func (m *memory) AddTransfers(_ context.Context, list []journal.Transfer) ([]journal.Transfer, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	out := make([]journal.Transfer, len(list))
	for i, t := range list {
		out[i] = m.add(t)
	}
	return out, nil
}

func (m *memory) add(t journal.Transfer) journal.Transfer {
	for _, r := range m.rows {
		if r.JobID == t.JobID && r.Kind == t.Kind && r.State != journal.TransferDone {
			return r
		}
	}
	m.order++
	t.Order, t.UpdatedAt = m.order, now()
	m.rows[t.ID] = t
	return t
}

func (m *memory) Transfer(_ context.Context, id journal.TransferID) (journal.Transfer, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	t, ok := m.rows[id]
	return t, ok, nil
}

func over(t journal.Transfer) bool {
	return t.State == journal.TransferDone || t.State == journal.TransferCancelled
}

func (m *memory) Transfers(context.Context) ([]journal.Transfer, error) {
	out := m.all(func(t journal.Transfer) bool { return !over(t) })
	slices.SortFunc(out, func(a, b journal.Transfer) int { return cmp.Compare(a.Order, b.Order) })
	return out, nil
}

func (m *memory) PastTransfers(_ context.Context, since time.Time, limit int) ([]journal.Transfer, error) {
	out := m.all(func(t journal.Transfer) bool { return over(t) && !t.UpdatedAt.Before(since) })
	slices.SortFunc(out, func(a, b journal.Transfer) int {
		return cmp.Or(b.UpdatedAt.Compare(a.UpdatedAt), cmp.Compare(b.Order, a.Order))
	})
	return out[:min(limit, len(out))], nil
}

func (m *memory) all(keep func(journal.Transfer) bool) []journal.Transfer {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []journal.Transfer
	for _, t := range m.rows {
		if keep(t) {
			out = append(out, t)
		}
	}
	return out
}

func (m *memory) ClaimTransfer(ctx context.Context, owner string, limit int, until time.Time) (journal.Transfer, bool, error) {
	list, _ := m.Transfers(ctx)
	m.mu.Lock()
	defer m.mu.Unlock()
	running := 0
	for _, t := range list {
		if t.State == journal.TransferRunning && t.Owner != "" {
			running++
		}
	}
	for _, t := range list {
		waits := t.State == journal.TransferQueued && t.Owner == "" && !t.NextTry.After(now())
		if waits && running < limit {
			t.State, t.Owner, t.Until = journal.TransferRunning, owner, until
			m.rows[t.ID] = t
			return t, true, nil
		}
	}
	return journal.Transfer{}, false, nil
}

func (m *memory) SaveTransfer(_ context.Context, t journal.Transfer, owner string) (journal.TransferState, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	old, ok := m.rows[t.ID]
	if !ok || old.Owner != owner {
		return "", nil
	}
	// What a transfer is does not change by how far it has come.
	t.JobID, t.Kind, t.Order, t.Part, t.CreatedAt = old.JobID, old.Kind, old.Order, old.Part, old.CreatedAt
	t.Until, t.UpdatedAt, t.Replace, t.Owner = old.Until, now(), t.Replace || old.Replace, owner
	if t.State != journal.TransferRunning {
		t.Owner = ""
	}
	if old.State != journal.TransferRunning {
		t.NextTry, t.Tries = old.NextTry, old.Tries
		if t.State != journal.TransferDone {
			t.State, t.Code, t.Reason = old.State, old.Code, old.Reason
		}
	}
	m.rows[t.ID] = t
	if t.State == journal.TransferDone {
		f := journal.SavedFile{JobID: t.JobID, Kind: t.Kind, Path: t.Path, Size: t.Size, SHA256: t.SHA256, At: now()}
		// A later file of the same name replaces the earlier, as it does on the disk.
		others := slices.DeleteFunc(slices.Clone(m.saved[t.JobID]), func(o journal.SavedFile) bool { return o.Kind == f.Kind && o.Path == f.Path })
		m.saved[t.JobID] = append([]journal.SavedFile{f}, others...)
	}
	return t.State, nil
}

func (m *memory) MoveTransfer(_ context.Context, id journal.TransferID, to journal.TransferState, from ...journal.TransferState) (bool, error) {
	return m.alter(id, func(t *journal.Transfer) bool {
		if !slices.Contains(from, t.State) {
			return false
		}
		t.State, t.Code, t.Reason, t.NextTry, t.Tries, t.UpdatedAt = to, "", "", time.Time{}, 0, now()
		return true
	}), nil
}

func (m *memory) AimTransfer(_ context.Context, id journal.TransferID, path string, replace bool) (bool, error) {
	return m.alter(id, func(t *journal.Transfer) bool {
		if t.State == journal.TransferRunning || t.State == journal.TransferDone {
			return false
		}
		t.Path, t.Replace = path, replace
		return true
	}), nil
}

func (m *memory) alter(id journal.TransferID, f func(*journal.Transfer) bool) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	t, ok := m.rows[id]
	if !ok || !f(&t) {
		return false
	}
	m.rows[id] = t
	return true
}

func (m *memory) ForgetTransfer(_ context.Context, id journal.TransferID) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	t, ok := m.rows[id]
	if !ok || t.Owner != "" || !over(t) && t.State != journal.TransferFailed {
		return false, nil
	}
	delete(m.rows, id)
	return true, nil
}

func (m *memory) SavedFiles(_ context.Context, ids []api.JobID) (map[api.JobID][]journal.SavedFile, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	out := map[api.JobID][]journal.SavedFile{}
	for _, id := range ids {
		if list := m.saved[id]; len(list) > 0 {
			out[id] = slices.Clone(list)
		}
	}
	return out, nil
}

// What only a journal has to do.

func (m *memory) RenewTransfers(context.Context, string, time.Time) error { return nil }

func (m *memory) Jobs(context.Context, []api.JobID) (map[api.JobID]journal.JobRecord, error) {
	return map[api.JobID]journal.JobRecord{}, nil
}
