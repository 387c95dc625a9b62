package download

import (
	"context"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/safely"
	"lipdash/journal"
)

// faulty is a client whose first GetJob does something else first.
type faulty struct {
	Client
	calls atomic.Int64
	first func()
}

func (f *faulty) GetJob(ctx context.Context, id api.JobID) (api.Job, error) {
	if f.calls.Add(1) == 1 {
		f.first()
	}
	return f.Client.GetJob(ctx, id)
}

func TestAfterAFaultTheTransferGoesOn(t *testing.T) {
	var told atomic.Int64
	safely.OnPanic(func(any, []byte) { told.Add(1) })
	defer safely.OnPanic(nil)
	r := newRig(t)
	job := r.job("one", megabyte)
	sum, size := r.original(job)
	r.opts.Client = &faulty{Client: r.client, first: func() { panic("fell") }}
	d := r.downloader()
	stop := r.run(d)
	defer stop()
	it := r.fetch(d, []api.Job{job})[0]
	r.want(r.untilState(d, it.ID, journal.TransferDone), sum, size)
	if told.Load() != 1 {
		t.Errorf("%d faults", told.Load())
	}
}

// refusing is a client that is told a signed link in a refusal.
type refusing struct{ Client }

func (refusing) GetJob(context.Context, api.JobID) (api.Job, error) {
	return api.Job{}, &api.Error{
		Op: "read the job", Status: 400, Code: "bad_link", Enveloped: true,
		Message: "Cannot read https://media.example.com/v.mp4?X-Amz-Signature=0123456789abcdef0123456789abcdef",
	}
}

// Without a disk nothing takes a signature out of what is stored, and a reason is shown.
func TestAReasonNamesNoSignature(t *testing.T) {
	r := newRig(t)
	job := r.job("one", megabyte)
	r.opts.Client, r.opts.Journal = refusing{r.client}, inMemory(t)
	d := r.running()
	it := r.untilState(d, r.fetch(d, []api.Job{job})[0].ID, journal.TransferFailed)
	if !strings.Contains(it.Reason, "Cannot read https://media.example.com/v.mp4") || strings.Contains(it.Reason, "0123456789abcdef") {
		t.Errorf("it says %q", it.Reason)
	}
}

// A call that does not end keeps its own transfer, for as long as it is under way,
// and nothing else.
func TestARunDoesNotWaitForTheCallOfTheOneBefore(t *testing.T) {
	r := newRig(t)
	one, two := r.job("one", megabyte), r.job("two", megabyte)
	asking, wake := make(chan struct{}), make(chan struct{})
	client := &faulty{Client: r.client, first: func() { close(asking); <-wake }}
	r.opts.Client = client
	d := r.downloader()
	stop := r.run(d)
	release := sync.OnceFunc(func() { close(wake) })
	t.Cleanup(release)
	hung := r.fetch(d, []api.Job{one})[0]
	<-asking
	go stop()
	runs := func() bool { d.mu.Lock(); defer d.mu.Unlock(); return d.running }
	for runs() {
		time.Sleep(time.Millisecond)
	}
	if h := d.Hanging(); len(h) != 1 || h[0] != hung.ID {
		t.Errorf("%v hang", h)
	}
	must(t, d.journal.GiveBack(t.Context(), nil, d.Hanging()))
	must(t, d.journal.Join())
	defer r.run(d)()
	next := r.fetch(d, []api.Job{two})[0]
	r.untilState(d, next.ID, journal.TransferDone)
	if n := client.calls.Load(); n != 2 {
		t.Errorf("%d asked for links while one hangs", n)
	}
	release()
	r.untilState(d, hung.ID, journal.TransferDone)
}
