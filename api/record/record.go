// Package record has what this machine keeps of an account from run to run, in the
// words that the journal and the dashboard share.
package record

import (
	"cmp"
	"time"

	"lipdash/api"
)

// Seen is a state that a job was seen in.
type Seen struct {
	Status api.Status
	// At is when it was first seen in that state.
	At time.Time
	// Found says that it was in the state already when somebody looked: nobody saw it
	// begin, and At only says before when that was.
	Found bool
}

// Observation is one job seen in a state, as in Seen.
type Observation struct {
	ID     api.JobID
	Status api.Status
	At     time.Time
	Found  bool
	// Length is the output's, 0 when unknown.
	Length time.Duration
	// Failure is what the server says about a failed one, "" when that is not known.
	Failure string
}

// Job is a job as it was last seen in the account's list, without links and
// JSON, which are secrets and expire.
type Job struct {
	Job api.Job
	// HasVideo and HasCaptions tell which results it had.
	HasVideo, HasCaptions bool
	// Unseen says that it was done and the user had not looked at it.
	Unseen bool
	SeenAt time.Time
}

// Page is a part of the list, the newest job first.
type Page struct {
	Jobs []Job
	// Next goes on behind this page, "" at the end.
	Next string
	// SavedAt is when the list was last heard of, and Whole whether it was loaded
	// to its end then.
	SavedAt time.Time
	Whole   bool
	// ClockOffset is how far HeyGen's clock, by which jobs are made, was ahead
	// of this machine's, by which all else is timed.
	ClockOffset time.Duration
}

// Draft is a form that was not sent yet.
type Draft struct {
	// ID is a uuid. A draft that was deleted or sent never comes back under its id,
	// however late a save of it arrives.
	ID string
	// Values are the texts by parameter name. A link that carries a permission
	// comes back without it (submission.Withheld).
	Values map[string]string
	// Focus is the parameter the caret is in, Caret its place there in runes.
	Focus string
	Caret int
	// Again is the job that it was copied from, which is made again with it, "" for none.
	Again api.JobID
	// CreatedAt and UpdatedAt: of two saves the later UpdatedAt wins, unless that
	// is of the future, because the clock was set back.
	CreatedAt, UpdatedAt time.Time
}

// Name is what it is called in a menu: its title, else a file of it.
func (d Draft) Name() string {
	return cmp.Or(d.Values["title"], d.Values["video"], d.Values["audio"], "a draft")
}

// Retry is how a failed job is retried automatically.
type Retry struct {
	// At is when, N which try that is, of Of at most.
	At    time.Time
	N, Of int
	// Begun tells that it was; Stopped is why it is not after all, "" when it is.
	Begun   bool
	Stopped NoRetry
}

// NoRetry is why a job is not tried again by itself after all.
type NoRetry string

// The reasons: the day's limit is reached, it was made again already, it was deleted.
const (
	NoRetryLimit NoRetry = "limit"
	NoRetryMade  NoRetry = "made"
	NoRetryGone  NoRetry = "gone"
)

// View is a way to look at the list that has a name.
type View struct {
	Name string `json:"-"`
	// Filter is the text of the filter, State and Sort are the words for them, "" for all
	// and for the newest first (state/browse). Reason is a reason of failure.
	Filter  string `json:"filter,omitempty"`
	State   string `json:"state,omitempty"`
	Reason  string `json:"reason,omitempty"`
	Sort    string `json:"sort,omitempty"`
	Reverse bool   `json:"reverse,omitempty"`
}
