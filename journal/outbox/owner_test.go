package outbox

import (
	"context"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/sim"
	"lipdash/api/submission"
	"lipdash/journal"
)

const signed = "https://example.com/v.mp4?X-Amz-Signature=0123456789abcdef0123456789abcdef0123456789abcdef"

// An outbox that ends properly leaves nothing that others have to wait for.
func TestTheNextProcessTakesOverAtOnce(t *testing.T) {
	server, path := sim.New(sim.Options{Key: testKey}), file(t)
	first := ready(t, server, path, Options{})
	server.Faults().Add(sim.Fault{Route: create, Kind: sim.FaultDropAfter})
	first.run()
	id := first.submit(links("one"))
	first.until("a job", 10*time.Second, func() bool { return len(server.Jobs()) == 1 })
	first.stop()
	late, err := first.Submit(t.Context(), links("late"), "")
	must(t, err)
	must(t, first.opts.Journal.Close())
	server.Faults().Clear()
	second := on(t, server, path, Options{})
	second.until("adopted", 5*time.Second, func() bool { return len(second.Items()) == 2 })
	second.becomes(id, submission.Accepted, 10*time.Second)
	second.becomes(late, submission.Accepted, 10*time.Second)
	second.expect("one", 1)
	second.expect("late", 1)
}

// An answer that comes while the process is leaving is stored all the same.
func TestAnAnswerThatComesAtTheEndIsStored(t *testing.T) {
	server := sim.New(sim.Options{Key: testKey})
	r := ready(t, server, file(t), Options{})
	out := make(chan struct{})
	r.opts.Client = &hooked{Client: r.opts.Client, onCreate: func(ctx context.Context, _ api.CreateRequest, call func() (api.JobID, error)) (api.JobID, error) {
		id, err := call()
		close(out)
		<-ctx.Done()
		return id, err
	}}
	r.run()
	id := r.submit(links("one"))
	<-out
	r.stop()
	s, _, err := r.opts.Journal.Submission(t.Context(), id)
	must(t, err)
	if s.State != submission.Accepted {
		t.Errorf("stored as %s", s.State)
	}
}

// busyAccount is one on which one job runs for ever.
func busyAccount() (*sim.Server, Options) {
	server := sim.New(sim.Options{Key: testKey})
	server.AddJob(sim.JobSpec{Status: "running"})
	return server, Options{Limit: 1}
}

// What another process has taken over is not sent here, whatever led to that.
func TestAProcessThatCountsAsGoneDoesNotSend(t *testing.T) {
	path, movie := file(t), video(t, "talk.mp4", 1<<10)
	server := sim.New(sim.Options{Key: testKey})
	old := ready(t, server, path, Options{})
	uploading, wake := make(chan struct{}), make(chan struct{})
	client := &hooked{Client: old.opts.Client, onUpload: func(_ context.Context, call func() (api.Asset, error)) (api.Asset, error) {
		close(uploading)
		<-wake
		return call()
	}}
	old.opts.Client = client
	old.run()
	id := old.submit(local("one", movie))
	<-uploading
	old.opts.Journal.Leave()
	other := on(t, server, path, Options{})
	other.until("taken over", 10*time.Second, func() bool { return len(other.Items()) == 1 })
	other.becomes(id, submission.Accepted, 10*time.Second)
	close(wake)
	old.until("let go", 10*time.Second, func() bool { return len(old.Items()) == 0 })
	old.stop()
	if n := client.sent(); n != 0 {
		t.Errorf("it sent %d creates", n)
	}
	other.expect("one", 1)
}

// What another process has taken over is not touched any more.
func TestWhatWasTakenOverCannotBeTakenBackHere(t *testing.T) {
	path := file(t)
	server, o := busyAccount()
	old := ready(t, server, path, o)
	old.run()
	id := old.submit(links("one"))
	old.opts.Journal.Leave()
	other := on(t, server, path, o)
	other.until("taken over", 10*time.Second, func() bool { return len(other.Items()) == 1 })
	old.Discard(id)
	old.until("gone", 10*time.Second, func() bool { return len(old.Items()) == 0 })
	if got := other.state(id); got != submission.Queued {
		t.Errorf("it is %s for the one who has it", got)
	}
}

// awake ends a run, lets others have what there is, and runs again.
func (r *rig) awake(meanwhile func()) {
	r.t.Helper()
	r.stop()
	r.opts.Journal.Leave()
	meanwhile()
	must(r.t, r.opts.Journal.Join())
	before := r.all()
	r.run()
	r.until("runs again", 10*time.Second, func() bool {
		return !slices.ContainsFunc(r.all(), func(c *worker) bool { return slices.Contains(before, c) })
	})
}

// One that runs again finds out that another one was quicker.
func TestAProcessThatRunsAgainLetsGoOfWhatAnotherTook(t *testing.T) {
	path := file(t)
	server, o := busyAccount()
	old := on(t, server, path, o)
	id := old.submit(links("one"))
	var other *rig
	old.awake(func() {
		other = on(t, server, path, o)
		other.until("taken over", 5*time.Second, func() bool { return len(other.Items()) == 1 })
	})
	old.until("let go", 10*time.Second, func() bool { return len(old.Items()) == 0 })
	if got := other.state(id); got != submission.Queued {
		t.Errorf("it is %s for the one who has it", got)
	}
}

// One that runs again and has lost nothing goes on with what only it knows: the
// signature of the link is not on the disk.
func TestAProcessThatRunsAgainStillKnowsWhatIsNotOnTheDisk(t *testing.T) {
	server := sim.New(sim.Options{Key: testKey})
	r := ready(t, server, file(t), Options{Limit: 1})
	r.See([]api.JobID{"elsewhere"}, []api.Job{{ID: "elsewhere", Status: api.StatusRunning}})
	r.pace.list = time.Hour
	r.run()
	id := r.submit(local("one", signed))
	r.awake(func() {})
	r.until("again", 5*time.Second, func() bool { return len(r.Items()) == 1 })
	if got := r.state(id); got != submission.Queued {
		t.Fatalf("it is %s", got)
	}
	r.See(nil, []api.Job{{ID: "elsewhere", Status: api.StatusCompleted}})
	r.becomes(id, submission.Accepted, 10*time.Second)
	if v := server.Jobs()[0].Body["video"].(map[string]any); v["url"] != signed {
		t.Errorf("sent %v", v)
	}
}

// Another process took it, moved it on, and died: it comes back as it is now.
func TestWhatComesBackFromADeadProcessIsReadAgain(t *testing.T) {
	server, path := sim.New(sim.Options{Key: testKey}), file(t)
	server.Faults().Add(sim.Fault{Route: create, Kind: sim.FaultStatus, Status: 401, Times: 1})
	r := on(t, server, path, Options{})
	id := r.submit(links("one"))
	r.until("held", 10*time.Second, func() bool { return r.item(id).Submission.Held })
	r.awake(func() {
		j := openedAt(t, path)
		got, err := j.Adopt(t.Context())
		must(t, err)
		s, _ := submission.Step(got[0], submission.Submitted{}, now())
		must(t, j.SaveSubmission(t.Context(), s))
		must(t, j.Close())
	})
	r.until("again", 5*time.Second, func() bool { return len(r.Items()) == 1 })
	r.becomes(id, submission.Accepted, 10*time.Second)
	r.expect("one", 1)
}

// Other processes look all the time for what is nobody's, and disturb nothing that
// takes long.
func TestALongUploadIsNotDisturbed(t *testing.T) {
	server, movie, path := sim.New(sim.Options{Key: testKey}), video(t, "talk.mp4", 1<<10), file(t)
	r := ready(t, server, path, Options{})
	var uploads atomic.Int64
	r.opts.Client = &hooked{Client: r.opts.Client, onUpload: func(ctx context.Context, call func() (api.Asset, error)) (api.Asset, error) {
		uploads.Add(1)
		if !journal.Sleep(ctx, 50*quick.adopt) {
			return api.Asset{}, ctx.Err()
		}
		return call()
	}}
	r.run()
	others := []*rig{on(t, server, path, Options{}), on(t, server, path, Options{})}
	r.becomes(r.submit(local("one", movie)), submission.Accepted, 20*time.Second)
	if r.stop(); uploads.Load() != 1 || len(others[0].Items())+len(others[1].Items()) != 0 {
		t.Errorf("%d uploads, and others have it", uploads.Load())
	}
}
