package outbox

import (
	"context"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/sim"
	"lipdash/api/submission"
)

const signed = "https://example.com/v.mp4?X-Amz-Signature=0123456789abcdef0123456789abcdef0123456789abcdef"

// An outbox that ends properly leaves nothing that others have to wait for.
func TestTheNextProcessTakesOverAtOnce(t *testing.T) {
	server, path := sim.New(sim.Options{Key: testKey}), file(t)
	first := ready(t, server, path, Options{})
	first.pace.lease = time.Hour
	server.Faults().Add(sim.Fault{Route: create, Kind: sim.FaultDropAfter})
	first.run()
	id := first.submit(links("one"))
	first.until("a job", 10*time.Second, func() bool { return len(server.Jobs()) == 1 })
	first.stop()
	late, err := first.Submit(t.Context(), links("late"), "")
	must(t, err)
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

// asleep is the store of a process that does not get to renew its leases.
type asleep struct{ store }

func (asleep) renew(context.Context, time.Time) error { return context.DeadlineExceeded }

// nap is the store of a process that sleeps once, for as long as it says.
type nap struct {
	store
	long chan time.Duration
}

func (n nap) adopt(ctx context.Context, until time.Time) ([]submission.Submission, error) {
	select {
	case d := <-n.long:
		time.Sleep(d)
	default:
	}
	return n.store.adopt(ctx, until)
}

func napping(t *testing.T, server *sim.Server, path string) (*rig, chan time.Duration) {
	r := ready(t, server, path, Options{})
	long := make(chan time.Duration, 1)
	r.store = nap{r.store, long}
	r.pace.lease = 300 * time.Millisecond
	return r, long
}

// busyAccount is one on which one job runs for ever.
func busyAccount() (*sim.Server, Options) {
	server := sim.New(sim.Options{Key: testKey})
	server.AddJob(sim.JobSpec{Status: "running"})
	return server, Options{Limit: 1}
}

// A process that slept through its lease must not send: another one has by then.
func TestAProcessThatSleptThroughItsLeaseDoesNotSend(t *testing.T) {
	path, movie := file(t), video(t, "talk.mp4", 1<<10)
	server := sim.New(sim.Options{Key: testKey})
	old := ready(t, server, path, Options{})
	old.store = asleep{old.store}
	old.pace.lease = 200 * time.Millisecond
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
	time.Sleep(300 * time.Millisecond)
	other := on(t, server, path, Options{})
	other.until("taken over", 10*time.Second, func() bool { return len(other.Items()) == 1 })
	other.becomes(id, submission.Accepted, 10*time.Second)
	close(wake)
	old.becomes(id, submission.Accepted, 10*time.Second)
	old.stop()
	if n := client.sent(); n != 0 {
		t.Errorf("it sent %d creates", n)
	}
	other.expect("one", 1)
}

// Between the disk and the wire the lease is looked at once more.
func TestNothingLeavesWithoutALease(t *testing.T) {
	r := ready(t, sim.New(sim.Options{Key: testKey}), file(t), Options{})
	client := &hooked{Client: r.opts.Client}
	r.opts.Client = client
	c := &worker{o: r.Outbox, id: "one", inbox: newInbox(), until: now()}
	for _, e := range []submission.Effect{
		submission.Send{Key: "k"},
		submission.Upload{Param: "video", Path: video(t, "talk.mp4", 1)},
	} {
		if ev := c.do(t.Context(), e); ev != (reread{}) {
			t.Errorf("%T gave %#v", e, ev)
		}
	}
	if n := client.sent() + len(r.sim.Assets()); n != 0 {
		t.Errorf("%d calls", n)
	}
}

// What another process has taken over is not touched any more.
func TestWhatWasTakenOverCannotBeTakenBackHere(t *testing.T) {
	path := file(t)
	server, o := busyAccount()
	old := ready(t, server, path, o)
	old.store = asleep{old.store}
	old.pace.lease = 100 * time.Millisecond
	old.run()
	id := old.submit(links("one"))
	time.Sleep(200 * time.Millisecond)
	other := on(t, server, path, o)
	other.until("taken over", 10*time.Second, func() bool { return len(other.Items()) == 1 })
	old.Discard(id)
	old.until("gone", 10*time.Second, func() bool { return len(old.Items()) == 0 })
	if got := other.state(id); got != submission.Queued {
		t.Errorf("it is %s for the one who has it", got)
	}
}

// A process that wakes up finds out by itself that another one was quicker.
func TestAProcessThatWakesUpLetsGoOfWhatItLost(t *testing.T) {
	path := file(t)
	server, o := busyAccount()
	old, long := napping(t, server, path)
	old.opts.Limit = o.Limit
	old.run()
	id := old.submit(links("one"))
	long <- 2 * time.Second
	old.until("asleep", 5*time.Second, func() bool { return len(long) == 0 })
	other := on(t, server, path, o)
	other.until("taken over", 5*time.Second, func() bool { return len(other.Items()) == 1 })
	old.until("let go", 10*time.Second, func() bool { return len(old.Items()) == 0 })
	if got := other.state(id); got != submission.Queued {
		t.Errorf("it is %s for the one who has it", got)
	}
}

// One that wakes up and has lost nothing goes on with what only it knows: the
// signature of the link is not on the disk.
func TestAProcessThatWakesUpStillKnowsWhatIsNotOnTheDisk(t *testing.T) {
	server := sim.New(sim.Options{Key: testKey})
	r, long := napping(t, server, file(t))
	r.opts.Limit = 1
	r.See([]api.JobID{"elsewhere"}, []api.Job{{ID: "elsewhere", Status: api.StatusRunning}})
	r.pace.list = time.Hour
	r.run()
	id := r.submit(local("one", signed))
	long <- time.Second
	r.until("asleep", 5*time.Second, func() bool { return len(long) == 0 })
	time.Sleep(1500 * time.Millisecond)
	if got := r.state(id); got != submission.Queued {
		t.Fatalf("it is %s", got)
	}
	r.See(nil, []api.Job{{ID: "elsewhere", Status: api.StatusCompleted}})
	r.becomes(id, submission.Accepted, 10*time.Second)
	if v := server.Jobs()[0].Body["video"].(map[string]any); v["url"] != signed {
		t.Errorf("sent %v", v)
	}
}

// A process that slept, and whose submission nobody took, goes on with it.
func TestALapsedLeaseThatNobodyTookIsTakenAgain(t *testing.T) {
	server := sim.New(sim.Options{Key: testKey})
	r := ready(t, server, file(t), Options{})
	r.store = asleep{r.store}
	r.pace.lease = 50 * time.Millisecond
	r.opts.Client = &hooked{Client: r.opts.Client, onCreate: func(_ context.Context, _ api.CreateRequest, call func() (api.JobID, error)) (api.JobID, error) {
		time.Sleep(100 * time.Millisecond)
		return call()
	}}
	r.run()
	r.becomes(r.submit(links("one")), submission.Accepted, 10*time.Second)
	r.expect("one", 1)
}

// Another process took it, moved it on, and died: it comes back as it is now.
func TestWhatComesBackFromADeadProcessIsReadAgain(t *testing.T) {
	server, path := sim.New(sim.Options{Key: testKey}), file(t)
	server.Faults().Add(sim.Fault{Route: create, Kind: sim.FaultStatus, Status: 401, Times: 1})
	r := ready(t, server, path, Options{})
	r.store = asleep{r.store}
	r.pace.lease = 300 * time.Millisecond
	r.run()
	id := r.submit(links("one"))
	r.until("held", 10*time.Second, func() bool { return r.item(id).Submission.Held })
	j := openedAt(t, path)
	r.until("lapsed", 5*time.Second, func() bool {
		got, err := j.Claim(t.Context(), id, "other", now().Add(200*time.Millisecond))
		must(t, err)
		return got
	})
	s, _, err := j.Submission(t.Context(), id)
	must(t, err)
	s, _ = submission.Step(s, submission.Submitted{}, now())
	must(t, j.SaveSubmission(t.Context(), s))
	r.becomes(id, submission.Accepted, 10*time.Second)
	r.expect("one", 1)
}

// A lease that is kept alive disturbs nothing that takes longer than it.
func TestALongUploadIsNotDisturbed(t *testing.T) {
	server, movie := sim.New(sim.Options{Key: testKey}), video(t, "talk.mp4", 1<<10)
	r := ready(t, server, file(t), Options{})
	r.pace.lease = 600 * time.Millisecond
	uploads := 0
	r.opts.Client = &hooked{Client: r.opts.Client, onUpload: func(ctx context.Context, call func() (api.Asset, error)) (api.Asset, error) {
		uploads++
		if !sleep(ctx, 2*time.Second) {
			return api.Asset{}, ctx.Err()
		}
		return call()
	}}
	r.run()
	r.becomes(r.submit(local("one", movie)), submission.Accepted, 20*time.Second)
	if r.stop(); uploads != 1 {
		t.Errorf("%d uploads", uploads)
	}
}
