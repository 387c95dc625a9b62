// Package poll decides how often the dashboard asks. It is pure: it is given the
// time and what is going on, and answers with a wait. It knows neither Bubble Tea
// nor the network, and it is the only place where the pace is decided.
//
// The plan is ux.md 4.3: a round asks for the states of all active jobs, one call
// for a hundred, now and then for the newest page of the list, and follows up with
// at most one more call.
package poll

import "time"

const (
	// fast is the pace for createdFor after a create.
	fast       = 5 * time.Second
	createdFor = time.Minute
	// steady is the pace while anything is active, and quiet the one after
	// nothing was seen to change for quietAfter.
	steady     = 10 * time.Second
	quiet      = 30 * time.Second
	quietAfter = 2 * time.Minute
	// idle is the pace when nothing is active or nobody looks.
	idle = time.Minute
	// listActive and listIdle are how old the newest page may get.
	listActive = 30 * time.Second
	listIdle   = time.Minute
	// firstRetry doubles with each failure in a row up to lastRetry.
	firstRetry = 2 * time.Second
	lastRetry  = time.Minute
	// jitter is the part of a wait that is random, either way.
	jitter = 0.2
)

// Situation is what the pace depends on. Zero times mean never.
type Situation struct {
	// Active counts the jobs to poll.
	Active int
	// LastChange is when a job was last seen to change state, LastCreate when
	// one was last created here, LastKey when the user last pressed a key.
	LastChange, LastCreate, LastKey time.Time
	// Focused is false when the terminal said that it lost the focus.
	Focused bool
	// Failures counts the rounds in a row that failed.
	Failures int
	// PausedUntil is before when the whole client must not ask (a 429).
	PausedUntil time.Time
	// Reserved is how many calls of the minute's budget are for something else.
	Reserved int
	// SlowedUntil is until when the pace is halved, after a 429.
	SlowedUntil time.Time
}

// attended tells whether there is something to watch and somebody watching.
func (s Situation) attended() bool { return s.Active > 0 && s.Focused }

// Plan is what the next round does.
type Plan struct {
	// Statuses is true when the round asks for the states of the active jobs.
	Statuses bool
	// List is true when it asks for the newest page.
	List bool
	// Every is the pace before the jitter and the budget.
	Every time.Duration
}

// Pacer turns a Situation into waits. It remembers only since when jobs have
// been active. It is not safe for concurrent use.
type Pacer struct {
	budget int
	rand   func() float64
	// activeSince is when jobs were first seen active, zero when none are: a
	// fleet that was just met is not a quiet one.
	activeSince time.Time
}

// NewPacer returns a pacer that plans at most budgetPerMinute calls a minute, 25
// when that is not positive. rand returns numbers from 0 up to 1.
func NewPacer(budgetPerMinute int, rand func() float64) *Pacer {
	if budgetPerMinute <= 0 {
		budgetPerMinute = defaultBudget
	}
	return &Pacer{budget: budgetPerMinute, rand: rand}
}

// Next is how long to wait from now, the end of a round, to the next one. A
// failed round is tried again after at most two seconds, then at doubling
// distances up to a minute. It is never before PausedUntil.
func (p *Pacer) Next(now time.Time, s Situation) time.Duration {
	p.note(now, s)
	return max(p.wait(now, s), s.PausedUntil.Sub(now))
}

// ListDue tells whether a round at now asks for the newest page, which was last
// asked for at lastList.
func (p *Pacer) ListDue(now, lastList time.Time, s Situation) bool {
	every := listIdle
	if s.attended() {
		every = listActive
	}
	return now.Sub(lastList) >= slowed(every, now, s)
}

// Plan is what a round at now does.
func (p *Pacer) Plan(now, lastList time.Time, s Situation) Plan {
	return Plan{
		Statuses: s.Active > 0,
		List:     p.ListDue(now, lastList, s),
		Every:    slowed(p.pace(now, s), now, s),
	}
}

func (p *Pacer) note(now time.Time, s Situation) {
	switch {
	case s.Active == 0:
		p.activeSince = time.Time{}
	case p.activeSince.IsZero():
		p.activeSince = now
	}
}

func (p *Pacer) wait(now time.Time, s Situation) time.Duration {
	if s.Failures > 0 {
		return p.retry(s)
	}
	every := stretch(p.pace(now, s), 1-jitter+2*jitter*p.rand())
	return slowed(max(every, p.floor(s)), now, s)
}

// pace is the plan of ux.md 4.3 for a fleet of any size.
func (p *Pacer) pace(now time.Time, s Situation) time.Duration {
	switch {
	case !s.attended():
		return idle
	case within(now, s.LastCreate, createdFor):
		return fast
	case p.lively(now, s):
		return steady
	}
	return quiet
}

func (p *Pacer) lively(now time.Time, s Situation) bool {
	return within(now, s.LastChange, quietAfter) || within(now, s.LastCreate, quietAfter) ||
		within(now, s.LastKey, quietAfter) || p.activeSince.IsZero() || within(now, p.activeSince, quietAfter)
}

// retry is the wait after failed rounds. Its jitter only shortens, so that the
// first retry keeps its two seconds. A fleet that takes several calls a round
// gets that one quick retry, and then its budget again.
func (p *Pacer) retry(s Situation) time.Duration {
	wait := min(firstRetry<<min(s.Failures-1, 10), lastRetry)
	wait = stretch(wait, 1-jitter*p.rand())
	if s.Failures == 1 {
		return wait
	}
	return max(wait, perMinute(rounds(float64(p.budget), statusCalls(s.Active))))
}

// slowed halves the pace for a while after a 429.
func slowed(every time.Duration, now time.Time, s Situation) time.Duration {
	if now.Before(s.SlowedUntil) {
		return 2 * every
	}
	return every
}

func stretch(d time.Duration, by float64) time.Duration {
	return time.Duration(float64(d) * by)
}

// within tells whether t happened and is at most d before now.
func within(now, t time.Time, d time.Duration) bool {
	return !t.IsZero() && now.Sub(t) <= d
}
