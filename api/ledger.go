package api

import (
	"slices"
	"sync"
	"time"
)

// ledgerSpan is how far back the ledger reaches: budgets are by the minute.
const ledgerSpan = time.Minute

// ledger is when the calls of the last minute left. Whoever plans calls reads
// it, so that a budget holds for all who share the client: polling, the outbox,
// downloads and the user.
type ledger struct {
	mu   sync.Mutex
	sent []time.Time
}

// note adds a call that leaves now.
func (l *ledger) note(now time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.forget(now)
	l.sent = append(l.sent, now)
}

// recent are the calls of the last minute, oldest first.
func (l *ledger) recent(now time.Time) []time.Time {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.forget(now)
	return slices.Clone(l.sent)
}

// forget drops what is older; the caller holds the lock.
func (l *ledger) forget(now time.Time) {
	l.sent = slices.DeleteFunc(l.sent, func(t time.Time) bool { return now.Sub(t) >= ledgerSpan })
}

// RecentCalls is when the attempts of the last minute left for the API host,
// oldest first, whoever made them. Bytes to and from presigned hosts do not
// count.
func (c *Client) RecentCalls() []time.Time { return c.ledger.recent(time.Now()) }
