package download

import (
	"context"
	"runtime"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"lipdash/api"
	"lipdash/api/sim"
	"lipdash/journal"
)

func TestAllTransfersTogetherKeepToTheBandwidth(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := sim.New(sim.Options{Key: testKey})
		client, err := api.New(api.Credential{Key: testKey}, api.Options{Transport: server.Transport()})
		must(t, err)
		const rate = 100_000
		d, err := New(Options{Client: client, Journal: inMemory(t), Folder: t.TempDir(), Rate: rate})
		must(t, err)
		var jobs []api.Job
		for range 3 {
			jobs = append(jobs, api.Job{ID: api.JobID(server.AddJob(sim.JobSpec{Status: "completed", Duration: time.Second}))})
		}
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- d.Run(ctx) }()
		began := time.Now()
		_, err = d.Fetch(ctx, jobs)
		must(t, err)
		time.Sleep(5 * time.Second)
		sum := 0.0
		for _, it := range d.Items() {
			sum += it.Speed
		}
		if sum < 0.8*rate || sum > 1.2*rate {
			t.Errorf("%.0f bytes a second are shown", sum)
		}
		for !allDone(d) {
			<-d.Changes()
		}
		// Three times 400,000 bytes at 100,000 a second.
		if took := time.Since(began); took < 11*time.Second || took > 14*time.Second {
			t.Errorf("took %v", took)
		}
		stop()
		must(t, <-ended)
	})
}

func allDone(d *Downloader) bool {
	items := d.Items()
	for _, it := range items {
		if it.State != journal.TransferDone {
			return false
		}
	}
	return len(items) > 0
}

func TestMemoryStaysSmallHoweverLargeTheFile(t *testing.T) {
	r := newRig(t)
	job := r.job("a", 100*megabyte)
	d := r.running()
	var before, most atomic.Uint64
	measure := func() uint64 {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	runtime.GC()
	before.Store(measure())
	id := r.fetch(d, []api.Job{job})[0].ID
	r.until(d, id, "done", func(it Item) bool {
		most.Store(max(most.Load(), measure()))
		return it.State == journal.TransferDone
	})
	// Garbage that is not yet collected is part of it.
	if grown := int64(most.Load()) - int64(before.Load()); grown > 16<<20 {
		t.Errorf("the heap grew by %d bytes", grown)
	}
}

func TestASpeedFollowsTheLastSecondsAndFallsWhenNothingComes(t *testing.T) {
	var m meter
	at := time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)
	if m.rate(at) != 0 {
		t.Error("a speed of nothing")
	}
	for i := range 21 {
		m.add(int64(i)*1000, at.Add(time.Duration(i)*time.Second))
	}
	end := at.Add(20 * time.Second)
	if r := m.rate(end); r != 1000 {
		t.Errorf("%f", r)
	}
	if r := m.rate(end.Add(4 * time.Second)); r >= 1000 || r < 500 || m.stalled(end.Add(4*time.Second)) {
		t.Errorf("%f after a pause", r)
	}
	if r := m.rate(end.Add(6 * time.Second)); r != 0 || !m.stalled(end.Add(6*time.Second)) {
		t.Errorf("%f after a stall: it only tells of days to come", r)
	}
	m.reset()
	if m.rate(end) != 0 {
		t.Error("reset remembers")
	}
}

func TestADownloadThatStallsIsShownAsStalledOnce(t *testing.T) {
	r := newRig(t)
	d := r.downloader()
	job := r.job("talk", megabyte)
	q := r.fetch(d, []api.Job{job})[0]
	q.State, q.Owner = journal.TransferRunning, d.journal.Owner()
	_, err := d.journal.SaveTransfer(t.Context(), q)
	must(t, err)
	c := &worker{d: d, cancel: func(error) {}, step: StepFetching, t: q}
	c.meter.add(0, now().Add(-2*window))
	c.meter.add(16<<10, now().Add(-window-time.Second))
	d.mu.Lock()
	d.workers[q.ID] = c
	d.mu.Unlock()
	for _, want := range []int{1, 0} {
		must(t, d.refresh(t.Context()))
		if got := len(d.changes); want == 0 && got != 0 {
			t.Errorf("%d signs of a change, want %d", got, want)
		}
		for len(d.changes) > 0 {
			<-d.changes
		}
	}
	d.mu.Lock()
	it := c.item(q)
	d.mu.Unlock()
	if it.Speed != 0 || !it.Stalled {
		t.Errorf("speed %f, stalled %t", it.Speed, it.Stalled)
	}
	c.meter.add(32<<10, now())
	must(t, d.refresh(t.Context()))
	if len(d.changes) != 1 {
		t.Error("nobody is told that it goes on")
	}
}

func TestWaitsDoubleAndEnd(t *testing.T) {
	p := usual
	want := p.first
	for tries := range 40 {
		if got := p.delay(tries); got != min(want, p.last) {
			t.Errorf("%d: %v", tries, got)
		}
		want = min(2*want, time.Hour)
	}
}
