package poll

import (
	"strings"
	"time"

	"lipdash/api"
	"lipdash/ui/state/store"
)

const (
	// justAsked is how young a refresh may be for another one to bring nothing,
	// and justNow how young one for which nobody pressed a key.
	justAsked = time.Second
	justNow   = 3 * time.Second
	// probeEvery is how often a connection that was closed may cause a refresh.
	probeEvery = time.Minute
	// slowedFor is how long the pace stays halved after HeyGen asked to slow down.
	slowedFor = 5 * time.Minute
	// keptFree is how many calls of the minute's budget stay for the rounds.
	keptFree = 3
)

// Conditions is when an event happens, and what holds then.
type Conditions struct {
	Now time.Time
	// Calls and PausedUntil are what the client's ledger says; see Load.
	Calls       []time.Time
	PausedUntil time.Time
	// Reserved is how many calls of the minute's budget are for something else.
	Reserved int
	// Cursor and Page are what is on screen: it is read first.
	Cursor api.JobID
	Page   int
	// Reading tells whether a job is being read, whoever asked for it.
	Reading func(api.JobID) bool
}

// Effects are what follows from an event.
type Effects struct {
	// Calls are to be made as parts of the round.
	Calls []Call
	// Ended is the round that is over, nil while it is not.
	Ended *Round
	// Refused is why the key is refused from now on, nil when that is known already.
	Refused error
}

// Round is how a round ended: its first error, and how many rounds in a row had
// failed before it, and since when.
type Round struct {
	Err    error
	Failed int
	Since  time.Time
}

// Rounds is the one chain of rounds of an account. A round asks for what is active,
// a hundred jobs or, after a refresh was wanted, as many as the budget has room for,
// and for the newest page when that is due. Its last answer ends it, after at most one
// read of what it left open, and decides when the next is due.
type Rounds struct {
	pacer *Pacer
	jobs  *store.Store

	// awaiting are the calls of the round without an answer, by key, and the jobs
	// they ask about.
	awaiting map[string][]api.JobID
	// asked is when a job was last asked about, unread when reading it failed.
	asked, unread map[api.JobID]time.Time
	// suspects are jobs that an answer should have shown and did not.
	suspects []api.JobID
	// followed is true once the round had its follow-up.
	followed bool

	// refreshed is when everything was last wanted anew, wanted the same as long as
	// not all of it was asked, failing since when rounds have failed; zero when not.
	refreshed, wanted, failing time.Time
	// ended is when the last round ended.
	ended time.Time
	// within is how long a change takes to be seen at worst; spent is true while the next
	// round is later than that, since the minute's calls are used up.
	within time.Duration
	spent  bool
	// roundErr is the first error of the round, err the one of the last that failed.
	// refused is why the key is not accepted, retrying
	// why the client is about to repeat a call.
	roundErr, err, refused, retrying error

	next, lastOK, lastList, probed, accountAt time.Time
	// accountLost counts in a row how often the account could not be read.
	accountLost int
	// past is the part of a Load that lasts.
	past Load
}

// New is the chain of rounds over some jobs, with at most so many calls a minute; see
// NewPacer. Nothing is due before the first Refresh.
func New(budgetPerMinute int, rand func() float64, jobs *store.Store) *Rounds {
	return &Rounds{
		pacer: NewPacer(budgetPerMinute, rand), jobs: jobs, past: Load{Focused: true},
		awaiting: map[string][]api.JobID{}, asked: map[api.JobID]time.Time{}, unread: map[api.JobID]time.Time{},
	}
}

// Next is when Tick is to be called, zero while a round is under way or none is to come.
func (r *Rounds) Next() time.Time { return r.next }

// Tick begins a round if one is due.
func (r *Rounds) Tick(cond Conditions) Effects {
	if r.next.IsZero() || cond.Now.Before(r.next) {
		return Effects{}
	}
	return r.begin(cond)
}

// Refresh asks for everything again, as fast as the budget allows: now, if there is
// room. What was asked a moment ago is not asked twice.
func (r *Rounds) Refresh(cond Conditions) Effects {
	if r.refused != nil || cond.Now.Sub(r.refreshed) < justAsked {
		return Effects{}
	}
	r.refreshed, r.wanted, r.lastList = cond.Now, cond.Now, time.Time{}
	if r.HeldBack(cond) {
		r.arm(cond)
		return Effects{}
	}
	return r.begin(cond)
}

// Start asks for the first time, since somebody begins to look: at once, also when the
// minute's calls are spent, which are for what goes on by itself. Then it is one call: about
// the jobs where jobs says that only they are wanted, else the newest page.
func (r *Rounds) Start(cond Conditions, jobs bool) Effects {
	r.refreshed, r.wanted, r.lastList = cond.Now, cond.Now, time.Time{}
	if jobs && r.HeldBack(cond) && len(r.jobs.Active()) > 0 {
		r.lastList = cond.Now
	}
	return r.begin(cond)
}

// Resumed asks once for everything after a pause that nobody saw, or when somebody
// begins to look.
func (r *Rounds) Resumed(cond Conditions) Effects {
	if cond.Now.Sub(r.refreshed) < justNow {
		return Effects{}
	}
	return r.Refresh(cond)
}

// Called takes note of an attempt: one that is about to be repeated says why. One beside
// the rounds that shows the picture to be wrong begins a round: it was not answered although
// all seems well, or it was although nothing seems to come through. Nobody is to read
// either until the next round happens to be due. On a line that carries only some calls the
// rounds come no faster than in the fast pace all the same.
func (r *Rounds) Called(c api.Call, cond Conditions) Effects {
	r.paused(cond.PausedUntil)
	r.retrying = nil
	if c.Wait > 0 {
		r.retrying = c.Err
	}
	heygen := !strings.HasPrefix(c.Path, "/(") // the storage and the media are elsewhere
	lost := api.IsOffline(c.Err) && r.past.Failures == 0
	heard := c.Err == nil && r.past.Failures > 0 && api.IsOffline(r.err) && c.Start.Add(c.Duration).After(r.ended)
	switch soon := r.past.Started.Add(fast); {
	case r.Asking() || !heygen || c.Wait > 0 || !lost && !heard, r.room(cond) < 1, cond.Now.Before(cond.PausedUntil):
		return Effects{}
	case cond.Now.Before(soon):
		if soon.Before(r.next) {
			r.next = soon
		}
		return Effects{}
	}
	return r.Hurry(cond)
}

// Disconnected looks at once when the other side closed an idle connection: it may be
// an outage, and the next tick may be a minute away.
func (r *Rounds) Disconnected(cond Conditions) Effects {
	if r.Asking() || cond.Now.Sub(r.probed) < probeEvery {
		return Effects{}
	}
	r.probed = cond.Now
	return r.Refresh(cond)
}

// Hurry begins a round now, unless one is under way.
func (r *Rounds) Hurry(cond Conditions) Effects {
	if r.Asking() {
		return Effects{}
	}
	return r.begin(cond)
}

// Created lets a job made here be asked about soon.
func (r *Rounds) Created(cond Conditions) Effects {
	r.past.LastCreate = cond.Now
	if r.refused == nil && !r.Asking() {
		r.arm(cond)
	}
	return Effects{}
}

// begin asks for what is due.
func (r *Rounds) begin(cond Conditions) Effects {
	if r.refused != nil {
		return Effects{}
	}
	r.note(cond)
	s := r.load(cond)
	plan := r.pacer.Plan(cond.Now, r.lastList, s)
	if plan == (Plan{}) && s.Active > 0 {
		r.arm(cond)
		return Effects{}
	}
	r.drop()
	r.next, r.past.Started, r.followed = time.Time{}, cond.Now, false
	calls := r.statusCalls(plan.Statuses, cond)
	if plan.List || len(calls) == 0 && s.Active == 0 {
		calls = append(calls, r.listCall(cond))
	}
	if len(calls) == 0 {
		r.arm(cond)
	}
	return Effects{Calls: calls}
}
