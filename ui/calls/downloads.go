package calls

import (
	"context"

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
	Fetch(ctx context.Context, jobs []api.Job, again bool) (Receipt, error)
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

// Receipt is what became of a wish for files.
type Receipt struct {
	// Queued counts the files that come, Saved those that are here already.
	Queued, Saved int
	// Where is a saved file, for people.
	Where string
}
