package ui

import (
	"context"

	"lipdash/ui/calls"
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

// request is a request under way and how to end it.
type request struct {
	calls.Request
	cancel context.CancelFunc
}

// begin numbers a request, ends its predecessor with the same key, and marks
// it in flight.
func (m *Model) begin(key string) (context.Context, calls.Request) {
	if old, ok := m.requests[key]; ok {
		old.cancel()
	}
	ctx, cancel := context.WithCancel(m.ctx)
	r := calls.Request{Key: key, Seq: m.store.NextSeq()}
	m.requests[key] = request{r, cancel}
	return ctx, r
}

// ended clears a request's mark if it is still this one's, and tells so.
func (fs requests) ended(r calls.Request) bool {
	f, ok := fs[r.Key]
	if !ok || f.Request != r {
		return false
	}
	f.cancel()
	delete(fs, r.Key)
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
