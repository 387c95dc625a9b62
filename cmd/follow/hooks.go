package follow

import (
	"context"
	"time"

	"lipdash/api"
	"lipdash/api/safely"
	"lipdash/ui/calls"
	"lipdash/ui/state/hooks"
	"lipdash/ui/state/store"
)

// Hooks are the commands that run when jobs end.
type Hooks struct {
	// Run runs them; nil for none.
	Run calls.Hooks
	// Claims know which of them are this process's to run; all are when nil.
	Claims calls.Claims
	// Ran is told how one ended that was.
	Ran func(c hooks.Call, e hooks.Ended)
}

// rules are which hooks there are.
func (h Hooks) rules() hooks.Rules {
	if h.Run == nil {
		return hooks.Rules{}
	}
	return h.Run.Rules()
}

// runHooks runs what is due.
func (f *Follower) runHooks(ctx context.Context) {
	if f.o.Hooks.Run == nil {
		return
	}
	for _, c := range f.hooks.Due(f.store.Get, f.file, f.now) {
		f.runHook(c)
	}
	if note := calls.NoteWaiting(ctx, f.o.Memory, f.hooks.Unnoted()); note != nil && f.o.Memory != nil {
		safely.Go(func() { note() })
	}
	if touched, due := f.hooks.Batches(f.now); due {
		if f.o.Memory == nil {
			f.hooks.Over(nil, f.now)
			return
		}
		ask := calls.ReadTouched(ctx, f.o.Memory, touched)
		f.ask(ctx, func() any { return ask() })
	}
}

// batchesTouched runs the hooks of batches that are over.
func (f *Follower) batchesTouched(t calls.BatchesTouched) {
	if t.Err != nil {
		f.o.Say("it is not known yet whether a batch is over: " + t.Err.Error())
		f.hooks.NotRead(f.now)
		return
	}
	for _, c := range f.hooks.Over(t.List, f.now) {
		f.runHook(c)
	}
}

// runHook runs a hook, which goes on for a moment when the rest ends.
func (f *Follower) runHook(c hooks.Call) {
	run := calls.RunHook(f.hooksCtx, f.o.Hooks.Run, f.o.Hooks.Claims, c)
	safely.Go(func() {
		if ran, ok := run().(calls.HookRan); ok {
			select {
			case f.ran <- ran:
			case <-f.gone:
			}
		}
	})
}

// HooksPatience is how long hooks that run are waited for at the end of a program.
const HooksPatience = 10 * time.Second

// endHooks waits for the hooks that run, but not for ever: then they are ended.
func (f *Follower) endHooks(end context.CancelFunc) {
	defer close(f.gone)
	timer := time.AfterFunc(HooksPatience, safely.Func(end))
	defer timer.Stop()
	defer end()
	late := time.NewTimer(HooksPatience + 2*time.Second) // one that heeds no end is left alone
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

// RunLeft runs the hooks that earlier runs left, and says which were cut short.
func (f *Follower) RunLeft(left hooks.Left) {
	for _, e := range left.Ends {
		if e.Bare {
			e.Job.Status = "" // it is read
		}
		f.add(e.Job)
	}
	f.hooks.Late(left, f.now)
	if text := hooks.CutShortText(left.CutShort); text != "" {
		f.o.Say(text)
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
func (f *Follower) hookEnded(r calls.HookRan) {
	said := r.Ended.Skipped
	if r.Ended.Unclaimed {
		said = r.Call.Again
		f.hooks.Unclaimed(r.Call, f.now)
	} else {
		f.hooks.Ran()
	}
	if !said && f.o.Hooks.Ran != nil {
		f.o.Hooks.Ran(r.Call, r.Ended)
	}
}

// appeared takes jobs that are seen for the first time.
func (f *Follower) appeared(ids []api.JobID) {
	offset, _ := f.o.Client.ClockOffset()
	for _, id := range ids {
		e, _ := f.store.Get(id)
		f.hooks.Appeared(e.Job, f.added.Add(offset), f.now)
	}
}

// ended has the hooks of jobs run that have ended.
func (f *Follower) ended(ts []store.Transition) {
	for _, t := range ts {
		if e, ok := f.store.Get(t.ID); ok && t.To.Terminal() && f.follows(t.ID) {
			f.hooks.Ended(hooks.End{Job: e.Job, Found: t.Found}, f.now)
		}
	}
}
