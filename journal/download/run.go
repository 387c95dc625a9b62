package download

import (
	"context"
	"os"
	"slices"
	"time"

	"lipdash/api/safely"
	"lipdash/journal"
)

// Run drives the queue until the context ends; then it waits for its goroutines,
// which give back what they drive. It returns nil, or ErrRan at once.
func (d *Downloader) Run(ctx context.Context) error {
	d.mu.Lock()
	ran := d.ran
	d.ran = true
	d.mu.Unlock()
	if ran {
		return ErrRan
	}
	var renewed time.Time
	for ctx.Err() == nil {
		if now().Sub(renewed) >= d.pace.lease/3 {
			renewed = now()
			d.renew(ctx)
		}
		d.turn(ctx)
		select {
		case <-ctx.Done():
		case <-d.stirred:
		case <-time.After(d.rest()):
		}
	}
	d.work.Wait()
	d.sweep()
	return nil
}

// sweep removes the part files of a queue that nobody will know of any more.
func (d *Downloader) sweep() {
	if d.opts.Journal.Survives() {
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

// rest is how long nothing needs to be looked at.
func (d *Downloader) rest() time.Duration {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.open) > 0 {
		return d.pace.busy
	}
	return d.pace.idle
}

// renew keeps the leases that have not lapsed. One that has, since this process
// slept, is given up by its worker: another process may have it by now.
func (d *Downloader) renew(ctx context.Context) {
	d.mu.Lock()
	none := len(d.workers) == 0
	d.mu.Unlock()
	began, until := now(), now().Add(d.pace.lease)
	if none || d.store.RenewTransfers(ctx, d.opts.Owner, until) != nil {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, c := range d.workers {
		if began.Before(c.until) {
			c.until = until
		}
	}
}

// turn reads the queue and takes what may run.
func (d *Downloader) turn(ctx context.Context) {
	if d.refresh(ctx) != nil {
		return
	}
	for d.wanted() && d.claim(ctx) {
		_ = d.refresh(ctx) // the next turn reads again
	}
}

// wanted tells whether there is something to claim: asking costs a write.
func (d *Downloader) wanted() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	t := now()
	return len(d.workers) < d.opts.Parallel && slices.ContainsFunc(d.open, func(r journal.Transfer) bool {
		waits := r.State == journal.TransferQueued || r.State == journal.TransferRunning
		return waits && (r.Owner == "" || !r.Until.After(t)) && (!r.NextTry.After(t) || r.UpdatedAt.After(t))
	})
}

// claim takes one transfer and gives it a worker.
func (d *Downloader) claim(ctx context.Context) bool {
	d.turning.Lock()
	defer d.turning.Unlock()
	until := now().Add(d.pace.lease)
	t, ok, err := d.store.ClaimTransfer(ctx, d.opts.Owner, d.opts.Parallel, until)
	if err != nil || !ok {
		return false
	}
	ctx, cancel := context.WithCancelCause(ctx)
	c := &worker{d: d, cancel: cancel, t: t, step: StepWaiting, until: until}
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
	open, err := d.store.Transfers(ctx)
	var past []journal.Transfer
	if err == nil {
		past, err = d.store.PastTransfers(ctx, now().Add(-d.pace.past), d.pace.pastKept)
	}
	if err != nil {
		d.complain(journal.Sentence(err))
		return err
	}
	free, known := d.disk.room(d.opts.Folder)
	if !known {
		free = -1
	}
	d.mu.Lock()
	same := slices.Equal(d.open, open) && slices.Equal(d.past, past) && d.trouble == ""
	d.open, d.past, d.trouble, d.free = open, past, "", free
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

// obey stops the workers whose transfer is not theirs to run any more; the
// caller holds the lock.
func (d *Downloader) obey(open []journal.Transfer) {
	for id, c := range d.workers {
		i := slices.IndexFunc(open, func(t journal.Transfer) bool { return t.ID == id })
		switch {
		case i < 0 || open[i].State != journal.TransferRunning && open[i].Owner == d.opts.Owner:
			c.cancel(errMoved)
		case open[i].Owner != d.opts.Owner:
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
