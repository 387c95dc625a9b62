package outbox

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"lipdash/api"
	"lipdash/api/sim"
	"lipdash/api/submission"
	"lipdash/journal"
)

const (
	testKey = "sk_test_0123456789abcdef"
	create  = "POST /v3/lipsyncs"
	list    = "GET /v3/lipsyncs"
)

// links are values that need no upload.
func links(title string) map[string]string {
	return map[string]string{"video": "https://example.com/v.mp4", "audio": "https://example.com/a.wav", "title": title}
}

// realFiles are those of this machine.
type realFiles struct{}

func (realFiles) Upload(path string) (api.Upload, error) { return api.FileUpload(path) }

// rig is an outbox that works on a simulated account.
type rig struct {
	*Outbox
	t    *testing.T
	sim  *sim.Server
	stop func()
}

// started runs an outbox until the test ends, or stop is called.
func started(t *testing.T, server *sim.Server, o Options) *rig {
	t.Helper()
	r := prepared(t, server, o)
	r.run()
	return r
}

// prepared is one that does not run yet.
func prepared(t *testing.T, server *sim.Server, o Options) *rig {
	t.Helper()
	client, err := api.New(api.Credential{Key: testKey}, api.Options{Transport: server.Transport()})
	must(t, err)
	if o.Client == nil {
		o.Client = client
	}
	o.Files = realFiles{}
	if o.Journal == nil {
		o.Journal = inMemory(t)
	}
	return &rig{Outbox: New(o), t: t, sim: server, stop: func() {}}
}

func (r *rig) run() {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- r.Run(ctx) }()
	stopped := false
	r.stop = func() {
		if stopped {
			return
		}
		stopped = true
		cancel()
		if err := <-done; err != nil {
			r.t.Errorf("Run: %v", err)
		}
	}
	r.t.Cleanup(func() { r.stop() })
}

func (r *rig) submit(values map[string]string) submission.ID {
	r.t.Helper()
	id, err := r.Submit(context.Background(), values, "")
	must(r.t, err)
	return id
}

func (r *rig) item(id submission.ID) submission.Outgoing {
	r.t.Helper()
	for _, it := range r.Items() {
		if it.Submission.ID == id {
			return it
		}
	}
	r.t.Fatalf("no item %s among %d", id, len(r.Items()))
	return submission.Outgoing{}
}

func (r *rig) state(id submission.ID) submission.State { return r.item(id).Submission.State }

// until waits for a condition, which is looked at whenever the items change and
// now and then.
func (r *rig) until(what string, d time.Duration, ok func() bool) {
	r.t.Helper()
	end := time.Now().Add(d)
	for !ok() {
		if time.Now().After(end) {
			r.t.Fatalf("%s: not within %v; items %+v", what, d, r.Items())
		}
		select {
		case <-r.Changes():
		case <-time.After(max(10*time.Millisecond, d/1000)):
		}
	}
}

func (r *rig) becomes(id submission.ID, want submission.State, d time.Duration) submission.Outgoing {
	r.t.Helper()
	r.until(string(want), d, func() bool { return r.state(id) == want })
	return r.item(id)
}

// expect is the number of jobs with a title.
func (r *rig) expect(title string, want int) {
	r.t.Helper()
	if got := jobsOf(r.sim, title); got != want {
		r.t.Errorf("%d jobs of %q, want %d", got, title, want)
	}
}

func jobsOf(s *sim.Server, title string) int {
	n := 0
	for _, j := range s.Jobs() {
		if j.Title == title {
			n++
		}
	}
	return n
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// bubble runs f in fake time.
func bubble(t *testing.T, f func(t *testing.T)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		f(t)
	})
}

func inMemory(t testing.TB) *journal.Journal {
	t.Helper()
	j, err := journal.InMemory(context.Background())
	must(t, err)
	t.Cleanup(func() { must(t, j.Close()) })
	return j
}

// openedAt is a journal that is closed when the test ends.
func openedAt(t *testing.T, path string) *journal.Journal {
	t.Helper()
	j, err := journal.Open(context.Background(), path)
	must(t, err)
	t.Cleanup(func() { _ = j.Close() })
	return j
}
