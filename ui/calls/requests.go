package calls

import (
	"context"

	"lipdash/ui/state/store"
)

// Request is what a call is for, and its number. Only the newest one of a key counts.
type Request struct {
	Key string
	Seq store.Seq
}

// Answers is the request that a result answers.
func (r Request) Answers() Request { return r }

// Answer is the result of a request.
type Answer interface{ Answers() Request }

// Requests are those under way, by what they are for.
type Requests map[string]underWay

type underWay struct {
	Request
	cancel context.CancelFunc
}

// Begin marks a request as under way, and ends its predecessor with the same key.
func (rs Requests) Begin(ctx context.Context, key string, seq store.Seq) (context.Context, Request) {
	if old, ok := rs[key]; ok {
		old.cancel()
	}
	ctx, cancel := context.WithCancel(ctx)
	r := Request{Key: key, Seq: seq}
	rs[key] = underWay{r, cancel}
	return ctx, r
}

// Ended clears a request's mark if it is still this one's, and tells so.
func (rs Requests) Ended(r Request) bool {
	old, ok := rs[r.Key]
	if !ok || old.Request != r {
		return false
	}
	old.cancel()
	delete(rs, r.Key)
	return true
}

// UnderWay tells whether a request of a key is.
func (rs Requests) UnderWay(key string) bool {
	_, ok := rs[key]
	return ok
}

// End cancels all of them.
func (rs Requests) End() {
	for _, r := range rs {
		r.cancel()
	}
}
