package download

import (
	"context"
	"slices"

	"lipdash/api"
	"lipdash/journal"
)

// Item is a transfer for the screen.
type Item struct {
	// Transfer is as it was last stored, except that Done counts what has
	// arrived by now.
	journal.Transfer
	// Step is what a transfer that runs here is doing, "" for others.
	Step Step
	// Speed is in bytes a second over the last few seconds, 0 when it does not
	// run here.
	Speed float64
	// Stalled is true while nothing arrives although the server was asked.
	Stalled bool
	// Stopped is the number of the process that runs it, when that was stopped.
	Stopped int
}

// Items are the transfers in the order of the queue, and after them those that
// were done or cancelled within a day, the latest first. It never waits for the
// disk or the network: what other processes do shows within a second or so of
// Run.
func (d *Downloader) Items() []Item {
	d.mu.Lock()
	defer d.mu.Unlock()
	out := make([]Item, 0, len(d.open)+len(d.past))
	for _, t := range slices.Concat(d.open, d.past) {
		it := Item{Transfer: t, Stopped: d.stopped[t.Owner]}
		if c := d.workers[t.ID]; c != nil && t.State == journal.TransferRunning {
			it = c.item(t)
		}
		out = append(out, it)
	}
	return out
}

// item is the worker's transfer, stored as a row. An end that is not stored yet
// is not shown: nobody could act on it. The caller holds the downloader's lock.
func (c *worker) item(stored journal.Transfer) Item {
	it := Item{Transfer: stored, Step: c.step}
	if c.t.State == journal.TransferRunning {
		it.Transfer = c.t
	}
	it.Done = c.done.Load()
	if c.step == StepFetching {
		it.Speed, it.Stalled = c.meter.rate(now()), c.meter.stalled(now())
	}
	return it
}

// Free is how many bytes there were free in the folder when it was last looked,
// -1 when that is not known.
func (d *Downloader) Free() int64 {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.free
}

// Trouble is one sentence about why the queue cannot be read, "" when it can.
func (d *Downloader) Trouble() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.trouble
}

// Changes has a value when Items may have changed since the last one was taken.
func (d *Downloader) Changes() <-chan struct{} { return d.changes }

// changed never waits: one sign is as good as many.
func (d *Downloader) changed() { journal.Sign(d.changes) }

// row is a transfer as it was last read.
func (d *Downloader) row(id journal.TransferID) (journal.Transfer, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, t := range slices.Concat(d.open, d.past) {
		if t.ID == id {
			return t, true
		}
	}
	return journal.Transfer{}, false
}

// OnDisk are the files of jobs that were fetched and are where they were put, as
// long as they were: by job, the latest first. It looks at the disk.
func (d *Downloader) OnDisk(ctx context.Context, ids []api.JobID) (map[api.JobID][]journal.SavedFile, error) {
	saved, err := d.journal.SavedFiles(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := map[api.JobID][]journal.SavedFile{}
	for id, files := range saved {
		for _, f := range files {
			if there(f) {
				out[id] = append(out[id], f)
			}
		}
	}
	return out, nil
}
