package account

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"time"

	"lipdash/api"
	"lipdash/journal"
	"lipdash/journal/download"
)

// What a command asks that brings files here, and ends.

// FetchHere queues the videos of jobs, and the captions of those that have some, for the
// folder of this memory. What was saved to another folder is fetched once more, into this
// one; what is in it already is not.
func (m *Memory) FetchHere(ctx context.Context, jobs []api.Job) (download.Receipt, error) {
	var r download.Receipt
	if m.files == nil {
		return r, download.ErrFolder
	}
	for _, job := range jobs {
		one, err := m.files.Downloader.Fetch(ctx, []api.Job{job}, journal.TransferVideo, journal.TransferCaptions)
		if err == nil && slices.ContainsFunc(one.Saved, m.elsewhere) {
			one, err = m.again(ctx, job, one)
		}
		if err != nil {
			return r, err
		}
		r.Queued, r.Saved, r.Without = append(r.Queued, one.Queued...), append(r.Saved, one.Saved...), append(r.Without, one.Without...)
	}
	return r, nil
}

// First puts downloads before all others, whichever process fetches them.
func (m *Memory) First(ctx context.Context, ids []journal.TransferID) error {
	return m.live().PutTransfersFirst(ctx, ids)
}

// Pending are the downloads that are not over, whoever asked for them.
func (m *Memory) Pending(ctx context.Context) ([]journal.Transfer, error) {
	if m.files == nil {
		return nil, download.ErrFolder
	}
	out, err := m.files.Pending(ctx)
	return out, err
}

// FetchPending goes on here with downloads that wait, also with those that had failed.
func (m *Memory) FetchPending(ctx context.Context, list []journal.Transfer) error {
	for _, t := range list {
		if t.State != journal.TransferFailed {
			continue
		}
		if err := m.files.Retry(ctx, t.ID); err != nil && !errors.Is(err, download.ErrUnknown) {
			return err
		}
	}
	m.files.Ask(list...)
	return nil
}

// DropPending takes downloads off the list that no process has, and returns which.
func (m *Memory) DropPending(ctx context.Context, list []journal.Transfer) ([]journal.Transfer, error) {
	return m.files.Drop(ctx, list)
}

// elsewhere tells whether a file was saved to another folder than today's.
func (m *Memory) elsewhere(f journal.SavedFile) bool { return filepath.Dir(f.Path) != m.files.folder }

// again fetches those files of a job into this folder that are in another one.
func (m *Memory) again(ctx context.Context, job api.Job, r download.Receipt) (download.Receipt, error) {
	onDisk, err := m.files.OnDisk(ctx, []api.JobID{job.ID})
	if err != nil {
		return r, err
	}
	here, saved := onDisk[job.ID], r.Saved
	r.Saved = nil
	for _, f := range saved {
		if i := slices.IndexFunc(here, func(h journal.SavedFile) bool { return h.Kind == f.Kind && !m.elsewhere(h) }); i >= 0 {
			r.Saved = append(r.Saved, here[i])
			continue
		}
		more, err := m.files.FetchAgain(ctx, []api.Job{job}, f.Kind)
		if err != nil {
			return r, err
		}
		r.Queued = append(r.Queued, more.Queued...)
	}
	return r, nil
}

// NeverFetched are those of some jobs of which no file was ever saved here, wherever it is now.
func (m *Memory) NeverFetched(ctx context.Context, jobs []api.Job) ([]api.Job, error) {
	saved, err := m.live().SavedFiles(ctx, api.IDsOf(jobs))
	return slices.DeleteFunc(slices.Clone(jobs), func(j api.Job) bool { return len(saved[j.ID]) > 0 }), err
}

// AwaitFetched waits until nothing is to come of transfers without the user, whichever
// process has them, or the context ends; tell is told how far they are. It returns them as
// they were last seen, with an error too.
func (m *Memory) AwaitFetched(ctx context.Context, ids []journal.TransferID, tell func([]download.Item)) ([]download.Item, error) {
	tick := time.NewTicker(awaitLook)
	defer tick.Stop()
	for {
		items := m.fetching(ctx, ids)
		tell(items)
		if !slices.ContainsFunc(items, comes) {
			return items, nil
		}
		select {
		case <-ctx.Done():
			return items, ctx.Err()
		case <-m.files.Changes():
		case <-tick.C:
		}
	}
}

// comes tells whether a transfer goes on by itself.
func comes(it download.Item) bool {
	return it.State == journal.TransferQueued || it.State == journal.TransferRunning
}

// fetching are transfers as they are: the downloader shows what runs here as it arrives, the
// journal has what other processes do.
func (m *Memory) fetching(ctx context.Context, ids []journal.TransferID) []download.Item {
	shown := map[journal.TransferID]download.Item{}
	for _, it := range m.files.Items() {
		shown[it.ID] = it
	}
	out := make([]download.Item, 0, len(ids))
	for _, id := range ids {
		it, ok := shown[id]
		if !ok || it.State != journal.TransferRunning {
			t, known, err := m.live().Transfer(ctx, id)
			switch {
			case known:
				it.Transfer = t
			case err == nil:
				it = download.Item{Transfer: journal.Transfer{ID: id, State: journal.TransferCancelled, Reason: "It was taken off the list."}}
			case !ok:
				it = download.Item{Transfer: journal.Transfer{ID: id, State: journal.TransferQueued}}
			}
		}
		out = append(out, it)
	}
	return out
}
