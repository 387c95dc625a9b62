package ui_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/sim"
	"lipdash/cmd/account"
	"lipdash/cmd/follow"
	"lipdash/ui"
	"lipdash/ui/calls"
	"lipdash/ui/state/create"
	state "lipdash/ui/state/follow"
	"lipdash/ui/state/hooks"
)

// lockedOut is a memory whose journal cannot be asked for a while whose a hook is.
type lockedOut struct {
	*account.Memory
	until time.Time
}

func (l lockedOut) Claim(ctx context.Context, what string) (bool, error) {
	if time.Now().Before(l.until) {
		return false, errors.New("another program keeps the journal locked")
	}
	return l.Memory.Claim(ctx, what)
}

// killed is a memory that knows of jobs that ended in a run that was killed.
type killed struct {
	*account.Memory
	late []api.Job
}

func (k killed) Unclaimed(_ context.Context, ended api.Status, _ string) (out []api.Job, err error) {
	for _, j := range k.late {
		if j.Status == ended {
			out = append(out, j)
		}
	}
	return out, nil
}

func (k killed) Records(ctx context.Context, ids []api.JobID) (map[api.JobID]create.Record, error) {
	got, err := k.Memory.Records(ctx, ids)
	for _, j := range k.late {
		got[j.ID] = create.Record{Values: map[string]string{"title": j.Title}}
	}
	return got, err
}

func TestAHookThatAKilledRunWaitedWithRunsInTheNextDashboard(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := newSim(1)
		id := s.AddJob(sim.JobSpec{Title: "ended before", Status: "completed", CreatedAt: time.Now().Add(-time.Hour)})
		mem := killed{account.New(t.Context(), account.Options{Client: hookClient(t, s), Files: noFiles{}, Limit: -1}), []api.Job{{ID: api.JobID(id), Title: "ended before", Status: api.StatusCompleted}}}
		here := allHooks()
		r := start(t, s, 120, 40, hooked(here), func(o *ui.Options) {
			o.Session.OpenMemory = func(context.Context, string) calls.Memory { return mem }
		})
		r.Wait(time.Minute)
		if got := fmt.Sprint(here.names()); got != "[on_done ended before]" {
			t.Errorf("it ran %s", got)
		}
		r.Stop()
	})
}

// cut is a memory of which an earlier program was killed while a hook ran.
type cut struct{ calls.Memory }

func (cut) CutShort(context.Context) ([]string, error) { return []string{"on_done ls_1"}, nil }

func TestAHookOfAJobMadeElsewhereThatWaitedRunsInTheNextDashboardThoseThatBeganDoNot(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s, path := newSim(0), filepath.Join(t.TempDir(), "a.db")
		for i := range 6 {
			s.AddJob(sim.JobSpec{Title: fmt.Sprintf("ends %d", i), Pending: time.Minute, Running: time.Minute, Duration: time.Minute})
		}
		memory := func(ctx context.Context) *account.Memory {
			return account.New(ctx, account.Options{Client: hookClient(t, s), Files: noFiles{}, Limit: -1, Journal: openJournal(t, path)})
		}
		before, here := allHooks(), allHooks()
		before.rules.BatchDone, here.rules.BatchDone, before.takes = false, false, time.Hour
		ctx, end := context.WithTimeout(t.Context(), 5*time.Minute)
		defer end()
		mem := memory(ctx)
		f := follow.New(follow.Options{
			Client: hookClient(t, s), Memory: mem, Budget: 25, All: true, Hooks: follow.Hooks{Run: before, Claims: mem},
			Tell: func([]state.Change) (bool, error) { return true, nil },
		})
		left, err := calls.LeftHooks(ctx, mem, before.rules)
		if err != nil {
			t.Fatal(err)
		}
		f.RunLeft(left)
		_ = f.Run(ctx)
		mem.Wait()
		if n := len(before.names()); n != 4 {
			t.Fatalf("%d began, not as many as may run at once", n)
		}
		next := memory(t.Context())
		r := start(t, s, 120, 40, hooked(here), func(o *ui.Options) {
			o.Session.OpenMemory = func(context.Context, string) calls.Memory { return cut{next} }
		})
		r.Wait(10 * time.Minute)
		all := append(before.names(), here.names()...)
		slices.Sort(all)
		if got := fmt.Sprint(all); got != "[on_done ends 0 on_done ends 1 on_done ends 2 on_done ends 3 on_done ends 4 on_done ends 5]" || len(here.names()) != 2 {
			t.Errorf("it ran %v, %v before", here.names(), before.names())
		}
		r.Press("4")
		r.Has("on_done of ls_1 may not have finished when lipdash was ended")
		r.Stop()
		next.Close()
		next.Wait()
	})
}

func TestAHookRunsOnceTheJournalTellsWhoseItIs(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := newSim(1)
		someEnd(s, 1)
		ctx, stop := context.WithCancel(t.Context())
		mem := lockedOut{account.New(ctx, account.Options{Client: hookClient(t, s), Files: noFiles{}, Limit: -1}), time.Now().Add(4 * time.Minute)}
		here, there := allHooks(), allHooks()
		r := start(t, s, 120, 40, hooked(here), func(o *ui.Options) {
			o.Session.OpenMemory = func(context.Context, string) calls.Memory { return mem }
		})
		var told []string
		other := lockedOut{account.New(ctx, account.Options{Client: hookClient(t, s), Files: noFiles{}, Limit: -1}), mem.until}
		done := make(chan struct{})
		go func() {
			defer close(done)
			_ = follow.New(follow.Options{
				Client: hookClient(t, s), Memory: other, Budget: 25, All: true, Drives: true,
				Hooks: follow.Hooks{Run: there, Claims: other, Ran: func(c hooks.Call, e hooks.Ended) { told = append(told, e.Text(c)) }},
				Tell:  func([]state.Change) (bool, error) { return true, nil },
			}).Run(ctx)
		}()
		r.Wait(10 * time.Minute)
		for who, h := range map[string]*hookLog{"the dashboard": here, "watch": there} {
			if got := fmt.Sprint(h.names()); got != "[on_failed ends 1]" {
				t.Errorf("%s ran %s", who, got)
			}
		}
		r.Press("4")
		r.Has("on_failed of ends 1 waits: another program keeps the journal locked", "on_failed of ends 1 ended with 0")
		r.Stop()
		stop()
		<-done
		if want := "[on_failed of ends 1 waits: another program keeps the journal locked on_failed of ends 1 ended with 0]"; fmt.Sprint(told) != want {
			t.Errorf("watch told %q", told)
		}
		mem.Wait()
		other.Wait()
	})
}
