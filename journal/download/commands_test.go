package download

import (
	"context"
	"errors"
	"os"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/journal"
)

// underWay is a slow transfer that has begun.
func underWay(t *testing.T, size int64) (*rig, *Downloader, Item, string) {
	r := newRig(t)
	r.opts.Rate = size
	job := r.job("a", size)
	sum, _ := r.original(job)
	d := r.running()
	id := r.fetch(d, []api.Job{job})[0].ID
	return r, d, r.until(d, id, "under way", func(it Item) bool { return it.Done > size/4 }), sum
}

// quiet waits until nobody drives a transfer.
func (r *rig) quiet(d *Downloader, id journal.TransferID) Item {
	return r.until(d, id, "let go", func(it Item) bool { return it.Owner == "" && it.State != journal.TransferRunning })
}

func TestPauseKeepsEveryByteAndResumeGoesOnAfterIt(t *testing.T) {
	r, d, it, sum := underWay(t, megabyte)
	must(t, d.Pause(t.Context(), it.ID))
	paused := r.quiet(d, it.ID)
	read := r.client.read.Load()
	if paused.State != journal.TransferPaused || paused.Done != read || sizeOf(paused.Part) != read {
		t.Errorf("%+v, %d read", paused, read)
	}
	if err := d.Retry(t.Context(), it.ID); !errors.Is(err, ErrUnknown) {
		t.Errorf("retried what is paused: %v", err)
	}
	must(t, d.Resume(t.Context(), it.ID))
	r.want(r.untilState(d, it.ID, journal.TransferDone), sum, megabyte)
	if r.client.read.Load() != megabyte {
		t.Errorf("%d bytes were read", r.client.read.Load())
	}
}

func TestCancelKeepsThePartFileAndRetryGoesOnWithIt(t *testing.T) {
	r, d, it, sum := underWay(t, megabyte)
	must(t, d.Cancel(t.Context(), it.ID))
	gone := r.quiet(d, it.ID)
	if gone.State != journal.TransferCancelled || gone.Done == 0 || sizeOf(gone.Part) != gone.Done {
		t.Errorf("%+v", gone)
	}
	must(t, d.Retry(t.Context(), it.ID))
	r.want(r.untilState(d, it.ID, journal.TransferDone), sum, megabyte)
	if r.client.read.Load() != megabyte {
		t.Errorf("%d bytes were read", r.client.read.Load())
	}
	for _, f := range []func(context.Context, journal.TransferID) error{d.Pause, d.Resume, d.Cancel, d.Retry, d.KeepBoth, d.Replace} {
		if err := f(t.Context(), it.ID); !errors.Is(err, ErrUnknown) {
			t.Errorf("done is final: %v", err)
		}
	}
	must(t, d.Forget(t.Context(), it.ID))
	if len(d.Items()) != 0 || !errors.Is(d.Forget(t.Context(), it.ID), ErrUnknown) {
		t.Errorf("%+v", d.Items())
	}
}

func TestFetchingWhatWasCancelledGoesOnWithItsPart(t *testing.T) {
	r, d, it, sum := underWay(t, megabyte)
	must(t, d.Cancel(t.Context(), it.ID))
	r.quiet(d, it.ID)
	again := r.fetch(d, []api.Job{{ID: it.JobID, Title: "another title by now"}})
	if again[0].ID != it.ID {
		t.Errorf("%+v", again)
	}
	r.want(r.untilState(d, it.ID, journal.TransferDone), sum, megabyte)
	if r.client.read.Load() != megabyte {
		t.Errorf("%d bytes were read", r.client.read.Load())
	}
}

func TestFetchingWhatWasCancelledInAnotherFolderBeginsInThisOne(t *testing.T) {
	r, d, it, _ := underWay(t, megabyte)
	must(t, d.Cancel(t.Context(), it.ID))
	r.quiet(d, it.ID)
	r.folder += "2"
	r.opts.Folder, r.opts.Rate = r.folder, 0
	other := r.running()
	again := r.fetch(other, []api.Job{{ID: it.JobID, Title: "a"}})[0]
	done := r.untilState(other, again.ID, journal.TransferDone)
	if again.ID == it.ID || sizeOf(done.Path) != megabyte || sizeOf(it.Part) == 0 {
		t.Errorf("%+v", done)
	}
}

func TestAnotherProcessIsObeyed(t *testing.T) {
	r, d, it, sum := underWay(t, megabyte)
	far, err := New(Options{Client: r.client, Journal: r.journal(), Folder: r.folder})
	must(t, err)
	must(t, far.Pause(t.Context(), it.ID))
	if p := r.quiet(d, it.ID); p.State != journal.TransferPaused || p.Done != r.client.read.Load() {
		t.Errorf("%+v", p)
	}
	must(t, far.Resume(t.Context(), it.ID))
	r.want(r.untilState(d, it.ID, journal.TransferDone), sum, megabyte)
}

func TestTwoProcessesShareOneQueueAndOneLimit(t *testing.T) {
	r := newRig(t)
	r.opts.Parallel, r.opts.Rate = 2, 2*megabyte
	var jobs []api.Job
	var whole int64
	for range 8 {
		jobs = append(jobs, r.job("same", 200_000))
		whole += 200_000
	}
	a := r.running()
	r.opts.Journal = r.journal()
	b := r.running()
	queued := r.fetch(a, jobs)
	paths := map[string]bool{}
	for _, q := range queued {
		paths[r.untilState(b, q.ID, journal.TransferDone).Path] = true
	}
	if len(paths) != 8 || r.client.read.Load() != whole {
		t.Errorf("%d files, %d of %d bytes", len(paths), r.client.read.Load(), whole)
	}
	if most := r.client.most.Load(); most > 2 {
		t.Errorf("%d at once", most)
	}
}

func TestAProcessWritesNothingBesideTheOneThatHasTheTransfer(t *testing.T) {
	r, d, it, sum := underWay(t, 2*megabyte)
	ctx, other := t.Context(), r.journal()
	// It counts as gone although it is not, and another process takes the transfer.
	d.turning.Lock()
	d.journal.Leave()
	must(t, other.Reclaim(ctx))
	taken, ok, err := other.ClaimTransfer(ctx, 3)
	must(t, err)
	must(t, d.journal.Join())
	d.turning.Unlock()
	if !ok || taken.ID != it.ID {
		t.Fatalf("%+v %v", taken, ok)
	}
	r.until(d, it.ID, "given up", func(shown Item) bool { return shown.Owner == other.Owner() && shown.Step == "" })
	size := sizeOf(it.Part)
	time.Sleep(50 * time.Millisecond)
	if sizeOf(it.Part) != size {
		t.Error("it still writes")
	}
	taken.State = journal.TransferQueued
	if s, err := other.SaveTransfer(ctx, taken); s != journal.TransferQueued || err != nil {
		t.Fatal(s, err)
	}
	r.want(r.untilState(d, it.ID, journal.TransferDone), sum, 2*megabyte)
}

func TestNoMoreRunAtOnceThanAllowedAndAllRunInOrder(t *testing.T) {
	r := newRig(t)
	r.opts.Rate = 20 * megabyte
	var jobs []api.Job
	for range 12 {
		jobs = append(jobs, r.job("", 300_000))
	}
	d := r.running()
	var last time.Time
	for i, q := range r.fetch(d, jobs, journal.TransferVideo) {
		it := r.untilState(d, q.ID, journal.TransferDone)
		if it.UpdatedAt.Before(last.Add(-time.Second)) {
			t.Errorf("the %dth was done long before the one ahead of it", i)
		}
		last = it.UpdatedAt
	}
	if most := r.client.most.Load(); most != DefaultParallel {
		t.Errorf("%d at once", most)
	}
}

func TestARunIsOneRun(t *testing.T) {
	r := newRig(t)
	d := r.downloader()
	stop := r.run(d)
	for !d.started() {
		time.Sleep(time.Millisecond)
	}
	if err := d.Run(t.Context()); !errors.Is(err, ErrRuns) {
		t.Errorf("%v", err)
	}
	stop()
}

func (d *Downloader) started() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.running
}

func TestOptionsThatCannotWorkAreRefused(t *testing.T) {
	for _, o := range []Options{{Folder: "videos"}, {Folder: ""}, {Folder: os.TempDir(), Template: "{nope}"}} {
		if _, err := New(o); err == nil {
			t.Errorf("%+v passes", o)
		}
	}
}

func TestWithAJournalInMemoryFilesComeDownAllTheSame(t *testing.T) {
	r := newRig(t)
	r.opts.Journal = inMemory(t)
	d := r.running()
	job := r.job("a", megabyte)
	sum, whole := r.original(job)
	r.wire.at([]int64{whole / 2}, nil)
	r.want(r.untilState(d, r.fetch(d, []api.Job{job})[0].ID, journal.TransferDone), sum, whole)
	got, err := d.Fetch(t.Context(), []api.Job{job})
	must(t, err)
	if len(got.Saved) != 1 {
		t.Errorf("%+v", got)
	}
}
