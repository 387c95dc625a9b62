// Package follow keeps up with an account without a screen: the rounds of ui/state/poll,
// the store and its rules, the outbox and the downloads, as the dashboard has them, in one
// loop that tells every change once. The commands wait and watch are made of it, and what
// waits for a job that it has just made.
package follow

import (
	"context"
	"math/rand/v2"
	"time"

	"lipdash/api"
	"lipdash/api/safely"
	"lipdash/api/submission"
	"lipdash/ui/calls"
	"lipdash/ui/state/create"
	"lipdash/ui/state/edits"
	"lipdash/ui/state/follow"
	"lipdash/ui/state/hooks"
	"lipdash/ui/state/poll"
	"lipdash/ui/state/store"
	"lipdash/ui/state/transfers"
)

// Follower keeps up with an account. Only Run's goroutine may use it once that runs.
type Follower struct {
	o       Options
	store   *store.Store
	rounds  *poll.Rounds
	log     *follow.Log
	create  *create.Room
	files   *transfers.Room
	hooks   *hooks.Queue
	asked   calls.Requests
	answers chan any
	// todo are functions that others have run in the loop.
	todo   chan func(context.Context)
	clocks poll.Clocks
	now    time.Time
	// added is when jobs were added: before anything that an answer brings.
	added time.Time
	// only are the jobs that were added.
	only map[api.JobID]bool
	// ran takes hooks that are over, until gone is closed; hooksCtx ends those that run.
	ran      chan calls.HookRan
	gone     chan struct{}
	hooksCtx context.Context //nolint:containedctx // it outlives Run's by a moment
	// unseen are those of them that no answer told of yet.
	unseen map[api.JobID]bool
	// expected are the submissions that were added and are neither jobs nor refused yet.
	expected map[submission.ID]bool
	// batches are HeyGen's batches whose items are not all jobs yet.
	batches []*apiBatch
	// deeper is how many older pages may be read for active jobs.
	deeper int
	// stuck are the submissions of which it was told that they wait for the user.
	stuck map[submission.ID]bool
	// queuePaused is true once it was said that the queue is.
	queuePaused bool
	// paused is until when it was said that HeyGen asked to slow down.
	paused time.Time
	// spent is when it was last said that the minute's calls are.
	spent time.Time
	// holding is true while deletes and renames stay here.
	holding bool
	// pending are changes that were not told yet.
	pending []follow.Change
	// ending is true once Tell wants no more, over when there is nothing left to do.
	ending, over bool
	err          error
}

const (
	// page is how many jobs a list brings: the most, since each is a call.
	page = 100
	// deepest is how many pages are read at the start to find the active jobs.
	deepest = 20
)

// New is a follower that asks nothing before Run.
func New(o Options) *Follower {
	if o.Say == nil {
		o.Say = func(string) {}
	}
	if o.Turned == nil {
		o.Turned = func() {}
	}
	if o.Edited == nil {
		o.Edited = func(edits.Ending) {}
	}
	if o.Room == nil {
		o.Room = create.New(create.Rates{}, 0, create.Terminal{})
	}
	s, added := store.New(page), time.Now().Add(-time.Nanosecond)
	f := &Follower{
		o: o, store: s, rounds: poll.New(o.Budget, rand.Float64, s), log: follow.NewLog(s),
		create: o.Room, files: transfers.New(o.AutoDownload), hooks: hooks.New(o.Hooks.rules()),
		asked: calls.Requests{}, ran: make(chan calls.HookRan), gone: make(chan struct{}), answers: make(chan any, page), todo: make(chan func(context.Context)), added: added, now: added,
		only: map[api.JobID]bool{}, unseen: map[api.JobID]bool{}, expected: map[submission.ID]bool{}, stuck: map[submission.ID]bool{},
	}
	if o.All {
		f.deeper = deepest
	}
	return f
}

// Run keeps up until ctx ends, Tell wants no more, or the key is refused, which is the
// error then (api.IsAuth).
func (f *Follower) Run(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer f.asked.End()
	var end context.CancelFunc
	f.hooksCtx, end = context.WithCancel(context.WithoutCancel(ctx))
	defer f.endHooks(end)
	f.log.Merged(store.Merge{}, false, f.now) // what was added is no news
	f.wake()
	f.begin()
	f.polls(ctx, func(cond poll.Conditions) poll.Effects { return f.rounds.Start(cond, !f.o.All) })
	for f.tell(); !f.over && ctx.Err() == nil; f.tell() {
		f.next(ctx)
		f.edited(ctx, edits.Effects{})
		f.runHooks(ctx)
	}
	if f.err == nil && !f.over {
		return ctx.Err()
	}
	return f.err
}

// next waits for whatever is first and deals with it.
func (f *Follower) next(ctx context.Context) {
	timer := time.NewTimer(f.until())
	defer timer.Stop()
	var outgoing, moved <-chan struct{}
	if f.o.Drives {
		outgoing = f.o.Memory.Changes()
		if d := f.o.Memory.Downloads(); d != nil {
			moved = d.Changes()
		}
	}
	select {
	case <-ctx.Done():
	case answer := <-f.answers:
		f.woke(ctx)
		f.take(ctx, answer)
	case ran := <-f.ran:
		f.woke(ctx)
		f.hookEnded(ran)
	case do := <-f.todo:
		f.woke(ctx)
		do(ctx)
		return // it is no news to who asked
	case c := <-f.o.Attempts:
		f.woke(ctx)
		f.polls(ctx, func(cond poll.Conditions) poll.Effects { return f.rounds.Called(c, cond) })
	case <-outgoing:
		f.woke(ctx)
		f.lookAtOutbox(ctx)
	case <-moved:
		f.woke(ctx)
		f.lookAtFiles()
	case <-timer.C:
		f.woke(ctx)
		f.polls(ctx, f.rounds.Tick)
		f.fetchWanted(ctx)
		f.readBatches(ctx)
	}
	f.o.Turned()
}

// lookAgain is how often it is looked whether something can be done at the latest.
const lookAgain = time.Minute

// until is how long nothing is due.
func (f *Follower) until() time.Duration {
	wait := lookAgain
	if f.files.Wanted() > 0 {
		wait = 2 * time.Second // the queue could not be told, or a link is not there yet
	}
	for _, at := range []time.Time{f.rounds.Next(), f.hooks.Next(), f.batchesNext(), f.editsNext()} {
		if !at.IsZero() {
			wait = min(wait, time.Until(at))
		}
	}
	return max(0, wait)
}

func (f *Follower) wake() (slept time.Duration) {
	f.now = time.Now()
	return f.clocks.Slept(f.now, f.now)
}

// woke takes the time, and begins anew after the machine slept.
func (f *Follower) woke(ctx context.Context) {
	slept := f.wake()
	if slept == 0 {
		return
	}
	f.rounds.Slept(slept)
	if f.o.Edits != nil {
		f.o.Edits.RestartWindows(f.now)
	}
	if f.o.Forget != nil {
		f.o.Forget()
	}
	f.polls(ctx, f.rounds.Resumed)
}

// tell passes on what happened. Hooks that are due or run are waited for at the end.
func (f *Follower) tell() {
	if len(f.pending) > 0 && !f.ending {
		more, err := f.o.Tell(f.pending)
		f.ending = !more
		f.stop(err != nil, err)
	}
	f.pending = nil
	f.stop(f.ending && f.hooks.Idle(), nil)
}

func (f *Follower) stop(over bool, err error) {
	if over && !f.over {
		f.over, f.err = true, err
	}
}

// ask makes a call whose answer is wanted in the loop.
func (f *Follower) ask(ctx context.Context, call func() any) {
	safely.Go(func() {
		answer := call()
		select {
		case f.answers <- answer:
		case <-ctx.Done():
		}
	})
}
