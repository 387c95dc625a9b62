package follow

import (
	"context"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/calls"
	"lipdash/ui/state/create"
	"lipdash/ui/state/edits"
	"lipdash/ui/state/follow"
	"lipdash/ui/state/transfers"
)

// Options are what is followed, and who is told.
type Options struct {
	Client calls.Client
	// Memory is what this machine remembers; nil where nothing is to be sent, fetched or
	// learned.
	Memory Memory
	// Attempts are the client's calls as they are answered, nil when nobody tells.
	Attempts <-chan api.Call
	// Forget drops connections that are probably dead, after a sleep; may be nil.
	Forget func()
	// Budget is how many calls a minute there may be, see poll.New.
	Budget int
	// All follows every job of the account; otherwise those that were added.
	All bool
	// Drives is true where the memory sends and fetches, so that what it has on the way is
	// looked at.
	Drives bool
	// AutoDownload is which results are fetched when they are done.
	AutoDownload transfers.Auto
	// Hooks run when jobs end.
	Hooks Hooks
	// Room is what is known of creates; one of its own when nil.
	Room *create.Room
	// Edits are the deletes and renames that are made here, nil for none; Edited takes in words
	// how they end.
	Edits  *edits.Queue
	Edited func(edits.Ending)
	// Became takes that a submission is a job now, before that is told; may be nil.
	Became func(of submission.ID, job api.JobID)
	// Turned is called when the loop has dealt with something; may be nil.
	Turned func()
	// Tell takes changes as they happen, and ends it when there is to be no more or with an
	// error.
	Tell func([]follow.Change) (more bool, err error)
	// Say takes a line about the way to HeyGen: an outage, its end, a slow-down.
	Say func(text string)
}

// Memory is what this machine remembers; *account.Memory satisfies it.
type Memory interface {
	calls.Memory
	// Submissions are some submissions as they are stored.
	Submissions(ctx context.Context, ids []submission.ID) ([]submission.Submission, error)
}
