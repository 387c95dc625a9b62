package calls

import (
	"context"
	"slices"
	"testing"

	"lipdash/api"
	"lipdash/ui/state/create"
	"lipdash/ui/state/hooks"
)

// steps are what a hook and its claim did, in their order.
type steps struct {
	ours bool
	done []string
}

func (*steps) Rules() hooks.Rules { return hooks.Rules{} }

func (s *steps) Run(context.Context, hooks.Call) hooks.Ended {
	s.done = append(s.done, "run")
	return hooks.Ended{}
}

func (s *steps) Claim(_ context.Context, what string) (bool, error) {
	s.done = append(s.done, "claim "+what)
	return s.ours, nil
}

func (s *steps) Over(ctx context.Context, what string) error {
	if ctx.Err() == nil {
		s.done = append(s.done, "over "+what)
	}
	return ctx.Err()
}

func (*steps) Records(context.Context, []api.JobID) (map[api.JobID]create.Record, error) {
	return nil, nil //nolint:nilnil // a map without entries
}

// What is claimed and not over would be told as cut short by the next start.
func TestAClaimIsOverOnceItsHookHasEnded(t *testing.T) {
	call := hooks.Call{Event: hooks.OnDone, Job: api.Job{ID: "a"}}
	for ours, want := range map[bool][]string{
		true:  {"claim " + call.Claim(), "run", "over " + call.Claim()},
		false: {"claim " + call.Claim()},
	} {
		ctx, cancel := context.WithCancel(t.Context())
		cancel() // a hook runs on after the end of the session
		s := &steps{ours: ours}
		if got := RunHook(ctx, s, s, call)().(HookRan); got.Ended.Skipped == ours || !slices.Equal(s.done, want) {
			t.Errorf("ours %v: %v, %+v", ours, s.done, got)
		}
	}
}
