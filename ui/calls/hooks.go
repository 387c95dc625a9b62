package calls

import (
	"context"

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
	// Records are what jobs were made from here.
	Records(ctx context.Context, ids []api.JobID) (map[api.JobID]create.Record, error)
}

// HookRan is how a hook ended.
type HookRan struct {
	Call  hooks.Call
	Ended hooks.Ended
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
		return HookRan{c, h.Run(ctx, c)}
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

// LateEnds are the jobs made here that ended and of which nobody ran the hooks there are.
func LateEnds(ctx context.Context, mem Memory, r hooks.Rules) (late []api.Job, err error) {
	for _, end := range []struct {
		wanted bool
		status api.Status
		event  hooks.Event
	}{{r.Done, api.StatusCompleted, hooks.OnDone}, {r.Failed, api.StatusFailed, hooks.OnFailed}} {
		if !end.wanted {
			continue
		}
		jobs, err := mem.Unclaimed(ctx, end.status, string(end.event))
		if err != nil {
			return late, err
		}
		late = append(late, jobs...)
	}
	return late, nil
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
