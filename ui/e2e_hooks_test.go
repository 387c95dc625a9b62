package ui_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/sim"
	"lipdash/cmd/account"
	"lipdash/cmd/follow"
	"lipdash/journal"
	"lipdash/ui"
	"lipdash/ui/calls"
	state "lipdash/ui/state/follow"
	"lipdash/ui/state/hooks"
)

// hookLog keeps the hooks that were run, in all programs.
type hookLog struct {
	rules hooks.Rules
	// ends is how a hook of a title ends, takes how long each takes.
	ends  map[string]hooks.Ended
	takes time.Duration

	mu  sync.Mutex
	ran []hooks.Call
}

func (h *hookLog) Rules() hooks.Rules { return h.rules }

func (h *hookLog) Run(ctx context.Context, c hooks.Call) hooks.Ended {
	select {
	case <-ctx.Done():
	case <-time.After(h.takes):
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.ran = append(h.ran, c)
	return h.ends[c.Name()]
}

// names are the hooks that were run, sorted.
func (h *hookLog) names() (out []string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, c := range h.ran {
		out = append(out, string(c.Event)+" "+c.Name())
	}
	slices.Sort(out)
	return out
}

func allHooks() *hookLog {
	return &hookLog{rules: hooks.Rules{Done: true, Failed: true, BatchDone: true, All: true}, ends: map[string]hooks.Ended{}, takes: time.Second}
}

// hooked gives the dashboard hooks.
func hooked(h *hookLog) func(*ui.Options) {
	return func(o *ui.Options) { o.Session.Hooks = h }
}

// someEnd adds jobs that end after some minutes, the last of them by failing.
func someEnd(s *sim.Server, n int) {
	for i := range n {
		spec := sim.JobSpec{Title: fmt.Sprintf("ends %d", i+1), Pending: time.Minute, Running: time.Duration(i+1) * time.Minute, Duration: time.Minute}
		if i == n-1 {
			spec.Failure = "The audio has no speech."
		}
		s.AddJob(spec)
	}
}

func TestHooksRunFromTheDashboardOnceTheWholeJobIsKnownAndTheirEndIsInTheActivity(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s, h := newSim(3), allHooks()
		someEnd(s, 3)
		h.ends["ends 2"] = hooks.Ended{Code: 7, Line: "no space left", Took: time.Second}
		r := start(t, s, 120, 40, hooked(h))
		defer r.Stop()
		r.Wait(10 * time.Minute)
		if got := fmt.Sprint(h.names()); got != "[on_done ends 1 on_done ends 2 on_failed ends 3]" {
			t.Fatalf("ran %s", got)
		}
		for _, c := range h.ran {
			if link, _ := c.Job.VideoLink(); c.Event == hooks.OnDone && link == "" || c.Event == hooks.OnFailed && c.Job.FailureMessage == "" {
				t.Errorf("%s is not told all: %+v", c.Name(), c.Job)
			}
		}
		r.Press("4")
		r.Has("on_done of ends 1 ended with 0", "on_done of ends 2 ended with 7: no space left", "on_failed of ends 3 ended with 0")
	})
}

func TestHooksRunForWhatWasMadeHereAlsoOffThePage(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s, h := newSim(0), allHooks()
		h.rules.All = false
		j := openJournal(t, filepath.Join(t.TempDir(), "a.db"))
		memory := func(ctx context.Context) *account.Memory {
			return account.New(ctx, account.Options{Client: hookClient(t, s), Files: noFiles{}, Limit: -1, Journal: j})
		}
		mem := memory(t.Context())
		if _, err := mem.Submit(t.Context(), map[string]string{"title": "of mine", "video": "https://example.com/v.mp4", "audio": "https://example.com/a.mp3"}, ""); err != nil {
			t.Fatal(err)
		}
		time.Sleep(10 * time.Second) // it is sent
		for i := range 60 {
			s.AddJob(sim.JobSpec{Title: fmt.Sprintf("another %d", i), Pending: time.Minute, Running: 2 * time.Minute, Duration: time.Minute})
		}
		r := start(t, s, 100, 12, hooked(h), func(o *ui.Options) {
			o.Session.OpenMemory = func(context.Context, string) calls.Memory { return mem }
		})
		defer func() { r.Stop(); mem.Close(); mem.Wait() }()
		r.Wait(20 * time.Minute)
		if got := fmt.Sprint(h.names()); got != "[on_done of mine]" {
			t.Fatalf("ran %s of %d", got, len(s.Jobs()))
		}
	})
}

func TestTheJobsOfABatchHaveTheirHooksInTheDashboardAndSoHasTheBatch(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s, h := newSim(0), allHooks()
		h.rules.All = false
		mem := account.New(t.Context(), account.Options{
			Client: hookClient(t, s), Files: noFiles{}, Limit: -1, Journal: openJournal(t, filepath.Join(t.TempDir(), "a.db")),
		})
		b := record.Batch{Name: "week 47"}
		var values []map[string]string
		for i := range 2 {
			b.Items = append(b.Items, record.BatchItem{Number: i + 1, Input: fmt.Sprint(i)})
			values = append(values, map[string]string{"title": fmt.Sprintf("of it %d", i+1), "video": "https://example.com/v.mp4", "audio": fmt.Sprintf("https://example.com/%d.mp3", i)})
		}
		r := start(t, s, 120, 40, hooked(h), func(o *ui.Options) {
			o.Session.OpenMemory = func(context.Context, string) calls.Memory { return mem }
		})
		defer func() { r.Stop(); mem.Close(); mem.Wait() }()
		if _, err := mem.SubmitBatch(t.Context(), b, values); err != nil {
			t.Fatal(err)
		}
		r.Wait(20 * time.Minute)
		if got := fmt.Sprint(h.names()); got != "[on_batch_done week 47 on_done of it 1 on_done of it 2]" {
			t.Fatalf("ran %s of %d", got, len(s.Jobs()))
		}
	})
}

func hookClient(t *testing.T, s *sim.Server) *api.Client {
	t.Helper()
	c, err := api.New(api.Credential{Key: testKey}, api.Options{Transport: s.Transport()})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func openJournal(t *testing.T, path string) *journal.Journal {
	t.Helper()
	j, err := journal.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	return j
}

func TestADashboardAndAWatchSideBySideRunEachHookOnce(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s, h := newSim(3), allHooks()
		someEnd(s, 6)
		path := filepath.Join(t.TempDir(), "a.db")
		here, there := openJournal(t, path), openJournal(t, path)
		ctx, stop := context.WithCancel(t.Context())
		memory := func(j *journal.Journal) *account.Memory {
			return account.New(ctx, account.Options{Client: hookClient(t, s), Files: noFiles{}, Limit: -1, Journal: j})
		}
		mine, others := memory(here), memory(there)
		r := start(t, s, 120, 40, hooked(h), func(o *ui.Options) {
			o.Session.OpenMemory = func(context.Context, string) calls.Memory { return mine }
		})
		told := 0
		var watch sync.WaitGroup
		watch.Go(func() {
			f := follow.New(follow.Options{
				Client: hookClient(t, s), Memory: others, Budget: 25, All: true, Drives: true,
				Hooks: follow.Hooks{Run: h, Claims: others, Ran: func(hooks.Call, hooks.Ended) { told++ }},
				Tell:  func([]state.Change) (bool, error) { return true, nil },
			})
			_ = f.Run(ctx)
		})
		r.Wait(15 * time.Minute)
		if got := fmt.Sprint(h.names()); got != "[on_done ends 1 on_done ends 2 on_done ends 3 on_done ends 4 on_done ends 5 on_failed ends 6]" {
			t.Errorf("ran %s", got)
		}
		r.Stop()
		stop()
		watch.Wait()
		t.Logf("%d by the watch", told)
		for _, m := range []*account.Memory{mine, others} {
			m.Close()
			m.Wait()
		}
	})
}

func TestQuittingAsksWhileAHookRuns(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s, h := newSim(1), allHooks()
		h.takes = time.Hour
		someEnd(s, 1)
		r := start(t, s, 120, 40, hooked(h))
		defer r.Stop()
		r.Wait(5 * time.Minute)
		r.Press("q")
		r.Has("1 hook runs: quitting gives it ten seconds.")
	})
}

func TestAJobThatEndsBeforeAnybodySawItRunHasItsHook(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s, h := newSim(3), allHooks()
		r := start(t, s, 120, 40, hooked(h))
		defer r.Stop()
		r.Wait(5 * time.Second)
		s.AddJob(sim.JobSpec{Title: "quick", Pending: time.Second, Running: time.Second, Duration: time.Minute, CreatedAt: time.Now()})
		r.Wait(5 * time.Minute)
		if got := fmt.Sprint(h.names()); got != "[on_done quick]" {
			t.Errorf("ran %s", got)
		}
	})
}
