package calls

import (
	"cmp"
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/ui/state/create"
	"lipdash/ui/state/hooks"
)

// Hooks run commands of the user's when something has ended.
type Hooks interface {
	// Rules are which hooks there are, and for which jobs.
	Rules() hooks.Rules
	// Run runs the hook of a call to its end.
	Run(ctx context.Context, c hooks.Call) hooks.Ended
}

// Claims know what is this program's to act upon, of all that have the account open;
// Memory does.
type Claims interface {
	// Claim tells whether what happened is this program's: each thing is somebody's once.
	Claim(ctx context.Context, what string) (ours bool, err error)
	// Over takes that what was claimed has been acted upon.
	Over(ctx context.Context, what string) error
	// Records are what jobs were made from here.
	Records(ctx context.Context, ids []api.JobID) (map[api.JobID]create.Record, error)
}

// HookRan is how a hook ended.
type HookRan struct {
	Call  hooks.Call
	Ended hooks.Ended
}

// RunHooks runs the hooks that are this program's to run.
func RunHooks(ctx context.Context, h Hooks, claims Claims, due []hooks.Call) (cmds []tea.Cmd) {
	for _, c := range due {
		cmds = append(cmds, RunHook(ctx, h, claims, c))
	}
	return cmds
}

// RunHook runs a hook if it is this program's to run; all are without claims.
func RunHook(ctx context.Context, h Hooks, claims Claims, c hooks.Call) tea.Cmd {
	return func() tea.Msg {
		ours, err := claimed(ctx, claims, c)
		switch {
		case err != nil:
			return HookRan{c, hooks.Ended{Code: -1, Err: err, Unclaimed: true}}
		case !ours:
			return HookRan{c, hooks.Ended{Skipped: true}}
		}
		ended := h.Run(ctx, c)
		if claims != nil { // that this fails is told by the next start, as a hook that was cut short
			_ = claims.Over(context.WithoutCancel(ctx), c.Claim())
		}
		return HookRan{c, ended}
	}
}

func claimed(ctx context.Context, claims Claims, c hooks.Call) (ours bool, err error) {
	if claims == nil {
		return true, nil
	}
	if c.IfMine {
		made, err := claims.Records(ctx, []api.JobID{c.Job.ID})
		if _, mine := made[c.Job.ID]; err != nil || !mine {
			return false, err
		}
	}
	return claims.Claim(ctx, c.Claim())
}

// LeftHooks is what earlier runs left to hooks: what ended and has none yet, and those that were
// cut short. An error is of a part; the next start looks at that again.
func LeftHooks(ctx context.Context, mem Memory, r hooks.Rules) (left hooks.Left, err error) {
	left.CutShort, err = mem.CutShort(ctx)
	for _, end := range []struct {
		wanted bool
		status api.Status
		event  hooks.Event
	}{{r.Done, api.StatusCompleted, hooks.OnDone}, {r.Failed, api.StatusFailed, hooks.OnFailed}} {
		if !end.wanted {
			continue
		}
		jobs, problem := mem.Unclaimed(ctx, end.status, string(end.event))
		waiting, also := mem.WaitingJobs(ctx, string(end.event))
		err = cmp.Or(err, problem, also)
		for _, j := range jobs {
			left.Ends = append(left.Ends, hooks.End{Job: j, Mine: true, Found: true})
		}
		for _, id := range waiting {
			if !slices.ContainsFunc(jobs, func(j api.Job) bool { return j.ID == id }) {
				left.Ends = append(left.Ends, hooks.End{Job: api.Job{ID: id, Status: end.status}, Mine: true, Found: true, Bare: true})
			}
		}
	}
	if !r.BatchDone {
		return left, err
	}
	since, problem := mem.Since(ctx, string(hooks.OnBatchDone))
	batches, also := mem.Batches(ctx)
	for _, b := range batches {
		if !b.MadeAt.Before(since) {
			left.Batches = append(left.Batches, b.ID)
		}
	}
	return left, cmp.Or(err, problem, also)
}

// NoteWaiting notes hooks that wait, for the next start if this one is killed. Where that fails it
// is as if nobody had noted it.
func NoteWaiting(ctx context.Context, mem Memory, claims []string) tea.Cmd {
	if len(claims) == 0 {
		return nil
	}
	return func() tea.Msg {
		_ = mem.NoteWaiting(ctx, claims)
		return nil
	}
}

// BatchesTouched are batches that may be over.
type BatchesTouched struct {
	List []record.Batch
	Err  error
}

// ReadTouched asks how far the batches are of which something has ended.
func ReadTouched(ctx context.Context, mem Memory, t hooks.Touched) tea.Cmd {
	return func() tea.Msg {
		got, err := mem.BatchesOf(ctx, t.Jobs, t.Batches...)
		return BatchesTouched{List: got, Err: err}
	}
}
