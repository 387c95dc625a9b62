// Package hooks decides which command of the user's runs when a job or a batch has ended,
// and when: once what it is told is known. It runs nothing. That a hook runs once, however
// many programs look at the account, is decided by a claim in the journal.
package hooks

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/ui/state/store"
)

// Event is what a hook is for, by the name of its setting.
type Event string

// The events.
const (
	OnDone      Event = "on_done"
	OnFailed    Event = "on_failed"
	OnBatchDone Event = "on_batch_done"
)

// Rules are which hooks there are, and for which jobs.
type Rules struct {
	Done, Failed, BatchDone bool
	// All is true for all jobs of the account; otherwise those count that were made on
	// this machine or are watched.
	All bool
}

func (r Rules) has(e Event) bool {
	return e == OnDone && r.Done || e == OnFailed && r.Failed || e == OnBatchDone && r.BatchDone
}

// Call is a hook to run.
type Call struct {
	Event Event
	// Job is the job that ended, Path its file on this machine, "" for none.
	Job  api.Job
	Path string
	// Batch is the batch that ended.
	Batch record.Batch
}

// Claim names what happened, so that one program only runs the hook for it. A batch of
// which something was tried again ends again.
func (c Call) Claim() string {
	if c.Event != OnBatchDone {
		return string(c.Event) + " " + string(c.Job.ID)
	}
	sum := sha256.New()
	for _, it := range c.Batch.Items {
		sum.Write([]byte(it.Submission + "\x00"))
	}
	return string(c.Event) + " " + string(c.Batch.ID) + " " + hex.EncodeToString(sum.Sum(nil)[:8])
}

const (
	// readWithin is how long the whole job is waited for, with its link or its reason.
	readWithin = 2 * time.Minute
	// atOnce bounds how many hooks run side by side.
	atOnce = 4
	// lookAgain is how often it is looked whether a file has come.
	lookAgain = time.Second
	// batchesAfter is how long after a job's end it is looked whether its batch is over:
	// the journal knows by then.
	batchesAfter = 2 * time.Second
)

// Queue are the hooks that are to run. Its zero value has none.
type Queue struct {
	rules   Rules
	waiting []waiting
	running int
	// touched is what may be over of batches, to be looked at from batchesAt on.
	touched   Touched
	batchesAt time.Time
}

// Touched is what batches are to be looked at: those of jobs that ended, and those of which
// something will be no job.
type Touched struct {
	Jobs    []api.JobID
	Batches []record.BatchID
}

type waiting struct {
	event Event
	id    api.JobID
	since time.Time
}

// New is a queue by some rules.
func New(r Rules) *Queue { return &Queue{rules: r} }

// Ended takes that a job has ended; of says whether it was made on this machine or is
// watched. What had ended before the program began to look is not told here.
func (q *Queue) Ended(id api.JobID, failed, of bool, now time.Time) {
	event := OnDone
	if failed {
		event = OnFailed
	}
	if q.rules.has(event) && (of || q.rules.All) {
		q.waiting = append(q.waiting, waiting{event, id, now})
	}
	if q.rules.BatchDone {
		q.touched.Jobs = append(q.touched.Jobs, id)
		q.batchesAt = now.Add(batchesAfter)
	}
}

// Refused takes that something of a batch will be no job.
func (q *Queue) Refused(of record.BatchID, now time.Time) {
	if q.rules.BatchDone && of != "" {
		q.touched.Batches = append(q.touched.Batches, of)
		q.batchesAt = now.Add(batchesAfter)
	}
}

// File tells where a job's file is, "" for nowhere, and whether it is still on its way.
type File func(api.JobID) (path string, coming bool)

// Due are the hooks to run now. A hook waits for the whole job, and for its file while
// that is on its way; a job that is gone meanwhile has none.
func (q *Queue) Due(get func(api.JobID) (store.Entry, bool), file File, now time.Time) (calls []Call) {
	q.waiting = slices.DeleteFunc(q.waiting, func(w waiting) bool {
		e, ok := get(w.id)
		if !ok {
			return true
		}
		path, coming := file(w.id)
		if q.running+len(calls) >= atOnce || coming || e.NeedsRead && now.Sub(w.since) < readWithin {
			return false
		}
		calls = append(calls, Call{Event: w.event, Job: e.Job, Path: path})
		return true
	})
	q.running += len(calls)
	return calls
}

// Batches tells which batches are to be looked at now.
func (q *Queue) Batches(now time.Time) (t Touched, due bool) {
	if q.batchesAt.IsZero() || now.Before(q.batchesAt) {
		return Touched{}, false
	}
	t, q.touched, q.batchesAt = q.touched, Touched{}, time.Time{}
	return t, true
}

// Over are the calls for those of some batches of which nothing comes any more by itself.
func (q *Queue) Over(batches []record.Batch) (calls []Call) {
	for _, b := range batches {
		if !slices.ContainsFunc(b.Items, func(it record.BatchItem) bool { return !it.State.Ended() }) {
			calls = append(calls, Call{Event: OnBatchDone, Batch: b})
		}
	}
	q.running += len(calls)
	return calls
}

// Ran takes that a hook is over.
func (q *Queue) Ran() { q.running-- }

// Running is how many hooks run.
func (q *Queue) Running() int { return q.running }

// Idle tells whether there is nothing to run, now or later.
func (q *Queue) Idle() bool { return q.running == 0 && len(q.waiting) == 0 && q.batchesAt.IsZero() }

// Next is when Due or Batches are to be asked again, zero while there is nothing to run.
func (q *Queue) Next(now time.Time) time.Time {
	next := q.batchesAt
	if len(q.waiting) > 0 && (next.IsZero() || now.Add(lookAgain).Before(next)) {
		next = now.Add(lookAgain)
	}
	return next
}
