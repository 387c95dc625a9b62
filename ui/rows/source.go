// Package rows makes what the panes draw of what the rooms know: the header, the rows of the
// list and the line under it, the detail of one of them, groups of failures, files on their
// way, the activity, and how rows are called in sentences. It joins several rooms and decides
// nothing: all of it only reads, but for what Kept keeps of a view that stands still, and
// knows neither the root nor when something is drawn.
package rows

import (
	"slices"
	"time"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
	"lipdash/ui/state/activity"
	"lipdash/ui/state/batches"
	"lipdash/ui/state/browse"
	"lipdash/ui/state/create"
	"lipdash/ui/state/edits"
	"lipdash/ui/state/poll"
	"lipdash/ui/state/review"
	"lipdash/ui/state/store"
	"lipdash/ui/state/transfers"
)

// Source is what rows are made from: the rooms of a session at one moment.
type Source struct {
	Batches   *batches.Room
	Review    *review.Room
	Store     *store.Store
	Browse    *browse.List
	Edits     *edits.Queue
	Create    *create.Room
	Transfers *transfers.Room
	Notifier  *activity.Notifier
	Poll      *poll.Rounds
	// ReadErrs is the last problem with reading a job.
	ReadErrs map[api.JobID]error

	// Balance is what the account has to spend.
	Balance api.Balance
	// Slots is how many jobs may run on the account at once, 0 for no limit.
	Slots int

	// Columns are the names of those that the list shall have, none for the usual ones.
	Columns []string

	Keys  *keymap.Map
	Theme *theme.Theme
	Now   time.Time
	// Ahead is how far HeyGen's clock is ahead of this machine's.
	Ahead time.Duration
	// Kept is how things were drawn before the view stood still.
	Kept Kept
	// Short is a path as people write it, nil for as it is.
	Short func(string) string
}

// submission is that of a row, nil when the row is a job.
func (s Source) submission(row action.RowID) *create.Outgoing {
	return s.Create.Pending.Find(row.Submission)
}

// serverNow is the time by HeyGen's clock, for what HeyGen says about the future.
func (s Source) serverNow() time.Time { return s.Now.Add(s.Ahead) }

// made is when a job was made by this machine's clock, zero when nobody told. Only so may
// it be compared with what was seen from here.
func (s Source) made(j api.Job) time.Time {
	if j.CreatedAt.IsZero() {
		return j.CreatedAt
	}
	return j.CreatedAt.Add(-s.Ahead)
}

// left is what is likely left of an active job, and whether it is stuck.
func (s Source) left(j api.Job) (info string, stuck bool) {
	return s.Create.Left(j, s.Now.Sub(s.made(j)))
}

// stuck tells whether a job takes too long, and nothing else is to be said of it.
func (s Source) stuck(j api.Job) bool {
	_, stuck := s.left(j)
	return stuck && !s.Edits.Going(j.ID) && s.Edits.Brief(j.ID) == ""
}

// Life tells whether a row was made on this machine, in this run or, by the journal, in an
// earlier one, and whether its end is still to come.
func (s Source) Life(row action.RowID) (madeHere, unended bool) {
	if s.submission(row) != nil {
		return true, true
	}
	e, ok := s.Store.Get(row.Job)
	madeHere = s.Create.Records.MadeHere(row.Job) || ok && e.CreatedHere
	return madeHere, ok && !e.Job.Status.Terminal() && !s.Edits.Going(row.Job)
}

// Watching tells whether a job is active whose end will be told.
func (s Source) Watching() bool {
	return slices.ContainsFunc(s.Store.Active(), func(id api.JobID) bool {
		mine, _ := s.Life(action.JobRow(id))
		return s.Notifier.Watches(activity.Subject{Job: id}, mine)
	})
}

// told is what the detail and the row of a job say about its end being told.
func (s Source) told(row action.RowID) (detail, note string) {
	mine, unended := s.Life(row)
	if !unended {
		return "", ""
	}
	return s.Notifier.Says(activity.Subject(row), mine)
}
