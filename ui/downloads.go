package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/kit/action"
)

// Downloads brings files of jobs to this machine. The queue outlives the
// program. Methods with a context may wait for the disk and are only called from
// commands; the others return at once.
type Downloads interface {
	// Fetch queues the video and, where there are, the captions of completed
	// jobs. What was fetched before and is still there is fetched again only when
	// that is asked for.
	Fetch(ctx context.Context, jobs []api.Job, again bool) (Receipt, error)
	// Move does what the user wants of one transfer.
	Move(ctx context.Context, id string, wish action.Wish) error
	// Transfers are those to come, in order, then those that are over; Changes
	// receives a value when they may have changed.
	Transfers() []Transfer
	Changes() <-chan struct{}
	// Saved are the files of jobs that are on this machine.
	Saved(ctx context.Context, ids []api.JobID) (map[api.JobID][]SavedFile, error)
	// Folder is where files go, as people write it; free is how many bytes there
	// are left there, -1 when that is not known.
	Folder() (name string, free int64)
	// Trouble says in one sentence why the queue cannot be read, "" when it can.
	Trouble() string
}

// Receipt is what became of a wish for files.
type Receipt struct {
	// Queued counts the files that come, Saved those that are here already.
	Queued, Saved int
	// Where is a saved file, for people.
	Where string
}

// SavedFile is one file of a job on this machine.
type SavedFile struct {
	// Path is absolute, Name is how people write it.
	Path, Name string
	Captions   bool
	Size       int64
	At         time.Time
}

// TransferState is where a transfer stands.
type TransferState int

// The states of a transfer; the last three are over.
const (
	TransferQueued TransferState = iota
	TransferRunning
	TransferPaused
	TransferFailed
	TransferDone
	TransferCancelled
)

// Transfer is one file on its way from HeyGen to this machine.
type Transfer struct {
	ID       string
	Job      api.JobID
	Captions bool
	// Path is absolute, Name is how people write it.
	Path, Name string
	// Size is in bytes, -1 when unknown; Done of them are here. Speed is in bytes
	// a second.
	Size, Done int64
	Speed      float64
	State      TransferState
	// Step is what is being done, a word or two; Reason is one sentence about why
	// it waits or failed.
	Step, Reason string
	// Asks is true while a file of that name is in the way and the user decides.
	Asks bool
	// Linked is true when the link was renewed on the way.
	Linked bool
	// NextTry is when it is tried again; At is when it changed last.
	NextTry, At time.Time
}

// over tells whether nothing happens with a transfer unless the user wants it.
func (t Transfer) over() bool { return t.State >= TransferFailed }

type (
	transfersChangedMsg struct{ more <-chan struct{} }
	fetchedMsg          struct {
		asked   []api.JobID
		receipt Receipt
		again   bool
		err     error
	}
	transferMovedMsg struct {
		wish action.Wish
		name string
		err  error
	}
	savedReadMsg struct {
		asked []api.JobID
		saved map[api.JobID][]SavedFile
		err   error
	}
)

// listenTransfers waits for the next change, and a moment for more of them: bars
// that move ten times a second are no better, and cost a slow link its width.
func listenTransfers(ctx context.Context, ch <-chan struct{}) tea.Cmd {
	return func() tea.Msg {
		select {
		case <-ctx.Done():
			return nil
		case <-ch:
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(transfersBeat):
			return transfersChangedMsg{more: ch}
		}
	}
}

const transfersBeat = 400 * time.Millisecond

func fetchFiles(ctx context.Context, d Downloads, jobs []api.Job, again bool) tea.Cmd {
	asked := make([]api.JobID, len(jobs))
	for i, j := range jobs {
		asked[i] = j.ID
	}
	return func() tea.Msg {
		r, err := d.Fetch(ctx, jobs, again)
		return fetchedMsg{asked: asked, receipt: r, again: again, err: err}
	}
}

func moveTransfer(ctx context.Context, d Downloads, id, name string, wish action.Wish) tea.Cmd {
	return func() tea.Msg {
		return transferMovedMsg{wish: wish, name: name, err: d.Move(ctx, id, wish)}
	}
}

func readSaved(ctx context.Context, d Downloads, ids []api.JobID) tea.Cmd {
	return func() tea.Msg {
		got, err := d.Saved(ctx, ids)
		return savedReadMsg{asked: ids, saved: got, err: err}
	}
}
