package follow

import (
	"context"
	"slices"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/ui/calls"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/poll"
	"lipdash/ui/state/store"
)

// conditions are what holds now, for the rounds.
func (f *Follower) conditions() poll.Conditions {
	return poll.Conditions{
		Now: f.now, Calls: f.o.Client.RecentCalls(), PausedUntil: f.o.Client.PausedUntil(),
		Reading: func(id api.JobID) bool { return f.asked.UnderWay(poll.ReadKey(id)) },
	}
}

// polls hands an event to the rounds and makes the calls that follow.
func (f *Follower) polls(ctx context.Context, event func(poll.Conditions) poll.Effects) {
	cond := f.conditions()
	e := event(cond)
	for _, c := range e.Calls {
		ctx, r := f.asked.Begin(ctx, c.Key, f.store.NextSeq())
		ask := calls.Poll(ctx, f.o.Client, r, c, page)
		f.ask(ctx, func() any { return ask() })
	}
	f.saySlow(cond.PausedUntil)
	f.saySpent()
	if e.Ended != nil {
		f.sayRound(*e.Ended)
	}
	f.stop(e.Refused != nil, e.Refused)
}

// sayRound says that the answers stopped, and that they came back, once each.
func (f *Follower) sayRound(r poll.Round) {
	switch {
	case r.Err == nil && r.Failed > 0:
		f.o.Say("HeyGen answers again after " + format.Took(f.now.Sub(r.Since)))
	case r.Err != nil && r.Failed == 0 && !api.IsAuth(r.Err) && !api.IsCanceled(r.Err) && !api.IsRateLimited(r.Err):
		f.o.Say(api.Explain(r.Err).String() + " It is tried again.")
	}
}

// saySlow says that HeyGen asked to slow down, once a pause.
func (f *Follower) saySlow(until time.Time) {
	if until.After(f.now) && !f.now.Before(f.paused) {
		f.o.Say("HeyGen asked to slow down, resumes in " + format.Seconds(until.Sub(f.now)))
		f.paused = until
	}
}

const (
	// longHold is how long the next question may be held back without a word.
	longHold = 5 * time.Second
	// spentAgain is how rarely that is said.
	spentAgain = 5 * time.Minute
)

// saySpent says that the next question about jobs that run is held back, since others
// made the minute's calls.
func (f *Follower) saySpent() {
	wait := f.rounds.Next().Sub(f.now)
	if wait <= longHold || f.now.Sub(f.spent) < spentAgain || len(f.store.Active()) == 0 || !f.rounds.HeldBack(f.conditions()) {
		return
	}
	f.spent = f.now
	f.o.Say("the minute's calls are spent, asks again in " + format.Seconds(wait))
}

// take takes an answer to whatever was asked.
func (f *Follower) take(ctx context.Context, answer any) {
	switch answer := answer.(type) {
	case batchRead:
		f.batchAnswered(answer)
	case calls.BatchesTouched:
		f.batchesTouched(answer)
	case calls.JobEdited:
		f.jobEdited(ctx, answer)
	default:
		f.answered(ctx, answer)
	}
}

// answered takes an answer, unless a newer request took its place.
func (f *Follower) answered(ctx context.Context, msg any) {
	a, ok := msg.(calls.Answer)
	if !ok || !f.asked.Ended(a.Answers()) {
		return
	}
	key, err := a.Answers().Key, error(nil)
	switch msg := msg.(type) {
	case calls.StatusesPolled:
		err = msg.Err
		f.merged(ctx, f.store.ApplyStatuses(msg.Seq, msg.Statuses, f.now), false)
		f.tellMemory()
	case calls.JobRead:
		err = f.jobRead(ctx, msg)
	case calls.JobsListed:
		err = msg.Err
		if err == nil {
			f.listed(ctx, msg)
		}
	}
	f.polls(ctx, func(cond poll.Conditions) poll.Effects { return f.rounds.Answered(key, err, cond) })
	f.readOn(ctx)
}

func (f *Follower) jobRead(ctx context.Context, msg calls.JobRead) error {
	switch {
	case api.IsGone(msg.Err):
		f.merged(ctx, f.store.ApplyGone(msg.Seq, msg.ID, f.now), false)
		return nil
	case msg.Err != nil:
		return msg.Err
	}
	f.merged(ctx, f.store.ApplyJob(msg.Seq, msg.Job, f.now), false)
	f.tellMemory(msg.Job)
	return nil
}

// listed merges a page. What another's jobs do is nothing to somebody who follows some.
func (f *Follower) listed(ctx context.Context, msg calls.JobsListed) {
	all := msg.Page.Jobs
	msg.Page.Jobs = slices.DeleteFunc(slices.Clone(all), func(j api.Job) bool { return !f.follows(j.ID) })
	first := !f.store.Loaded()
	if msg.Token == "" {
		f.merged(ctx, f.store.ApplyFirstPage(msg.Seq, msg.Page, f.now), !first)
	} else {
		_, gap := f.store.Gap()
		f.merged(ctx, f.store.ApplyNextPage(msg.Seq, msg.Token, msg.Page, f.now), gap)
		f.deeper--
	}
	if !slices.ContainsFunc(all, func(j api.Job) bool { return j.Status.Active() }) {
		f.deeper = 0
	}
	f.tellMemory(all...)
}

// pageKey is the key of a page below the newest.
const pageKey = "page"

// readOn reads the pages between the newest and those before, where many jobs came at
// once, and at the start older ones, as long as there are active jobs on them.
func (f *Follower) readOn(ctx context.Context) {
	if !f.o.All || f.asked.UnderWay(pageKey) || f.over || f.rounds.Tight(f.conditions()) {
		return
	}
	token, ok := f.store.Gap()
	if !ok && f.deeper > 0 {
		token, ok = f.store.More()
	}
	if !ok || token == "" {
		return
	}
	ctx, r := f.asked.Begin(ctx, pageKey, f.store.NextSeq())
	ask := calls.ListJobs(ctx, f.o.Client, r, page, token)
	f.ask(ctx, func() any { return ask() })
}

// merged follows up what an answer brought; news says that jobs seen for the first time
// are new ones.
func (f *Follower) merged(ctx context.Context, m store.Merge, news bool) {
	f.rounds.Merged(m, f.now)
	for _, id := range m.Gone {
		f.files.Forget(id)
		f.hooks.Forget(id)
		if f.o.Memory != nil {
			f.o.Memory.Observe([]record.Observation{{ID: id, Status: api.StatusGone, At: f.now}})
		}
	}
	if f.o.Memory != nil && len(m.Transitions) > 0 {
		f.o.Memory.Observe(f.store.Observed(m.Transitions, f.now))
	}
	f.finished(ctx, m.Transitions)
	f.seen(&m)
	f.ended(m.Transitions)
	f.appeared(m.New)
	f.pending = append(f.pending, f.log.Merged(m, news, f.now)...)
}

// seen notes which of the jobs that were added an answer told of. Nobody saw them change
// before it.
func (f *Follower) seen(m *store.Merge) {
	for i, t := range m.Transitions {
		m.Transitions[i].Found = t.Found || f.unseen[t.ID]
	}
	for id := range f.unseen {
		if e, ok := f.store.Get(id); !ok || e.SeenAt.After(f.added) {
			delete(f.unseen, id)
		}
	}
}

// tellMemory passes on what an answer brought: slots get free by it. Who follows some
// jobs does not know how many run.
func (f *Follower) tellMemory(jobs ...api.Job) {
	if f.o.Memory != nil && f.o.All {
		f.o.Memory.See(f.store.Active(), jobs)
	}
}
