// Package store holds what the server said: jobs by id, their order in pages,
// the cursor token, and the rules about late answers. It knows nothing of Bubble
// Tea. Only the root's appliers write to it, from one goroutine.
package store

import (
	"time"

	"lipdash/api"
)

// Seq numbers requests: reads take theirs when sent, writes when answered.
type Seq uint64

// Change is one observed change of state, as seen from here.
type Change struct {
	Status api.Status
	At     time.Time
}

// Entry is one job and what was observed about it.
type Entry struct {
	Job api.Job
	// History is the states this program saw, oldest first; the first entry
	// is the state the job was in when first seen.
	History []Change
	// SeenAt is when the last answer about this job arrived.
	SeenAt time.Time
	// CreatedHere is true for jobs made by this process.
	CreatedHere bool
	// NeedsRead is true when the state is terminal by a bulk answer but the
	// resource (link, length, message) was not read since.
	NeedsRead bool
}

// Transition is a change of state worth telling the user.
type Transition struct {
	ID       api.JobID
	From, To api.Status
}

// Merge is what one answer did.
type Merge struct {
	Transitions []Transition
	// New are jobs seen for the first time.
	New []api.JobID
	// Suspects are jobs that the answer should have shown or found but did
	// not: only a GET that says 404 with an envelope removes them.
	Suspects []api.JobID
	// Refused counts rows for which the answer was older than what is held.
	Refused int
}

// Counts are the jobs loaded, by state.
type Counts struct {
	Pending, Running, Completed, Failed, Other int
}

// Store is the loaded part of the account's list.
type Store struct{}

// New returns an empty store for pages of pageSize jobs.
func New(pageSize int) *Store { return &Store{} }
