package poll

import (
	"math"
	"time"

	"lipdash/api"
)

const (
	// defaultBudget is calls a minute.
	defaultBudget = 25
	// few active jobs may use the whole budget, which the pace after a create
	// needs: ten are what an ordinary account may run at once (api.md 5.3).
	few = 10
	// fewCalls are the calls a minute when one status call does for more than a
	// few jobs.
	fewCalls = 14
	// listsPerMinute is how often the newest page is asked for while jobs are
	// active; see listActive.
	listsPerMinute = 2
	// extrasLeft is what the status calls leave for reading what finished.
	extrasLeft = 3
	// idleExtras are the reads a minute of what is left when nothing is active.
	idleExtras = 3
	// fullFor bounds how long a full budget keeps a status call waiting:
	// somebody who pages all the time does not blind the dashboard.
	fullFor = time.Minute
	// foretell is how far back the calls of others foretell more of them.
	foretell = 30 * time.Second
)

// allowed is calls a minute for a fleet, list refreshes and extra reads included.
func (p *Pacer) allowed(s Load) int {
	budget := max(1, p.budget-s.Reserved)
	if s.Active <= few || s.Active > api.IDsPerCall {
		return budget
	}
	return min(budget, fewCalls)
}

// statusShare is how many of those are status calls, at most.
func (p *Pacer) statusShare(s Load) float64 {
	a := float64(p.allowed(s))
	return max(a-listsPerMinute-extrasLeft, 0.6*a)
}

// statusCalls is how many calls ask for all active jobs once.
func statusCalls(active int) int { return (active + api.IDsPerCall - 1) / api.IDsPerCall }

// shortest is the least distance of two status calls.
func (p *Pacer) shortest(s Load) time.Duration {
	return time.Duration(float64(time.Minute) / p.statusShare(s))
}

// gap is the distance of two status calls. They are spread evenly over the pace,
// the jobs asked about longest ago first, so that a large fleet makes no bursts;
// where the budget is too small for the pace it decides.
func (p *Pacer) gap(now time.Time, s Load) time.Duration {
	every := slowed(p.pace(now, s), now, s) / time.Duration(max(1, statusCalls(s.Active)))
	return max(every, p.shortest(s))
}

// extraShare is how many reads a minute fit beside status calls and lists.
func (p *Pacer) extraShare(now time.Time, s Load) int {
	if s.Active == 0 {
		return min(idleExtras, p.budget-1)
	}
	gap := max(stretch(p.gap(now, s), 1-jitter), p.shortest(s))
	statuses := int(math.Ceil(float64(time.Minute) / float64(gap)))
	return p.allowed(s) - listsPerMinute - statuses
}

// Room is how many calls the budget still allows now. Others (the user, the
// outbox, downloads) are taken to go on as they did in the last half minute.
func (p *Pacer) Room(now time.Time, s Load) int {
	minute, half := now.Add(-time.Minute), now.Add(-foretell)
	mine := since(s.Mine, minute)
	others := since(s.Calls, minute) - mine
	lately := since(s.Calls, half) - since(s.Mine, half)
	if others > 0 {
		others, lately = others+p.unknown(), lately+p.unknown()/2
	}
	return p.budget - mine - max(0, others, 2*lately)
}

// unknown is how many calls of others may have left a moment ago without being known yet:
// another process is heard of within a second (journal/ledger).
func (p *Pacer) unknown() int { return min(2, p.budget/10) }

// since counts the times after one; they are in order.
func since(times []time.Time, t time.Time) int {
	n := 0
	for i := len(times) - 1; i >= 0 && times[i].After(t); i-- {
		n++
	}
	return n
}

// roomIn is how long it takes until the budget has room for one more call.
func (p *Pacer) roomIn(now time.Time, s Load) time.Duration {
	if p.Room(now, s) > 0 {
		return 0
	}
	best := fullFor
	try := func(at time.Time) {
		if wait := at.Sub(now); wait > 0 && wait < best && p.Room(at, s) > 0 {
			best = wait
		}
	}
	for _, c := range s.Mine {
		try(c.Add(time.Minute + leaving))
	}
	for _, c := range s.Calls {
		try(c.Add(foretell + regular))
		try(c.Add(time.Minute + regular))
	}
	return best
}

const (
	// leaving is how much later than planned a call may have left.
	leaving = 50 * time.Millisecond
	// regular is waited for after a call of others has left the minute: whoever
	// calls at regular intervals calls again at just that moment.
	regular = time.Second
)

// Extra tells whether one more read may follow a round's answers, and counts it.
func (p *Pacer) Extra(now time.Time, s Load) bool {
	for len(p.extras) > 0 && now.Sub(p.extras[0]) >= time.Minute {
		p.extras = p.extras[1:]
	}
	if len(p.extras) >= p.extraShare(now, s) || p.Room(now, s) < 1 {
		return false
	}
	p.extras = append(p.extras, now)
	return true
}
