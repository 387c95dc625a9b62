package ui

import (
	"context"

	"lipdash/ui/state/store"
)

// What a request is for: these, poll.ListKey, and one for each bulk call, job and the like.
const (
	pageKey    = "page"
	accountKey = "account"
	connectKey = "connect"
	linksKey   = "links"
)

// requests are the requests under way, by what they are for.
type requests map[string]request

// request is a request under way: its number and how to end it.
type request struct {
	seq    store.Seq
	cancel context.CancelFunc
}

// begin numbers a request, ends its predecessor with the same key, and marks
// it in flight.
func (m *Model) begin(key string) (context.Context, store.Seq) {
	if old, ok := m.requests[key]; ok {
		old.cancel()
	}
	ctx, cancel := context.WithCancel(m.ctx)
	f := request{seq: m.store.NextSeq(), cancel: cancel}
	m.requests[key] = f
	return ctx, f.seq
}

// ended clears a request's mark if it is still this one's, and tells so.
func (fs requests) ended(key string, seq store.Seq) bool {
	f, ok := fs[key]
	if !ok || f.seq != seq {
		return false
	}
	f.cancel()
	delete(fs, key)
	return true
}

func (fs requests) underWay(key string) bool {
	_, ok := fs[key]
	return ok
}

// end cancels all of them.
func (fs requests) end() {
	for _, f := range fs {
		f.cancel()
	}
}
