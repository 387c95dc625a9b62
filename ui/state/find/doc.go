// Package find narrows and orders the loaded jobs: a text, a state, a reason of
// failure, and what to sort by. It knows no screen and no network; the root
// tells it what changed and reads which jobs are shown.
//
// It is made so that nothing costs in proportion to the account but what must:
// texts are folded once per job, a query that was extended looks only at what
// matched before, and a job that changed is put in its place among the others
// without sorting them again.
//
// A text is words. A job matches when each of them is somewhere in its title,
// its callback id, the reason of its failure or its id; a short word only at the
// beginning of the id, for any two digits are somewhere in most ids. Only when no job matches
// so are those shown that have the letters of each word in order and close to
// each other: somebody who types a part of a name wants what has it, and not a
// screen of guesses behind it.
package find

import (
	"time"

	"lipdash/api"
)

// Facts are what is looked at of a job.
type Facts struct {
	ID                         api.JobID
	Title, CallbackID, Failure string
	Status                     api.Status
	// Unseen jobs are done, and the user did not look at them.
	Unseen bool
	Length time.Duration
	// Changed is when the job was last seen to change its state.
	Changed time.Time
}

// State is a set of states to look at.
type State int

// The states, in the order they are gone through.
const (
	All State = iota
	Active
	Failed
	Done
	Unseen
	states
)

// Next is the state after this one.
func (s State) Next() State { return (s + 1) % states }

// Word names the state, "" for all.
func (s State) Word() string { return [...]string{"", "active", "failed", "done", "new"}[s] }

func (s State) has(it *item) bool {
	switch s {
	case Active:
		return it.kind == running || it.kind == pending || it.kind == oddActive
	case Failed:
		return it.kind == failed
	case Done:
		return it.kind == completed
	case Unseen:
		return it.unseen
	}
	return true
}

// Sort is what the jobs are ordered by.
type Sort int

// The sorts, in the order they are gone through. Newest is HeyGen's own order.
const (
	Newest Sort = iota
	Title
	ByState
	Length
	Changed
	sorts
)

// Next is the sort after this one.
func (s Sort) Next() Sort { return (s + 1) % sorts }

// Word says what comes first.
func (s Sort) Word(reverse bool) string {
	words := [...][2]string{
		{"newest", "oldest"},
		{"title a-z", "title z-a"},
		{"failed first", "done first"},
		{"longest", "shortest"},
		{"last changed", "first changed"},
	}
	if reverse {
		return words[s][1]
	}
	return words[s][0]
}

// Query is what to show and in which order. The zero Query is the list as it is.
type Query struct {
	Text  string
	State State
	// Reason is a reason of failure as Reason makes it, "" for any.
	Reason  string
	Sort    Sort
	Reverse bool
}

// Filters tells whether the query leaves anything out.
func (q Query) Filters() bool { return q.Text != "" || q.State != All || q.Reason != "" }

// Active tells whether the query changes anything about the list.
func (q Query) Active() bool { return q.Filters() || q.Sort != Newest || q.Reverse }
