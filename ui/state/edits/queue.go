// Package edits decides about the deletes and renames of an account's jobs: what
// waits, what may leave, what can be taken back, and how each of them ended.
//
// Queue is a machine: an event and the time go in, Effects come out. It sends
// nothing and draws nothing. None of what was asked for is lost: what HeyGen is too
// busy for waits, and what failed is kept with its reason until something is asked of
// that job again.
package edits

import (
	"slices"
	"time"

	"lipdash/api"
	"lipdash/ui/kit/action"
)

// AtOnce is how many calls of one kind are under way at most. It is modest: request
// rates have no published figure (api.md 5.3).
const AtOnce = 4

// Kind is what is wanted for a job.
type Kind int

// The kinds.
const (
	Delete Kind = iota
	Rename
)

// Call is one call to make. Was and Now are titles, for a rename only: the one the
// server has as far as is known, and the one wanted.
type Call struct {
	Kind     Kind
	ID       api.JobID
	Was, Now string
}

// Title is a title of a job.
type Title = action.Title

// Failure is how the last thing asked for a job failed. Title is the one wanted.
// Unsent calls surely never left this machine; of Lost ones nobody heard how they
// ended.
type Failure struct {
	Kind         Kind
	Title        string
	Unsent, Lost bool
	Err          error
}

// Tally is how a group of calls of one kind ended: Gone jobs were deleted by somebody
// else meanwhile, Kept ones were taken back on their way and not taken by HeyGen.
type Tally struct {
	Kind             Kind
	Done, Gone, Kept int
	// Back of those that are done took an earlier rename back.
	Back   int
	Failed []api.JobID
	// LastTitle is the title that was taken last, LastWas the one before it.
	LastTitle, LastWas string
}

// All is how many there were.
func (t Tally) All() int { return t.Done + t.Gone + t.Kept + len(t.Failed) }

// Effects are what follows from an event, in the order in which it is to be done.
type Effects struct {
	// Deleted jobs are gone because it was asked for here, Gone ones were already.
	Deleted, Gone []api.JobID
	// Renamed jobs have the title that was asked for.
	Renamed []api.JobID
	// Titles are to be shown.
	Titles []Title
	// Failed are jobs that have a Failure now, Recalled ones have one of the session before.
	Failed, Recalled []api.JobID
	// Found are jobs that were renamed after all, which nobody knew.
	Found []api.JobID
	// Calls are to be made.
	Calls []Call
	// Ended are the groups that are through.
	Ended []Tally
}

func (e *Effects) add(o Effects) {
	e.Deleted, e.Gone, e.Renamed = append(e.Deleted, o.Deleted...), append(e.Gone, o.Gone...), append(e.Renamed, o.Renamed...)
	e.Titles, e.Failed = append(e.Titles, o.Titles...), append(e.Failed, o.Failed...)
	e.Calls, e.Ended = append(e.Calls, o.Calls...), append(e.Ended, o.Ended...)
}

// Queue holds the deletes and renames of one account.
type Queue struct {
	window  time.Duration
	on      Terminal
	deletes map[api.JobID]*deletion
	renames map[api.JobID]*renaming
	// calls are what waits and is under way, by kind.
	calls [2]calls
	// shown is when the program last had a message.
	shown time.Time
	// stands tells that no window counts down.
	stands bool
	// held is until when HeyGen wants to be left alone.
	held   time.Time
	steps  []step
	groups int

	failures map[api.JobID]Failure
	// carried are those of the session before, of jobs that were not listed since; owner is
	// whose session it was.
	carried map[api.JobID]Failure
	owner   string
}

// New is an empty queue. Deletes can be taken back for the time of the window.
func New(window time.Duration, on Terminal) *Queue {
	return &Queue{
		window: window, on: on, deletes: map[api.JobID]*deletion{}, renames: map[api.JobID]*renaming{},
		failures: map[api.JobID]Failure{},
	}
}

// calls are the calls of one kind, a few of which are under way.
type calls struct {
	waiting []api.JobID
	running int
	// ended is what came of those that are over, until all are.
	ended Tally
}

// left is how many are not answered yet.
func (c *calls) left() int { return c.running + len(c.waiting) }

// next is the job whose turn it is.
func (c *calls) next() (id api.JobID, ok bool) {
	if c.running >= AtOnce || len(c.waiting) == 0 {
		return "", false
	}
	id = c.waiting[0]
	c.waiting = c.waiting[1:]
	return id, true
}

// again makes a job the next one: its call was not taken.
func (c *calls) again(id api.JobID) { c.waiting = slices.Insert(c.waiting, 0, id) }

// Waiting tells whether HeyGen wants to be left alone, and for how long still.
func (q *Queue) Waiting(now time.Time) (time.Duration, bool) {
	return max(0, q.held.Sub(now)), now.Before(q.held)
}

// Progress is how many calls of a kind were answered, and of how many, while some are
// not.
func (q *Queue) Progress(k Kind) (done, of int) {
	c := &q.calls[k]
	if c.left() == 0 {
		return 0, 0
	}
	return c.ended.All(), c.ended.All() + c.left()
}

// Running is how many calls of a kind are under way.
func (q *Queue) Running(k Kind) int { return q.calls[k].running }

// Left is how many calls of a kind are not answered yet.
func (q *Queue) Left(k Kind) int { return q.calls[k].left() }

// Failure is how the last thing asked for a job failed.
func (q *Queue) Failure(id api.JobID) (Failure, bool) {
	f, ok := q.failures[id]
	return f, ok
}

// ForgetFailures drops those of jobs of which something is asked again.
func (q *Queue) ForgetFailures(ids ...api.JobID) {
	for _, id := range ids {
		delete(q.failures, id)
	}
}

// Fail notes how the last thing asked for a job failed. Where it does not say whether
// the call left, its error does.
func (q *Queue) Fail(id api.JobID, f Failure) {
	if !f.Unsent && !f.Lost {
		f.Lost = api.MayBeDone(f.Err)
		f.Unsent = !f.Lost && api.IsOffline(f.Err)
	}
	q.failures[id] = f
}

// Wanted tells whether something is asked for a job that is not through yet.
func (q *Queue) Wanted(id api.JobID) bool { return q.deletes[id] != nil || q.renames[id] != nil }

// Forget drops everything about a job that is gone. A delete that waits to be sent again is
// through with that, as it is with an answer that says so.
func (q *Queue) Forget(id api.JobID) {
	if c := &q.calls[Delete]; slices.Contains(c.waiting, id) {
		c.waiting = slices.DeleteFunc(c.waiting, func(other api.JobID) bool { return other == id })
		c.ended.Done++
	}
	delete(q.deletes, id)
	delete(q.renames, id)
	delete(q.failures, id)
	q.dropRenames(func(r renamed) bool { return r.id == id })
}

// failed notes how something failed. What was cancelled did not fail: its session was
// left.
func (q *Queue) failed(id api.JobID, f Failure) Effects {
	if api.IsCanceled(f.Err) {
		return Effects{}
	}
	c := &q.calls[f.Kind]
	c.ended.Failed = append(c.ended.Failed, id)
	q.Fail(id, f)
	return Effects{Failed: []api.JobID{id}}
}
