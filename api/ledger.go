package api

import (
	"slices"
	"sort"
	"sync"
	"time"
)

// ledgerSpan is how far back the ledger reaches: budgets are by the minute.
const ledgerSpan = time.Minute

// SharedCalls is how clients in several processes learn of each other's calls, so that one
// budget holds for all who ask about an account. Two that read it in the same instant may
// both take the last call.
type SharedCalls interface {
	// Left takes that a call leaves at a time. It must not block.
	Left(at time.Time)
	// Others are when the calls of others left in the last minute, oldest first.
	Others() []time.Time
}

// ledger is when the calls of the last minute left. Whoever plans calls reads
// it, so that a budget holds for all who share the client, and for all who share the
// account: polling, the outbox, downloads and the user. Uploads are not in it: a burst of
// them would leave nothing for seeing what becomes of the jobs.
type ledger struct {
	mu     sync.Mutex
	sent   []time.Time
	shared SharedCalls
}

// share shares the calls from now on, and those of the last minute.
func (l *ledger) share(with SharedCalls, now time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.forget(now)
	l.shared = with
	for _, at := range l.sent {
		with.Left(at)
	}
}

// note adds a call that leaves now.
func (l *ledger) note(now time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.forget(now)
	l.sent = append(l.sent, now)
	if l.shared != nil {
		l.shared.Left(now)
	}
}

// recent are the calls of the last minute, oldest first.
func (l *ledger) recent(now time.Time) []time.Time {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.forget(now)
	if l.shared == nil {
		return slices.Clone(l.sent)
	}
	all := append(l.shared.Others(), l.sent...)
	sort.Slice(all, func(i, j int) bool { return all[i].Before(all[j]) })
	return all
}

// forget drops what is older; the caller holds the lock.
func (l *ledger) forget(now time.Time) {
	l.sent = slices.DeleteFunc(l.sent, func(t time.Time) bool { return now.Sub(t) >= ledgerSpan })
}

// RecentCalls is when the attempts of the last minute left for the API host,
// oldest first, whoever made them, with those of other processes that share theirs
// (ShareCalls). Uploads do not count, nor do bytes to and from presigned hosts.
func (c *Client) RecentCalls() []time.Time { return c.ledger.recent(time.Now()) }

// ShareCalls tells others of this client's calls, those of the last minute included, and
// counts theirs in RecentCalls.
func (c *Client) ShareCalls(with SharedCalls) { c.ledger.share(with, time.Now()) }
