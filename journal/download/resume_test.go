package download

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/sim"
	"lipdash/journal"
)

const (
	megabyte = 1_000_000
	// story is how large the files of the stories are; the benchmarks tell them
	// with 200 MB.
	story = 20 * megabyte
)

// cutTenTimes downloads a file whose line is cut at ten random points and whose
// link expires twice.
func cutTenTimes(t testing.TB, size int64) {
	r := newRig(t)
	job := r.job("Tanaka interview", size)
	sum, whole := r.original(job)
	rnd := rand.New(rand.NewPCG(7, uint64(size)))
	points := make([]int64, 10)
	for i := range points {
		points[i] = whole/50 + rnd.Int64N(whole*24/25)
	}
	r.wire.at(points, func(n int) {
		if n == 3 || n == 7 {
			r.clock.forward(8 * 24 * time.Hour)
		}
	})
	d := r.running()
	it := r.untilState(d, r.fetch(d, []api.Job{job})[0].ID, journal.TransferDone)
	r.want(it, sum, whole)
	if twice := r.client.read.Load() - whole; twice < 0 || twice > whole/20 {
		t.Errorf("%d bytes were fetched twice", twice)
	}
	refused := 0
	for _, c := range r.sim.Calls() {
		if c.Route == sim.RouteMedia && c.Status == 403 {
			refused++
		}
	}
	if refused != 2 || r.wire.made != 10 {
		t.Errorf("%d links were refused, %d cuts made", refused, r.wire.made)
	}
	if len(r.client.offsets) != 11 || slices.Contains(r.client.offsets[1:], 0) {
		t.Errorf("began at %v", r.client.offsets)
	}
	saved, err := r.opts.Journal.SavedFiles(t.Context(), []api.JobID{job.ID})
	must(t, err)
	if f := saved[job.ID]; len(f) != 1 || f[0].Path != it.Path || f[0].SHA256 != sum || f[0].Size != whole {
		t.Errorf("saved: %+v", f)
	}
}

func TestTenCutsAndTwoExpiriesEndInTheSameBytesFetchedOnce(t *testing.T) { cutTenTimes(t, story) }

func TestAKilledDownloadGoesOnWhereItStopped(t *testing.T) { killed(t, story, 2) }

// killed downloads a file in processes that are killed, as kill -9 does, and
// then in one that may finish.
func killed(t testing.TB, size int64, kills int) {
	r := newRig(t)
	job := r.job("Tanaka interview", size)
	sum, whole := r.original(job)
	queued := r.fetch(r.downloader(), []api.Job{job})[0]
	rnd := rand.New(rand.NewPCG(11, uint64(size)))
	var twice, reached int64
	for n := range kills {
		// A third of the rest, more or less.
		until := reached + (whole-reached)*(20+rnd.Int64N(20))/100
		r.wire.forget()
		p := startChild(t, "fetch", r.path(), r.base, r.folder, fmt.Sprint(size/4))
		reached = r.killAt(p, queued.Part, until)
		if from := r.wire.first(); n > 0 {
			twice += r.lastReached - from
		}
		r.lastReached = reached
	}
	r.wire.forget()
	d := r.running()
	it := r.untilState(d, queued.ID, journal.TransferDone)
	twice += reached - r.wire.first()
	r.want(it, sum, whole)
	if twice < 0 || twice > whole/20 {
		t.Errorf("%d of %d bytes were fetched twice in %d kills", twice, whole, kills)
	}
}

// killAt kills a process when the part file has so many bytes, and returns how
// many it had in the end.
func (r *rig) killAt(p *child, part string, until int64) int64 {
	r.t.Helper()
	for end := time.Now().Add(30 * time.Second); sizeOf(part) < until; {
		if time.Now().After(end) {
			r.t.Fatalf("%d of %d bytes", sizeOf(part), until)
		}
		time.Sleep(time.Millisecond)
	}
	p.kill(r.t)
	return sizeOf(part)
}

func sizeOf(path string) int64 {
	info, err := os.Stat(path)
	if err != nil {
		return 0
	}
	return info.Size()
}

func TestAStoppedDownloadGoesOnInTheNextProcessWithoutFetchingAByteTwice(t *testing.T) {
	r := newRig(t)
	job := r.job("a", 4*megabyte)
	sum, whole := r.original(job)
	r.opts.Rate = 8 * megabyte
	first := r.downloader()
	stop := r.run(first)
	id := r.fetch(first, []api.Job{job})[0].ID
	r.until(first, id, "half", func(it Item) bool { return it.Done > whole/2 })
	stop()
	rows, err := r.opts.Journal.Transfers(t.Context())
	must(t, err)
	if len(rows) != 1 || rows[0].State != journal.TransferQueued || rows[0].Owner != "" || rows[0].Done != r.client.read.Load() {
		t.Errorf("left: %+v after %d bytes", rows, r.client.read.Load())
	}
	r.opts.Rate = 0
	r.want(r.untilState(r.running(), id, journal.TransferDone), sum, whole)
	if r.client.read.Load() != whole {
		t.Errorf("%d of %d bytes were read", r.client.read.Load(), whole)
	}
}

func TestAFileThatGotItsNameBeforeACrashIsNotFetchedAgain(t *testing.T) {
	for name, crash := range map[string]func(path, part string) error{
		"after the rename":            os.Rename,
		"between the link and remove": func(path, part string) error { return os.Link(part, path) },
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t)
			job := r.job("a", megabyte)
			sum, whole := r.original(job)
			left := r.almostDone(job)
			if name == "after the rename" {
				must(t, crash(left.Part, left.Path))
			} else {
				must(t, crash(left.Path, left.Part))
			}
			before := r.client.read.Load()
			it := r.untilState(r.running(), left.ID, journal.TransferDone)
			r.want(it, sum, whole)
			if it.Path != left.Path || r.client.read.Load() != before {
				t.Errorf("%s, %d bytes read again", it.Path, r.client.read.Load()-before)
			}
		})
	}
}

// almostDone is a transfer whose process died when only the name was missing.
func (r *rig) almostDone(job api.Job) journal.Transfer {
	r.t.Helper()
	d := r.downloader()
	stop := r.run(d)
	id := r.fetch(d, []api.Job{job})[0].ID
	done := r.untilState(d, id, journal.TransferDone)
	stop()
	must(r.t, os.Rename(done.Path, done.Part))
	left := done.Transfer
	ctx, j := r.t.Context(), r.opts.Journal
	if gone, err := j.ForgetTransfer(ctx, id); err != nil || !gone {
		r.t.Fatal(gone, err)
	}
	left.ID, left.State, left.SHA256 = "again", journal.TransferQueued, done.SHA256
	_, err := j.AddTransfers(ctx, []journal.Transfer{left})
	must(r.t, err)
	return left
}
