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
	"lipdash/ui/kit/format"
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
	// this machine.
	All bool
	// Every is true for every job that is told of, also of those whose end nobody watched.
	Every bool
}

func (r Rules) has(e Event) bool {
	return e == OnDone && r.Done || e == OnFailed && r.Failed || e == OnBatchDone && r.BatchDone
}

// End is that a job has ended.
type End struct {
	Job api.Job
	// Mine is true for a job that is known to be made on this machine; of others the
	// journal is asked.
	Mine bool
	// Found is true where nobody watched it end: it did so while no program looked.
	Found bool
	// Bare is true where nothing else is known of the job but its id.
	Bare bool
}

// Call is a hook to run.
type Call struct {
	Event Event
	// IfMine runs it only for a job that was made on this machine, as the journal knows.
	IfMine bool
	// Job is the job that ended, Path its file on this machine, "" for none.
	Job  api.Job
	Path string
	// Batch is the batch that ended.
	Batch record.Batch
	// Again tells that it was called before, and did not run.
	Again bool
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
	// filesKnown is after how long at the start it is known which files are on their way.
	filesKnown = 3 * time.Second
	// lookAgain is how often it is looked whether a file has come.
	lookAgain = time.Second
	// journalAgain is when a journal is asked again that could not be read.
	journalAgain = 30 * time.Second
	// batchesAfter is how long after a job's end it is looked whether its batch is over:
	// the journal knows by then.
	batchesAfter = 2 * time.Second
)

// Queue are the hooks that are to run.
type Queue struct {
	rules   Rules
	waiting []waiting
	running int
	// unclaimed are calls that are made again, since nobody knows yet whose they are.
	unclaimed []unclaimed
	// again is when it is looked again whether those that wait can run.
	again time.Time
	// touched is what may be over of batches, to be looked at from batchesAt on; asked is
	// what the journal is asked about now.
	touched, asked Touched
	batchesAt      time.Time
}

// Touched is what batches are to be looked at: those of jobs that ended, and those of which
// something will be no job.
type Touched struct {
	Jobs    []api.JobID
	Batches []record.BatchID
}

func (t *Touched) add(o Touched) {
	t.Jobs = append(t.Jobs, o.Jobs...)
	t.Batches = append(t.Batches, o.Batches...)
}

func (t *Touched) any() bool { return len(t.Jobs)+len(t.Batches) > 0 }

// waiting is a hook that does not run yet.
type waiting struct {
	event  Event
	job    api.Job
	ifMine bool
	since  time.Time
	// carried is true for one of the session before, whose job is perhaps not listed yet.
	carried bool
	// late is true for one that ended before this looked, whose job is perhaps not listed yet.
	late bool
	// bare is true while nothing else is known of the job but its id.
	bare bool
	// unnoted is true for one that is to be noted for the next start.
	unnoted bool
}

// New is a queue by some rules.
func New(r Rules) *Queue { return &Queue{rules: r} }

// Ended takes that a job has ended. Of what was made on this machine the end counts also
// when nobody watched it; of other jobs only what ends while this looks.
func (q *Queue) Ended(e End, now time.Time) {
	event := OnDone
	if e.Job.Status == api.StatusFailed {
		event = OnFailed
	}
	if q.rules.has(event) {
		anyway := e.Mine || q.rules.Every || q.rules.All && !e.Found
		q.waiting = append(q.waiting, waiting{event: event, job: e.Job, ifMine: !anyway, since: now, unnoted: q.rules.All && !e.Mine && !e.Found})
		q.again = now
	}
	if q.rules.BatchDone {
		q.touched.Jobs = append(q.touched.Jobs, e.Job.ID)
		q.batchesAt = now.Add(batchesAfter)
	}
}

// Forget drops the hooks of a job that is gone.
func (q *Queue) Forget(id api.JobID) {
	q.waiting = slices.DeleteFunc(q.waiting, func(w waiting) bool { return w.job.ID == id })
	q.unclaimed = slices.DeleteFunc(q.unclaimed, func(u unclaimed) bool { return u.call.Job.ID == id })
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
// that is on its way.
func (q *Queue) Due(get func(api.JobID) (store.Entry, bool), file File, now time.Time) (calls []Call) {
	calls = q.claimAgain(atOnce-q.running, now)
	q.waiting = slices.DeleteFunc(q.waiting, func(w waiting) bool {
		e, known := get(w.job.ID)
		if known {
			w.job, w.bare = e.Job, w.bare && !e.Job.Status.Terminal()
		}
		path, coming := file(w.job.ID)
		coming = coming || w.late && now.Sub(w.since) < filesKnown
		unread := e.NeedsRead || !known && (w.carried || w.late)
		if q.running+len(calls) >= atOnce || coming || w.bare || unread && now.Sub(w.since) < readWithin {
			return false
		}
		calls = append(calls, Call{Event: w.event, Job: w.job, IfMine: w.ifMine, Path: path})
		return true
	})
	q.again = time.Time{}
	if len(q.waiting)+len(q.unclaimed) > 0 {
		q.again = now.Add(lookAgain)
	}
	q.running += len(calls)
	return calls
}

// Batches tells which batches are to be looked at now; Over takes them.
func (q *Queue) Batches(now time.Time) (t Touched, due bool) {
	if q.asked.any() || q.batchesAt.IsZero() || now.Before(q.batchesAt) {
		return Touched{}, false
	}
	q.asked, q.touched, q.batchesAt = q.touched, Touched{}, time.Time{}
	return q.asked, true
}

// NotRead takes that the journal could not be asked about batches, for now.
func (q *Queue) NotRead(now time.Time) {
	q.touched.add(q.asked)
	q.asked, q.batchesAt = Touched{}, now.Add(journalAgain)
}

// Ran takes that a hook is over.
func (q *Queue) Ran() { q.running-- }

// Running is how many hooks run.
func (q *Queue) Running() int { return q.running }

// Idle tells whether there is nothing to run, now or later.
func (q *Queue) Idle() bool {
	return q.running == 0 && len(q.waiting)+len(q.unclaimed) == 0 && !q.asked.any() && q.batchesAt.IsZero()
}

// Next is when Due and Batches are to be asked again, zero while there is nothing to run.
func (q *Queue) Next() time.Time {
	if q.asked.any() {
		return q.again
	}
	return format.Earliest(q.again, q.batchesAt)
}
