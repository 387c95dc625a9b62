package ui

import (
	"context"

	"lipdash/ui/state/store"
)

// flights are the requests under way, by what they are for.
type flights map[string]flight

// flight is a request under way: its number and how to end it.
type flight struct {
	seq    store.Seq
	cancel context.CancelFunc
}

// launch numbers a request, ends its predecessor with the same key, and marks
// it in flight.
func (m *Model) launch(key string) (context.Context, store.Seq) {
	if old, ok := m.flights[key]; ok {
		old.cancel()
	}
	ctx, cancel := context.WithCancel(m.ctx)
	f := flight{seq: m.store.NextSeq(), cancel: cancel}
	m.flights[key] = f
	return ctx, f.seq
}

// landed clears a request's mark if it is still this one's, and tells so.
func (fs flights) landed(key string, seq store.Seq) bool {
	f, ok := fs[key]
	if !ok || f.seq != seq {
		return false
	}
	f.cancel()
	delete(fs, key)
	return true
}

func (fs flights) flying(key string) bool {
	_, ok := fs[key]
	return ok
}

// end cancels all of them.
func (fs flights) end() {
	for _, f := range fs {
		f.cancel()
	}
}
