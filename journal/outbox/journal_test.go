package outbox

import (
	"context"
	"database/sql"
	"path/filepath"
	"strings"
	"testing"
	"time"

	_ "github.com/ncruces/go-sqlite3/driver"

	"lipdash/api"
	"lipdash/api/sim"
	"lipdash/api/submission"
	"lipdash/journal"
)

// on is a running outbox on a journal's file, as a process of its own would have
// one.
func on(t *testing.T, server *sim.Server, path string, o Options) *rig {
	t.Helper()
	r := ready(t, server, path, o)
	r.run()
	return r
}

func ready(t *testing.T, server *sim.Server, path string, o Options) *rig {
	t.Helper()
	o.Journal = openedAt(t, path)
	r := prepared(t, server, o)
	r.pace = quick
	return r
}

func file(t *testing.T) string { return filepath.Join(t.TempDir(), "state", "j.db") }

func TestAJobsInputsCostAndLifeAreRecorded(t *testing.T) {
	server := sim.New(sim.Options{Key: testKey})
	r := on(t, server, file(t), Options{Estimate: func(v map[string]string, m api.Mode) float64 {
		if v["title"] != "one" || m != api.ModeSpeed {
			t.Errorf("asked for the cost of %v in %s", v, m)
		}
		return 1.25
	}})
	id := r.submit(links("one"))
	job := r.becomes(id, submission.Accepted, 10*time.Second).Submission.JobID
	r.until("recorded", 5*time.Second, func() bool {
		rec, seen, ok, err := r.opts.Journal.Job(t.Context(), job)
		must(t, err)
		return ok && rec.Cost == 1.25 && rec.Submission == id && rec.Values["video"] == links("")["video"] && len(seen) == 1
	})
}

func TestTheDraftOfASubmissionIsGone(t *testing.T) {
	r := on(t, sim.New(sim.Options{Key: testKey}), file(t), Options{})
	must(t, r.opts.Journal.SaveDraft(t.Context(), journal.Draft{ID: "d", Values: links("one"), CreatedAt: now(), UpdatedAt: now()}))
	_, err := r.Submit(t.Context(), links("one"), "d")
	must(t, err)
	drafts, err := r.opts.Journal.Drafts(t.Context())
	must(t, err)
	if len(drafts) != 0 {
		t.Errorf("still there: %+v", drafts)
	}
}

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

func TestTwoProcessesCountOneQueue(t *testing.T) {
	server, path := sim.New(sim.Options{Key: testKey, Concurrency: 1}), file(t)
	server.AddJob(sim.JobSpec{Status: "running"})
	a, b := on(t, server, path, Options{Limit: 1}), on(t, server, path, Options{Limit: 1})
	a1 := a.submit(links("a1"))
	b2 := b.submit(links("b2"))
	a3 := a.submit(links("a3"))
	b.until("place 2", 5*time.Second, func() bool { return b.item(b2).Place == 2 })
	a.until("place 3", 5*time.Second, func() bool { return a.item(a3).Place == 3 && a.item(a1).Place == 1 })
	if n := len(a.Items()) + len(b.Items()); n != 3 {
		t.Errorf("%d items", n)
	}
	a.Discard(a1)
	b.until("place 1", 5*time.Second, func() bool { return b.item(b2).Place == 1 })
	a.until("place 2", 5*time.Second, func() bool { return a.item(a3).Place == 2 })
}

// damage makes every write of a submission fail until it is mended.
func damage(t *testing.T, path string) (mend func()) {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+path)
	must(t, err)
	exec := func(query string) {
		t.Helper()
		_, err := db.ExecContext(context.Background(), query)
		must(t, err)
	}
	exec("CREATE TRIGGER broken BEFORE UPDATE OF body ON submissions BEGIN SELECT RAISE(ABORT, 'it is broken'); END")
	return func() {
		exec("DROP TRIGGER broken")
		must(t, db.Close())
	}
}

func TestWhatCannotBeStoredIsNotSentAndSaysWhy(t *testing.T) {
	server, path := sim.New(sim.Options{Key: testKey}), file(t)
	r := ready(t, server, path, Options{})
	id := r.submit(links("one"))
	mend := damage(t, path)
	r.run()
	r.until("complains", 10*time.Second, func() bool { return r.item(id).Submission.Problem.Code == CodeJournal })
	time.Sleep(300 * time.Millisecond)
	it := r.item(id)
	if it.Submission.State != submission.Queued || !strings.Contains(it.Submission.Problem.Message, "it is broken") {
		t.Errorf("shown as %+v", it.Submission)
	}
	if n := server.CallCount(create); n != 0 {
		t.Errorf("%d creates that are not on the disk", n)
	}
	mend()
	if p := r.becomes(id, submission.Accepted, 10*time.Second).Submission.Problem; p != (submission.Problem{}) {
		t.Errorf("it still complains: %+v", p)
	}
	r.expect("one", 1)
}

// The answer is there, and the disk does not take it: it is not forgotten.
func TestAnAnswerThatCannotBeStoredIsKeptUntilItCan(t *testing.T) {
	server, path := sim.New(sim.Options{Key: testKey}), file(t)
	r := ready(t, server, path, Options{})
	var mend func()
	r.opts.Client = &hooked{Client: r.opts.Client, onCreate: func(_ context.Context, _ int, call func() (api.JobID, error)) (api.JobID, error) {
		mend = damage(t, path)
		return call()
	}}
	r.run()
	id := r.submit(links("one"))
	r.until("complains", 10*time.Second, func() bool { return r.item(id).Submission.Problem.Code == CodeJournal })
	mend()
	r.becomes(id, submission.Accepted, 10*time.Second)
	if n := server.CallCount(create); n != 1 {
		t.Errorf("%d creates", n)
	}
}

// asleep is the shelf of a process that does not get to renew its leases.
type asleep struct{ shelf }

func (asleep) renew(context.Context, time.Time) error { return context.DeadlineExceeded }

// A process that slept through its lease must not send: another one has by then.
func TestAProcessThatSleptThroughItsLeaseDoesNotSend(t *testing.T) {
	path, movie := file(t), video(t, "talk.mp4", 1<<10)
	server := sim.New(sim.Options{Key: testKey})
	old := ready(t, server, path, Options{})
	old.shelf = asleep{old.shelf}
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

// A process that slept, and whose submission nobody took, goes on with it.
func TestALapsedLeaseThatNobodyTookIsTakenAgain(t *testing.T) {
	server := sim.New(sim.Options{Key: testKey})
	r := ready(t, server, file(t), Options{})
	r.shelf = asleep{r.shelf}
	r.pace.lease = 50 * time.Millisecond
	r.opts.Client = &hooked{Client: r.opts.Client, onCreate: func(_ context.Context, _ int, call func() (api.JobID, error)) (api.JobID, error) {
		time.Sleep(100 * time.Millisecond)
		return call()
	}}
	r.run()
	r.becomes(r.submit(links("one")), submission.Accepted, 10*time.Second)
	r.expect("one", 1)
}

// A link that carries a permission is not on the disk, but it is sent.
func TestAPresignedLinkIsSentAsItIsAndStoredWithoutItsSignature(t *testing.T) {
	const link = "https://example.com/v.mp4?X-Amz-Signature=0123456789abcdef0123456789abcdef0123456789abcdef"
	server := sim.New(sim.Options{Key: testKey})
	r := on(t, server, file(t), Options{})
	id := r.submit(local("one", link))
	r.becomes(id, submission.Accepted, 10*time.Second)
	if v := server.Jobs()[0].Body["video"].(map[string]any); v["url"] != link {
		t.Errorf("sent %v", v)
	}
	s, _, err := r.opts.Journal.Submission(t.Context(), id)
	must(t, err)
	if strings.Contains(s.Values["video"], "0123456789abcdef") {
		t.Errorf("stored %s", s.Values["video"])
	}
}
