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
	"lipdash/api/record"
	"lipdash/api/sim"
	"lipdash/api/submission"
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
	r := on(t, server, file(t), Options{Estimate: func(_ context.Context, v map[string]string) float64 {
		if v["title"] != "one" {
			t.Errorf("asked for the cost of %v", v)
		}
		return 1.25
	}})
	id := r.submit(links("one"))
	job := r.becomes(id, submission.Accepted, 10*time.Second).Submission.JobID
	r.until("recorded", 5*time.Second, func() bool {
		made, err := r.opts.Journal.Jobs(t.Context(), []api.JobID{job})
		must(t, err)
		seen, err := r.opts.Journal.Lives(t.Context(), []api.JobID{job})
		must(t, err)
		s, _, err := r.opts.Journal.Submission(t.Context(), id)
		must(t, err)
		rec := made[job]
		return s.Cost == 1.25 && rec.Cost == 0 && rec.Submission == id && rec.Values["video"] == links("")["video"] && len(seen[job]) == 1
	})
}

func TestARefusedOneLeavesADraftAndNoJob(t *testing.T) {
	poor := 0.0
	r := on(t, sim.New(sim.Options{Key: testKey, Balance: &poor}), file(t), Options{})
	id := r.submit(links("one"))
	r.becomes(id, submission.Refused, 10*time.Second)
	time.Sleep(100 * time.Millisecond)
	drafts, err := r.opts.Journal.Drafts(t.Context())
	must(t, err)
	jobs, err := r.opts.Journal.Jobs(t.Context(), []api.JobID{""})
	must(t, err)
	if len(drafts) != 1 || drafts[0].ID != string(id) || len(jobs) != 0 {
		t.Errorf("left drafts %+v and jobs %+v", drafts, jobs)
	}
}

func TestTheDraftOfASubmissionIsGone(t *testing.T) {
	r := on(t, sim.New(sim.Options{Key: testKey}), file(t), Options{})
	must(t, r.opts.Journal.SaveDraft(t.Context(), record.Draft{ID: "d", Values: links("one"), CreatedAt: now(), UpdatedAt: now()}))
	_, err := r.Submit(t.Context(), links("one"), "d")
	must(t, err)
	drafts, err := r.opts.Journal.Drafts(t.Context())
	must(t, err)
	if len(drafts) != 0 {
		t.Errorf("still there: %+v", drafts)
	}
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
	r.opts.Client = &hooked{Client: r.opts.Client, onCreate: func(_ context.Context, _ api.CreateRequest, call func() (api.JobID, error)) (api.JobID, error) {
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

func TestOtherProcessesLearnTheLimitToo(t *testing.T) {
	r := on(t, sim.New(sim.Options{Key: testKey}), file(t), Options{})
	r.See([]api.JobID{"a", "b", "c"}, nil)
	r.Noticed(api.Call{Method: "POST", Path: "/v3/lipsyncs", Status: 429, Err: refusal(t, "Concurrent job limit reached")})
	r.until("learned", 5*time.Second, func() bool {
		n, ok, err := r.opts.Journal.Limit(t.Context())
		must(t, err)
		return ok && n == 3
	})
}
