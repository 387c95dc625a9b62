// Package batches is what was sent off in one go on this machine: which batches there are, how
// far each has come, why items failed, and how long the rest is likely to take. The journal
// says which items there are; of their jobs the store has heard last.
package batches

import (
	"slices"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/create"
	"lipdash/ui/state/store"
)

// Room is the batches of an account, as the journal last told of them.
type Room struct {
	list []record.Batch
	err  error
	// opened is true once there is a journal, changed when it may have more to tell, and asked while
	// it is being asked.
	opened, changed, asked bool
	readAt                 time.Time
	// open counts those that are not over.
	open int
	// told is what was told of each, nil before it was asked for; of are the jobs that are
	// items.
	told map[record.BatchID]told
	of   map[api.JobID]bool
}

// New knows of no batch yet.
func New() *Room { return &Room{of: map[api.JobID]bool{}} }

// Opened says that there is a journal to ask.
func (r *Room) Opened() { r.opened, r.changed = true, true }

// readEvery is how often the journal is asked at most: a batch changes with each of its items.
const readEvery = 2 * time.Second

// Changed says that the journal may have more to tell: something became a job, ended or was
// fetched.
func (r *Room) Changed() { r.changed = true }

// Due tells whether the journal is to be asked now, once. Read takes its answer.
func (r *Room) Due(now time.Time) bool {
	if !r.opened || !r.changed || r.asked || now.Sub(r.readAt) < readEvery {
		return false
	}
	r.changed, r.asked = false, true
	return true
}

// Next is when the journal is to be asked, zero for not at all.
func (r *Room) Next() time.Time {
	if !r.opened || !r.changed || r.asked {
		return time.Time{}
	}
	return r.readAt.Add(readEvery)
}

// Read takes the batches, the newest first. An error leaves what was known, and is told until
// a later look succeeds.
func (r *Room) Read(list []record.Batch, err error, now time.Time) {
	r.asked, r.readAt, r.err = false, now, err
	if err != nil {
		r.changed = true
		return
	}
	r.list, r.open = list, 0
	for i := range list {
		if slices.ContainsFunc(list[i].Items, unended) {
			r.open++
		}
		for _, it := range list[i].Items {
			r.Joined(it.Job, list[i].ID)
		}
	}
}

// List are the batches, the newest first.
func (r *Room) List() []record.Batch { return r.list }

// Err is why the journal could not be read last, nil when it could.
func (r *Room) Err() error { return r.err }

// Open counts the batches that are not over.
func (r *Room) Open() int { return r.open }

// Index is a batch's place, false when there is none.
func (r *Room) Index(id record.BatchID) (int, bool) {
	i := slices.IndexFunc(r.list, func(b record.Batch) bool { return b.ID == id })
	return i, i >= 0
}

// Items are a batch's items as they are now, nil for a batch that is not known.
func (r *Room) Items(id record.BatchID, jobs *store.Store) []record.BatchItem {
	i, ok := r.Index(id)
	if !ok {
		return nil
	}
	out := slices.Clone(r.list[i].Items)
	for k := range out {
		out[k] = Now(out[k], jobs)
	}
	return out
}

// Now is an item as it is now: the store has heard of its job later than the journal.
func Now(it record.BatchItem, jobs *store.Store) record.BatchItem {
	e, ok := jobs.Get(it.Job)
	if it.Job == "" || !ok {
		return it
	}
	it.State, it.Title = record.ItemState(e.Job.Status), e.Job.Title
	if e.Job.Status == api.StatusFailed {
		it.Reason = e.Job.FailureMessage
	}
	return it
}

// Row is the row of the list that an item is.
func Row(it record.BatchItem) action.RowID {
	if it.Job != "" {
		return action.JobRow(it.Job)
	}
	return action.SubmissionRow(it.Submission)
}

// Unended are the rows of those items whose end is still to come.
func Unended(items []record.BatchItem) (rows []action.RowID) {
	for _, it := range items {
		if !it.State.Ended() {
			rows = append(rows, Row(it))
		}
	}
	return rows
}

// ToFetch are the rows of the results that are not on this machine yet, as far as their jobs are
// loaded, and what there is to say of the others; all is the key that loads all.
func ToFetch(items []record.BatchItem, jobs *store.Store, all string) (rows []action.RowID, said string) {
	unloaded := 0
	for _, it := range items {
		if it.State != record.ItemCompleted || it.Saved != "" {
			continue
		}
		if _, ok := jobs.Get(it.Job); !ok {
			unloaded++
			continue
		}
		rows = append(rows, Row(it))
	}
	switch {
	case unloaded > 0 && len(rows) > 0:
		said = format.Count(unloaded, "result is", "results are") + " of jobs that are not loaded: " + all + " in the list loads all"
	case unloaded > 0:
		said = "its jobs are not loaded: " + all + " in the list loads all, then they can be fetched"
	}
	return rows, said
}

// Failed are the numbers of the items that ended without a result, of them only those that are
// wanted where some are named, and what the same again is estimated to cost, "" when nobody knows,
// and in dollars.
func Failed(items []record.BatchItem, wanted []int) (numbers []int, cost string, sum float64) {
	priced := 0
	for _, it := range items {
		if !it.State.Failed() || wanted != nil && !slices.Contains(wanted, it.Number) {
			continue
		}
		numbers = append(numbers, it.Number)
		if it.Cost > 0 {
			sum += it.Cost
			priced++
		}
	}
	if priced > 0 {
		cost = create.AboutSome(sum, priced, len(numbers))
	}
	return numbers, cost, sum
}

// Progress is how much has ended of the batches that are not over, in percent; failed tells
// that some of it did so without a result, and ok is false while all are over.
func (r *Room) Progress(jobs *store.Store) (percent int, failed, ok bool) {
	if r.open == 0 {
		return 0, false, false
	}
	ended, all := 0, 0
	for _, b := range r.list {
		over, wrong := 0, false
		for _, it := range b.Items {
			if state := Now(it, jobs).State; state.Ended() {
				over++
				wrong = wrong || state.Failed()
			}
		}
		if over < len(b.Items) {
			ended, all, failed = ended+over, all+len(b.Items), failed || wrong
		}
	}
	if all == 0 {
		return 0, false, false
	}
	return 100 * ended / all, failed, true
}
