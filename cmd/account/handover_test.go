package account_test

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	_ "github.com/ncruces/go-sqlite3/driver"

	"lipdash/api"
	"lipdash/api/sim"
	"lipdash/api/submission"
	"lipdash/cmd/account"
)

// signed is a link whose signature is on no disk.
const signed = "https://example.com/v.mp4?X-Amz-Signature=0123456789abcdef0123456789abcdef"

// fullAccount is one that takes one job at a time; one runs until makeRoom, and memories
// that are started know both.
func fullAccount(t *testing.T) (server *sim.Server, start func(dir string) *account.Memory, makeRoom func() api.JobID) {
	t.Helper()
	server = sim.New(sim.Options{Key: key, Concurrency: 1})
	running := server.AddJob(sim.JobSpec{Status: "running"})
	client, err := api.New(api.Credential{Key: key}, api.Options{Transport: server.Transport()})
	must(t, err)
	start = func(dir string) *account.Memory {
		m := started(t, opened(t, dir, "ada"), func(o *account.Options) { o.Client, o.Limit = client, 1 })
		m.See([]api.JobID{api.JobID(running)}, nil)
		return m
	}
	makeRoom = func() api.JobID {
		must(t, client.DeleteJob(t.Context(), api.JobID(running)))
		return api.JobID(running)
	}
	return server, start, makeRoom
}

// submits hands over a video's link.
func submits(t *testing.T, m *account.Memory, video string) submission.ID {
	t.Helper()
	values := linked()
	values["video"] = video
	id, err := m.Submit(t.Context(), values, "")
	must(t, err)
	return id
}

// has waits until a memory drives so many submissions and shows so many elsewhere.
func has(t *testing.T, m *account.Memory, here, elsewhere int) {
	t.Helper()
	eventually(t, func() bool {
		n := 0
		for _, o := range m.Outgoing() {
			if o.Elsewhere {
				n++
			}
		}
		return n == elsewhere && len(m.Outgoing()) == here+elsewhere
	})
}

func TestWhatIsHandedOverIsAnothersAndWhatIsLeftGoesOn(t *testing.T) {
	_, start, _ := fullAccount(t)
	dir := t.TempDir()
	m := start(dir)
	submits(t, m, linked()["video"])
	m.HandOver()
	submits(t, m, linked()["video"]) // which was on its way to the disk
	m.GoOn()
	has(t, m, 2, 0)
	m.HandOver()
	other := start(dir)
	has(t, other, 2, 0)
	m.GoOn()
	has(t, m, 0, 2)
}

// Another process could only refuse it: the signature is on no disk.
func TestASignedLinkStaysWithTheProcessThatKnowsIt(t *testing.T) {
	server, start, makeRoom := fullAccount(t)
	dir := t.TempDir()
	m := start(dir)
	id := submits(t, m, signed)
	submits(t, m, linked()["video"])
	has(t, m, 2, 0)
	m.HandOver()
	other := start(dir)
	has(t, other, 1, 1)
	if drafts, err := other.Drafts(t.Context()); err != nil || len(drafts) > 0 {
		t.Fatalf("it was refused: %+v, %v", drafts, err)
	}
	submits(t, m, signed)
	m.GoOn()
	has(t, m, 2, 1)
	m.See(nil, []api.Job{{ID: makeRoom(), Status: api.StatusCompleted}})
	eventually(t, func() bool {
		i := slices.IndexFunc(m.Items(), func(it submission.Outgoing) bool { return it.Submission.ID == id })
		return i >= 0 && m.Items()[i].Submission.State == submission.Accepted
	})
	for _, j := range server.Jobs() {
		if v, ok := j.Body["video"].(map[string]any); ok && v["url"] == signed {
			return
		}
	}
	t.Error("it was not sent as it was typed")
}

// hangs are files on a disk that does not answer until release.
type hangs struct{ release chan struct{} }

func (h hangs) Upload(string) (api.Upload, error) {
	<-h.release
	return api.Upload{}, errors.New("gone")
}

// One whose file hangs stays, and the others are handed over.
func TestACallThatHangsKeepsItsOwnSubmissionOnly(t *testing.T) {
	disk := hangs{make(chan struct{})}
	release := sync.OnceFunc(func() { close(disk.release) })
	dir := t.TempDir()
	m := started(t, opened(t, dir, "ada"), func(o *account.Options) { o.Files, o.Limit = disk, 1 })
	t.Cleanup(release)
	submits(t, m, filepath.Join(dir, "v.mp4"))
	eventually(t, func() bool { return m.Items()[0].Submission.State == submission.Uploading })
	submits(t, m, linked()["video"])
	began := time.Now()
	m.HandOver()
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("the shell waited for %v", took)
	}
	other := started(t, opened(t, dir, "ada"))
	has(t, other, 1, 1)
	m.GoOn()
	has(t, m, 1, 0)
	if got := m.Items()[0].Submission.State; got != submission.Uploading {
		t.Errorf("while it hangs it is %s", got)
	}
	release()
	// It is driven again, and waits for its turn behind the other's job.
	eventually(t, func() bool { return m.Items()[0].Submission.State == submission.Queued })
}

func TestQuittingDoesNotWaitForACallThatHangs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		disk := hangs{make(chan struct{})}
		ctx, quit := context.WithCancel(t.Context())
		m := account.New(ctx, account.Options{Client: nobody(t), Files: disk})
		submits(t, m, "/media/v.mp4")
		synctest.Wait()
		quit()
		began := time.Now()
		m.Wait()
		if took := time.Since(began); took > 30*time.Second {
			t.Errorf("it took %v", took)
		}
		close(disk.release)
	})
}

func TestQuittingSoonAfterTheStartDoesNotWait(t *testing.T) {
	dir := t.TempDir()
	for range 20 {
		ctx, quit := context.WithCancel(t.Context())
		m := account.New(ctx, account.Options{Client: nobody(t), Files: noFiles{}, Journal: opened(t, dir, "ada")})
		submits(t, m, linked()["video"])
		began := time.Now()
		quit()
		m.Wait()
		if took := time.Since(began); took > 2*time.Second {
			t.Errorf("quitting took %v", took)
		}
	}
}

func TestQuittingDoesNotWaitForAJournalThatIsLocked(t *testing.T) {
	dir := t.TempDir()
	j := opened(t, dir, "ada")
	must(t, j.Close())
	db, err := sql.Open("sqlite3", "file:"+j.Path())
	must(t, err)
	defer func() { must(t, db.Close()) }()
	db.SetMaxOpenConns(1)
	for _, pragma := range []string{"PRAGMA locking_mode=exclusive", "BEGIN EXCLUSIVE"} {
		_, err = db.ExecContext(t.Context(), pragma)
		must(t, err)
	}
	ctx, quit := context.WithCancel(t.Context())
	began := time.Now()
	time.AfterFunc(100*time.Millisecond, quit)
	place(dir).Open(ctx, "ada")
	if took := time.Since(began); took < 100*time.Millisecond || took > 2*time.Second {
		t.Errorf("it took %v", took)
	}
}

// nobody is a client of a server that has no jobs.
func nobody(t *testing.T) *api.Client {
	t.Helper()
	client, err := api.New(api.Credential{Key: key}, api.Options{Transport: sim.New(sim.Options{Key: key}).Transport()})
	must(t, err)
	return client
}
