package download

import (
	"context"
	"maps"
	"os"
	"slices"
	"sync"
	"time"

	"lipdash/api/safely"
	"lipdash/journal"
)

// Run drives the queue until the context ends; then it waits for its goroutines,
// which give back what they drive. It may Run again, also while the one before waits
// for a call that does not end. It returns nil, or ErrRuns at once.
func (d *Downloader) Run(ctx context.Context) error {
	if d.setRunning(true) {
		return ErrRuns
	}
	work := &sync.WaitGroup{}
	d.work = work
	for ctx.Err() == nil {
		d.turn(ctx)
		select {
		case <-ctx.Done():
		case <-d.stirred:
		case <-time.After(d.pace.look):
		}
	}
	d.setRunning(false)
	work.Wait()
	d.sweep()
	return nil
}

// sweep removes the part files of a queue that nobody will know of any more.
func (d *Downloader) sweep() {
	if d.journal.Survives() {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, t := range slices.Concat(d.open, d.past) {
		if t.State != journal.TransferDone {
			_ = os.Remove(t.Part)
		}
	}
}

// setRunning tells whether it was running.
func (d *Downloader) setRunning(yes bool) (was bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	was, d.running = d.running, yes
	return was
}

// turn reads the queue and takes what may run.
func (d *Downloader) turn(ctx context.Context) {
	_ = d.journal.Reclaim(ctx) // what keeps it, keeps the next line too
	if d.refresh(ctx) != nil {
		return
	}
	d.freeIdle(ctx)
	for d.wanted() && d.claim(ctx) {
		_ = d.refresh(ctx) // the next turn reads again
	}
}

// freeIdle gives back, to be tried later, what this process has and does not drive: its
// worker ended by a fault, or could not store its end.
func (d *Downloader) freeIdle(ctx context.Context) {
	for _, t := range d.idle() {
		t.State, t.Tries, t.NextTry = journal.TransferQueued, t.Tries+1, now().Add(d.pace.delay(t.Tries))
		_, _ = d.journal.SaveTransfer(ctx, t) // the next turn tries again
	}
}

// idle are the transfers of this process that have no worker.
func (d *Downloader) idle() (out []journal.Transfer) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, t := range slices.Concat(d.open, d.past) {
		if t.Owner == d.journal.Owner() && d.workers[t.ID] == nil {
			out = append(out, t)
		}
	}
	return out
}

// Hanging are the transfers with a worker that does not end although its Run did: a
// call is under way that heeds no context.
func (d *Downloader) Hanging() []journal.TransferID {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Collect(maps.Keys(d.workers))
}

// wanted tells whether there is something to claim: asking costs a write.
func (d *Downloader) wanted() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	t := now()
	return len(d.workers) < d.opts.Parallel && slices.ContainsFunc(d.open, func(r journal.Transfer) bool {
		waits := r.State == journal.TransferQueued || r.State == journal.TransferRunning
		return waits && r.Owner == "" && (!d.opts.OnlyAsked || d.asked[r.ID]) && (!r.NextTry.After(t) || r.UpdatedAt.After(t))
	})
}

// claim takes one transfer and gives it a worker.
func (d *Downloader) claim(ctx context.Context) bool {
	d.turning.Lock()
	defer d.turning.Unlock()
	only := d.only()
	if d.opts.OnlyAsked && len(only) == 0 {
		return false
	}
	t, ok, err := d.journal.ClaimTransfer(ctx, d.opts.Parallel, only...)
	if err != nil || !ok {
		return false
	}
	ctx, cancel := context.WithCancelCause(ctx)
	c := &worker{d: d, cancel: cancel, t: t, step: StepWaiting}
	c.done.Store(t.Done)
	d.mu.Lock()
	d.workers[t.ID] = c
	d.mu.Unlock()
	d.work.Go(safely.Func(func() { c.run(ctx) }))
	d.changed()
	return true
}

// refresh reads the rows and tells workers whose transfer is wanted otherwise,
// here or in another process. It excludes a claim: a row read before one would
// look as if it had been taken away.
func (d *Downloader) refresh(ctx context.Context) error {
	d.turning.Lock()
	defer d.turning.Unlock()
	open, err := d.journal.Transfers(ctx)
	var past []journal.Transfer
	if err == nil {
		past, err = d.journal.PastTransfers(ctx, now().Add(-d.pace.past), d.pace.pastKept)
	}
	if err != nil {
		d.complain(journal.Sentence(err))
		return err
	}
	free, known := d.disk.room(d.opts.Folder)
	if !known {
		free = -1
	}
	stopped := d.whoStopped(open)
	d.mu.Lock()
	same := slices.Equal(d.open, open) && slices.Equal(d.past, past) && maps.Equal(d.stopped, stopped) && d.trouble == ""
	d.open, d.past, d.stopped, d.trouble, d.free = open, past, stopped, "", free
	d.obey(open)
	for _, c := range d.workers {
		stalled := c.step == StepFetching && c.meter.stalled(now())
		same, c.stalled = same && stalled == c.stalled, stalled
	}
	d.mu.Unlock()
	if !same {
		d.changed()
	}
	return nil
}

// whoStopped are the processes that have a transfer and were stopped.
func (d *Downloader) whoStopped(open []journal.Transfer) map[string]int {
	out, me := map[string]int{}, d.journal.Owner()
	for _, t := range open {
		if _, known := out[t.Owner]; !known && t.Owner != "" && t.Owner != me {
			out[t.Owner] = journal.StoppedPID(t.Owner)
		}
	}
	return out
}

// obey stops the workers whose transfer is not theirs to run any more; the
// caller holds the lock.
func (d *Downloader) obey(open []journal.Transfer) {
	owner := d.journal.Owner()
	for id, c := range d.workers {
		i := slices.IndexFunc(open, func(t journal.Transfer) bool { return t.ID == id })
		switch {
		case i < 0 || open[i].State != journal.TransferRunning && open[i].Owner == owner:
			c.cancel(errMoved)
		case open[i].Owner != owner:
			c.cancel(errLost)
		}
	}
}

func (d *Downloader) complain(trouble string) {
	d.mu.Lock()
	same := d.trouble == trouble
	d.trouble = trouble
	d.mu.Unlock()
	if !same {
		d.changed()
	}
}
