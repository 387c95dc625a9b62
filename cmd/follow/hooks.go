package follow

import (
	"context"
	"time"

	"lipdash/api"
	"lipdash/api/safely"
	"lipdash/ui/state/hooks"
	"lipdash/ui/state/store"
)

// Hooks are the commands that run when jobs end.
type Hooks struct {
	Rules hooks.Rules
	// Run runs one to its end.
	Run func(ctx context.Context, c hooks.Call) hooks.Ended
	// Claim tells whether a hook is this process's to run; every one is when nil.
	Claim func(ctx context.Context, what string) (bool, error)
	// Ran is told how one ended.
	Ran func(c hooks.Call, e hooks.Ended)
}

// hookRan is what came of a hook; one that was another process's is not told of.
type hookRan struct {
	call    hooks.Call
	ended   hooks.Ended
	skipped bool
	err     error
}

// runHooks runs what is due.
func (f *Follower) runHooks(ctx context.Context) {
	if f.o.Hooks.Run == nil {
		return
	}
	for _, c := range f.hooks.Due(f.store.Get, f.file, f.now) {
		f.runHook(ctx, c)
	}
	touched, due := f.hooks.Batches(f.now)
	if !due || f.o.Memory == nil {
		return
	}
	batches, err := f.o.Memory.BatchesOf(ctx, touched.Jobs, touched.Batches...)
	if err != nil {
		f.o.Say("it is not known whether a batch is over: " + err.Error())
	}
	for _, c := range f.hooks.Over(batches) {
		f.runHook(ctx, c)
	}
}

// runHook runs a hook, which goes on for a moment when the rest ends.
func (f *Follower) runHook(ctx context.Context, c hooks.Call) {
	h := f.o.Hooks
	safely.Go(func() {
		ran := hookRan{call: c}
		if h.Claim != nil {
			ours, err := h.Claim(ctx, c.Claim())
			ran.err, ran.skipped = err, err != nil || !ours
		}
		if !ran.skipped {
			ran.ended = h.Run(f.hooksCtx, c)
		}
		select {
		case f.ran <- ran:
		case <-f.gone:
		}
	})
}

// hooksPatience is how long hooks that run are waited for at the end.
const hooksPatience = 10 * time.Second

// endHooks waits for the hooks that run, but not for ever: then they are ended.
func (f *Follower) endHooks(end context.CancelFunc) {
	defer close(f.gone)
	timer := time.AfterFunc(hooksPatience, end)
	defer timer.Stop()
	defer end()
	late := time.NewTimer(hooksPatience + 2*time.Second) // one that heeds no end is left alone
	defer late.Stop()
	for f.hooks.Running() > 0 {
		select {
		case ran := <-f.ran:
			f.hookEnded(ran)
		case <-late.C:
			return
		}
	}
}

// file tells where a job's file is, and whether it is on its way here.
func (f *Follower) file(id api.JobID) (path string, coming bool) {
	if f.o.Memory == nil || f.o.Memory.Downloads() == nil {
		return "", false
	}
	return f.files.Expected(id)
}

// hookEnded tells how a hook ended.
func (f *Follower) hookEnded(r hookRan) {
	f.hooks.Ran()
	switch {
	case r.err != nil:
		f.o.Say(string(r.call.Event) + " of " + r.call.Name() + " did not run: " + r.err.Error())
	case !r.skipped && f.o.Hooks.Ran != nil:
		f.o.Hooks.Ran(r.call, r.ended)
	}
}

// ended has the hooks of jobs run that have ended while this looked.
func (f *Follower) ended(ctx context.Context, ts []store.Transition) {
	if f.o.Hooks.Run == nil {
		return
	}
	var ids []api.JobID
	for _, t := range ts {
		if t.To.Terminal() && f.follows(t.ID) && (!f.unseen[t.ID] || f.o.Hooks.Rules.All) {
			ids = append(ids, t.ID)
		}
	}
	if len(ids) == 0 {
		return
	}
	mine := map[api.JobID]bool{}
	if f.o.Memory != nil && !f.o.Hooks.Rules.All {
		made, _ := f.o.Memory.Records(ctx, ids)
		for id := range made {
			mine[id] = true
		}
	}
	for _, id := range ids {
		e, _ := f.store.Get(id)
		f.hooks.Ended(id, e.Job.Status == api.StatusFailed, mine[id], f.now)
	}
}
