// Package poll decides whom the dashboard asks about and when, and says how old the
// picture on screen is. Rounds is a machine: an event and what holds then go in, calls
// to make come out, and Next says when it wants to be asked again. It knows neither
// Bubble Tea nor the network nor a clock.
//
// The plan: all active jobs are asked about once in the pace, a hundred a call,
// the calls spread evenly; now and then the newest page of the list; and as many
// reads of what finished as the budget has room for. The budget is of calls in
// any minute, whoever made them. A fleet too large for it is asked more slowly,
// and Within says how slowly.
package poll

import (
	"time"

	"lipdash/api"
)

const (
	// fast is the pace for createdFor after a create.
	fast       = 5 * time.Second
	createdFor = time.Minute
	// steady is the pace while anything is active, and quiet the one after
	// nothing was seen to change and no key was pressed for quietAfter, which is
	// longer than most jobs take: by then nobody is waiting.
	steady     = 10 * time.Second
	quiet      = 30 * time.Second
	quietAfter = 10 * time.Minute
	// idle is the pace when nothing is active or nobody looks.
	idle = time.Minute
	// listActive and listIdle are how old the newest page may get.
	listActive = 30 * time.Second
	listIdle   = time.Minute
	// firstRetry doubles with each failure in a row up to lastRetry.
	firstRetry = 2 * time.Second
	lastRetry  = time.Minute
	// jitter is the part of a wait that is random, either way.
	jitter = 0.1
)

// Load is what the pace depends on. Zero times mean never.
type Load struct {
	// Active counts the jobs to poll. Behind counts those of them that a refresh
	// was wanted for and that were not asked about since.
	Active, Behind int
	// Started is when the round that just ended, or is planned, began.
	Started time.Time
	// Calls is when the calls of the last minute left, oldest first, and Mine
	// when those that were planned here did.
	Calls, Mine []time.Time
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
func (s Load) attended() bool { return s.Active > 0 && s.Focused }

// Plan is what the next round does.
type Plan struct {
	// Statuses is how many bulk calls ask for states.
	Statuses int
	// List is true when it asks for the newest page.
	List bool
}

// Pacer turns a Load into waits. It remembers only since when jobs have
// been active, and the extra reads of the last minute. It is not safe for
// concurrent use.
type Pacer struct {
	budget int
	rand   func() float64
	// activeSince is when jobs were first seen active, zero when none are: a
	// fleet that was just met is not a quiet one.
	activeSince time.Time
	extras      []time.Time
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
// distances up to a minute. It is never before PausedUntil, nor before the
// budget has room.
func (p *Pacer) Next(now time.Time, s Load) time.Duration {
	p.note(now, s)
	return max(p.wait(now, s), p.roomIn(now, s), s.PausedUntil.Sub(now))
}

// ListDue tells whether a round at now asks for the newest page, which was last
// asked for at lastList.
func (p *Pacer) ListDue(now, lastList time.Time, s Load) bool {
	return now.Sub(lastList) >= listEvery(now, s)
}

func listEvery(now time.Time, s Load) time.Duration {
	if s.attended() {
		return slowed(listActive, now, s)
	}
	return slowed(listIdle, now, s)
}

// Plan is what a round at now does: one status call, or as many as there is
// room for when a refresh was wanted. Without room it does nothing, and the list
// gives way to a status call; neither for ever.
func (p *Pacer) Plan(now, lastList time.Time, s Load) Plan {
	due := p.ListDue(now, lastList, s)
	if s.Active == 0 {
		return Plan{List: due}
	}
	room := p.Room(now, s)
	if room < 1 && s.Failures == 0 && now.Sub(s.Started) < fullFor {
		return Plan{}
	}
	plan := Plan{List: due && (room > 1 || now.Sub(lastList) >= 3*listEvery(now, s))}
	if plan.List {
		room--
	}
	want := 1
	if s.Failures == 0 {
		want = max(1, statusCalls(s.Behind))
	}
	plan.Statuses = min(want, max(room, 1))
	if plan.List && room < 1 {
		plan.Statuses = 0 // there was room for one of them
	}
	return plan
}

// Within is how long a change of state takes to be seen at worst, answers not
// counted.
func (p *Pacer) Within(now time.Time, s Load) time.Duration {
	if s.Active == 0 {
		return slowed(idle, now, s)
	}
	return stretch(p.gap(now, s), 1+jitter) * time.Duration(statusCalls(s.Active))
}

func (p *Pacer) note(now time.Time, s Load) {
	switch {
	case s.Active == 0:
		p.activeSince = time.Time{}
	case p.activeSince.IsZero():
		p.activeSince = now
	}
}

func (p *Pacer) wait(now time.Time, s Load) time.Duration {
	switch {
	case s.Failures > 0:
		return p.retry(s)
	case s.Behind > 0:
		return 0
	case s.Active == 0:
		return stretch(slowed(idle, now, s), 1-jitter*p.rand())
	}
	gap := max(stretch(p.gap(now, s), p.shake()), p.shortest(s))
	// The distance is from start to start: how fast answers come is no reason to
	// ask less often. A slow server still gets to breathe.
	return max(gap-max(0, now.Sub(s.Started)), gap/4)
}

// shake is the random part of a wait.
func (p *Pacer) shake() float64 { return 1 - jitter + 2*jitter*p.rand() }

// pace is the time in which all active jobs are asked about once, while the budget allows
// it: short after a create, long where nobody looks or nothing changes.
func (p *Pacer) pace(now time.Time, s Load) time.Duration {
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

func (p *Pacer) lively(now time.Time, s Load) bool {
	return within(now, s.LastChange, quietAfter) || within(now, s.LastCreate, quietAfter) ||
		within(now, s.LastKey, quietAfter) || p.activeSince.IsZero() || within(now, p.activeSince, quietAfter)
}

// retry is the wait after failed rounds. Its jitter only shortens, so that the
// first retry keeps its two seconds. A failed round is tried again with one call.
func (p *Pacer) retry(s Load) time.Duration {
	return stretch(api.Backoff(firstRetry, lastRetry, s.Failures-1), 1-jitter*p.rand())
}

// slowed halves the pace for a while after a 429.
func slowed(every time.Duration, now time.Time, s Load) time.Duration {
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
