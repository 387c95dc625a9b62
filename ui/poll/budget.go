package poll

import (
	"math"
	"time"
)

const (
	// defaultBudget is calls a minute.
	defaultBudget = 25
	// idsPerCall is how many ids a bulk status call takes (api.md 1.1).
	idsPerCall = 100
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
)

// allowed is calls a minute for a fleet, list refreshes and extra reads included.
func (p *Pacer) allowed(s Situation) int {
	budget := max(1, p.budget-s.Reserved)
	if s.Active <= few || s.Active > idsPerCall {
		return budget
	}
	return min(budget, fewCalls)
}

// statusShare is how many of those are status calls, at most.
func (p *Pacer) statusShare(s Situation) float64 {
	a := float64(p.allowed(s))
	return max(a-listsPerMinute-extrasLeft, 0.6*a)
}

// statusCalls is how many calls ask for all active jobs once.
func statusCalls(active int) int { return (active + idsPerCall - 1) / idsPerCall }

// shortest is the least distance of two status calls.
func (p *Pacer) shortest(s Situation) time.Duration {
	return time.Duration(float64(time.Minute) / p.statusShare(s))
}

// gap is the distance of two status calls. They are spread evenly over the pace,
// the jobs asked about longest ago first, so that a large fleet makes no bursts;
// where the budget is too small for the pace it decides.
func (p *Pacer) gap(now time.Time, s Situation) time.Duration {
	every := slowed(p.pace(now, s), now, s) / time.Duration(max(1, statusCalls(s.Active)))
	return max(every, p.shortest(s))
}

// extraShare is how many reads a minute fit beside status calls and lists.
func (p *Pacer) extraShare(now time.Time, s Situation) int {
	if s.Active == 0 {
		return min(idleExtras, p.budget-1)
	}
	gap := max(stretch(p.gap(now, s), 1-jitter), p.shortest(s))
	statuses := int(math.Ceil(float64(time.Minute) / float64(gap)))
	return p.allowed(s) - listsPerMinute - statuses
}

// Room is how many calls the budget still allows now.
func (p *Pacer) Room(now time.Time, s Situation) int {
	used := 0
	for _, t := range s.Calls {
		if now.Sub(t) < time.Minute {
			used++
		}
	}
	return p.budget - used
}

// roomIn is how long it takes until the budget has room for n more calls.
func (p *Pacer) roomIn(now time.Time, s Situation, n int) time.Duration {
	over := len(s.Calls) + n - p.budget
	if over <= 0 {
		return 0
	}
	i := min(over, len(s.Calls)) - 1
	if i < 0 {
		return 0
	}
	return min(max(0, s.Calls[i].Add(time.Minute).Sub(now)), fullFor)
}

// Extra tells whether one more read may follow a round's answers, and counts it.
func (p *Pacer) Extra(now time.Time, s Situation) bool {
	for len(p.extras) > 0 && now.Sub(p.extras[0]) >= time.Minute {
		p.extras = p.extras[1:]
	}
	if len(p.extras) >= p.extraShare(now, s) || p.Room(now, s) < 1 {
		return false
	}
	p.extras = append(p.extras, now)
	return true
}
