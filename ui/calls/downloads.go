package calls

import (
	"cmp"
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/state/transfers"
)

// Downloads brings files of jobs to this machine. The queue outlives the
// program. Methods with a context may wait for the disk and are only called from
// commands; the others return at once.
type Downloads interface {
	// Fetch queues the video and, where there are, the captions of completed
	// jobs. What was fetched before and is still there is fetched again only when
	// that is asked for.
	Fetch(ctx context.Context, jobs []api.Job, again bool) (transfers.Receipt, error)
	// Move does what the user wants of one transfer.
	Move(ctx context.Context, id string, wish action.Wish) error
	// Transfers are those to come, in order, then those that are over; Changes
	// receives a value when they may have changed.
	Transfers() []transfers.Transfer
	Changes() <-chan struct{}
	// Saved are the files of jobs that are on this machine.
	Saved(ctx context.Context, ids []api.JobID) (map[api.JobID][]transfers.File, error)
	// Folder is where files go, as people write it; free is how many bytes there
	// are left there, -1 when that is not known.
	Folder() (name string, free int64)
	// Trouble says in one sentence why the queue cannot be read, "" when it can.
	Trouble() string
}

// TransfersChanged says that the transfers may have changed.
type TransfersChanged struct{}

// transfersBeat is how often bars move at most: more often is no better, and costs a slow
// link its width.
const transfersBeat = 400 * time.Millisecond

// ListenTransfers waits for the next change, and a moment for more of them.
func ListenTransfers(ctx context.Context, d Downloads) tea.Cmd {
	return Listen(ctx, d.Changes(), func(struct{}) tea.Msg {
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(transfersBeat):
			return TransfersChanged{}
		}
	})
}

// FilesTold is what came of a wish for files. Jobs are those whose files were to be
// fetched, which with an error the queue does not know of.
type FilesTold struct {
	Jobs []api.JobID
	Err  error
	Said transfers.Said
}

// FetchFiles queues the files of jobs; name is what the first of them is called.
func FetchFiles(ctx context.Context, d Downloads, jobs []api.Job, again bool, name string, keys action.Keys) tea.Cmd {
	return func() tea.Msg {
		r, err := d.Fetch(ctx, jobs, again)
		folder, _ := d.Folder()
		told := FilesTold{Err: err, Said: r.Said(err, len(jobs), name, folder, keys)}
		for _, j := range jobs {
			told.Jobs = append(told.Jobs, j.ID)
		}
		return told
	}
}

// MoveTransfer does what the user wants of a transfer.
func MoveTransfer(ctx context.Context, d Downloads, t transfers.Transfer, wish action.Wish, keys action.Keys) tea.Cmd {
	return func() tea.Msg {
		return FilesTold{Said: transfers.Moved(t.Name, wish, d.Move(ctx, t.ID, wish), keys)}
	}
}

// MoveTransfers does what the user wants of several transfers.
func MoveTransfers(ctx context.Context, d Downloads, s transfers.Several) tea.Cmd {
	return func() tea.Msg {
		failed, first := 0, error(nil)
		for _, t := range s.Move {
			if err := d.Move(ctx, t.ID, s.Wish); err != nil {
				failed, first = failed+1, cmp.Or(first, err)
			}
		}
		return FilesTold{Said: s.Said(failed, first)}
	}
}

// SavedRead is which files of jobs are on this machine.
type SavedRead struct {
	Asked []api.JobID
	Saved map[api.JobID][]transfers.File
	Err   error
}

// ReadSaved asks which files of jobs are on this machine.
func ReadSaved(ctx context.Context, d Downloads, ids []api.JobID) tea.Cmd {
	return func() tea.Msg {
		got, err := d.Saved(ctx, ids)
		return SavedRead{Asked: ids, Saved: got, Err: err}
	}
}

// FolderOf is where files go, "" while there is none, and the free bytes there, -1 when
// nobody knows.
func FolderOf(d Downloads) (name string, free int64) {
	if d == nil {
		return "", -1
	}
	return d.Folder()
}
