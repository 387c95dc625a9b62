package outbox

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/safely"
	"lipdash/api/sim"
	"lipdash/api/submission"
)

// A worker falls while it creates a job, before or after the server has the call:
// another one finds out what became of it.
func TestAfterAFaultTheSubmissionGoesOnAndMakesOneJob(t *testing.T) {
	for name, arrives := range map[string]bool{"before the call": false, "after it": true} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				var faults atomic.Int64
				safely.OnPanic(func(any, []byte) { faults.Add(1) })
				defer safely.OnPanic(nil)
				server := sim.New(sim.Options{Key: testKey})
				r := prepared(t, server, Options{})
				r.opts.Client = &hooked{Client: r.opts.Client, onCreate: func(_ context.Context, _ api.CreateRequest, call func() (api.JobID, error)) (api.JobID, error) {
					if arrives {
						_, _ = call()
					}
					if faults.Load() < 3 {
						panic("fell")
					}
					return call()
				}}
				r.run()
				began, id := time.Now(), r.submit(links("one"))
				r.becomes(id, submission.Accepted, time.Hour)
				r.expect("one", 1)
				if n := faults.Load(); n == 0 || !arrives && time.Since(began) < 2*time.Minute {
					t.Errorf("%d faults in %v", n, time.Since(began))
				}
				r.stop()
			})
		})
	}
}

// Something else of this process has moved it on: its worker must not, and another
// one goes on from there.
func TestWhatWasChangedBehindAWorkersBackIsReadAgain(t *testing.T) {
	server, path := sim.New(sim.Options{Key: testKey}), file(t)
	r := ready(t, server, path, Options{Limit: 1})
	r.See([]api.JobID{"elsewhere"}, []api.Job{{ID: "elsewhere", Status: api.StatusRunning}})
	r.pace.list = time.Hour
	r.run()
	id := r.submit(local("one", signed))
	s, _, err := r.opts.Journal.Submission(t.Context(), id)
	must(t, err)
	s.Rev += 5
	must(t, r.opts.Journal.SaveSubmission(t.Context(), s))
	r.See(nil, []api.Job{{ID: "elsewhere", Status: api.StatusCompleted}})
	r.becomes(id, submission.Accepted, 10*time.Second)
	r.expect("one", 1)
	if v := server.Jobs()[0].Body["video"].(map[string]any); v["url"] != signed {
		t.Errorf("sent %v", v)
	}
}

// held is a running outbox whose first create is under way until release, and heeds
// no context.
func held(t *testing.T) (r *rig, client *hooked, id submission.ID, release func()) {
	t.Helper()
	server := sim.New(sim.Options{Key: testKey})
	r = ready(t, server, file(t), Options{})
	direct := r.opts.Client
	out, in := make(chan struct{}), make(chan struct{})
	client = &hooked{Client: direct}
	client.onCreate = func(ctx context.Context, req api.CreateRequest, call func() (api.JobID, error)) (api.JobID, error) {
		if client.sent() > 1 {
			return call()
		}
		close(out)
		<-in
		return direct.CreateJob(context.WithoutCancel(ctx), req, "hung")
	}
	r.opts.Client = client
	r.run()
	release = sync.OnceFunc(func() { close(in) })
	t.Cleanup(release)
	id = r.submit(links("one"))
	<-out
	return r, client, id, release
}

// What happens to this process's name in the journal must not give a submission two
// workers: the second would send what the first is sending.
func TestASubmissionNeverHasTwoWorkers(t *testing.T) {
	r, client, id, release := held(t)
	r.opts.Journal.Leave()
	must(t, r.opts.Journal.Join())
	owned := func() bool {
		own, err := r.opts.Journal.Own(t.Context(), func(submission.ID) bool { return false })
		must(t, err)
		return len(own) == 1
	}
	r.until("adopted by itself", 10*time.Second, owned)
	time.Sleep(4 * quick.appear)
	release()
	r.becomes(id, submission.Accepted, 10*time.Second)
	if n := client.sent(); n != 1 {
		t.Errorf("%d creates", n)
	}
	r.expect("one", 1)
}

// A call that does not end keeps its own submission, for as long as it is under way,
// and nothing else.
func TestARunDoesNotWaitForTheCallOfTheOneBefore(t *testing.T) {
	server := sim.New(sim.Options{Key: testKey})
	r := ready(t, server, file(t), Options{})
	uploading, wake := make(chan struct{}), make(chan struct{})
	var uploads atomic.Int64
	r.opts.Client = &hooked{Client: r.opts.Client, onUpload: func(_ context.Context, call func() (api.Asset, error)) (api.Asset, error) {
		if uploads.Add(1) == 1 {
			close(uploading)
			<-wake
		}
		return call()
	}}
	r.run()
	release := sync.OnceFunc(func() { close(wake) })
	t.Cleanup(release)
	id := r.submit(local("one", video(t, "talk.mp4", 1<<10)))
	<-uploading
	go r.stop()
	r.until("only one hangs", 10*time.Second, func() bool { h := r.Hanging(); return r.in(stopped) && len(h) == 1 && h[0] == id })
	two, three := r.submit(local("two", signed)), r.submit(links("three"))
	if only := r.Withheld(); len(only) != 1 || only[0] != two {
		t.Errorf("only here are %v", only)
	}
	must(t, r.opts.Journal.GiveBack(t.Context(), []submission.ID{id, two}, nil))
	other := on(t, server, r.opts.Journal.Path(), Options{})
	other.until("handed over", 10*time.Second, func() bool { return len(other.Items()) == 1 })
	must(t, r.opts.Journal.Join())
	r.run()
	r.becomes(two, submission.Accepted, 10*time.Second)
	other.becomes(three, submission.Accepted, 10*time.Second)
	if n := uploads.Load(); n != 1 {
		t.Errorf("%d uploads while one hangs", n)
	}
	release()
	r.becomes(id, submission.Accepted, 10*time.Second)
	for _, title := range []string{"one", "two", "three"} {
		r.expect(title, 1)
	}
}

// A user may decide about what this process does not drive just now.
func TestADecisionMadeWhileNothingRunsIsCarriedOut(t *testing.T) {
	server, o := busyAccount()
	r := on(t, server, file(t), o)
	id := r.submit(links("one"))
	r.awake(func() { r.Discard(id) })
	r.becomes(id, submission.Discarded, 10*time.Second)
	r.expect("one", 0)
}
