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
	// few jobs, and idleCalls those when nothing is active.
	fewCalls  = 14
	idleCalls = 2
	// listsPerMinute is how often the newest page is asked for while jobs are
	// active; see listActive.
	listsPerMinute = 2
	// followUps is the most a round adds after its status calls: the resource of
	// a job that finished.
	followUps = 1
)

// floor is the shortest wait that keeps the calls within the budget.
func (p *Pacer) floor(s Situation) time.Duration {
	return perMinute(rounds(float64(min(p.allowed(s.Active), max(1, p.budget-s.Reserved))), statusCalls(s.Active)+followUps))
}

// allowed is calls a minute for a fleet, list refreshes and follow-ups included.
func (p *Pacer) allowed(active int) int {
	switch {
	case active == 0:
		return min(p.budget, idleCalls)
	case active <= few || active > idsPerCall:
		return p.budget
	}
	return min(p.budget, fewCalls)
}

func statusCalls(active int) float64 {
	return float64((active + idsPerCall - 1) / idsPerCall)
}

// rounds is how many rounds a minute are allowed when a round takes calls, but at
// least one, and a list is refreshed in every round, or twice a minute where that
// is less. Whole rounds, so that no single minute holds one too many; a fleet too
// large for one round a minute gets a fraction.
func rounds(allowed, calls float64) float64 {
	calls = max(calls, 1)
	n := max((allowed-listsPerMinute)/calls, allowed/(calls+1))
	if n < 1 {
		return n
	}
	return math.Floor(n)
}

func perMinute(rounds float64) time.Duration {
	return time.Duration(float64(time.Minute) / rounds)
}
