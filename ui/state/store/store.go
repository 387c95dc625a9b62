// Package store holds what the server said: jobs by id, their order in pages,
// the cursor tokens, and the rules about late answers. It knows nothing of
// Bubble Tea. One goroutine writes to it, Bubble Tea's: the root, and state/browse for it.
//
// Four rules keep a reordering network from showing nonsense;
// simulation_test.go shows that they suffice and that each is needed:
//
//  1. Reads are numbered when sent; a read older than what the row holds is
//     refused for that row. Writes take their number when their answer arrives.
//  2. Status only moves forward; a terminal state stays.
//  3. A deleted id never comes back. One that two answers called gone comes back
//     only by an answer to a later question.
//  4. The newest list decides the order, but a row created here after that list
//     was sent stays on top of it.
package store

import (
	"time"

	"lipdash/api"
	"lipdash/api/record"
)

// Seq numbers requests: reads take theirs when sent, writes when answered.
type Seq uint64

// Entry is one job and what was observed about it. It is a snapshot: later
// answers do not change it.
type Entry struct {
	Job api.Job
	// History is the states this program saw, oldest first; the first entry
	// is the state the job was in when first seen.
	History []record.Seen
	// SeenAt is when the last answer about this job arrived.
	SeenAt time.Time
	// CreatedHere is true for jobs made by this process.
	CreatedHere bool
	// HasVideo and HasCaptions tell which results the job is known to have.
	HasVideo, HasCaptions bool
	// Trimmed rows are without their links and JSON: a read of the job brings
	// them.
	Trimmed bool
	// Unseen is true for a job that was seen unfinished once, is completed, and
	// that the user did not look at since (Look).
	Unseen bool
	// NeedsRead is true when the state is terminal by a bulk answer but the
	// resource (link, length, message) was not read since, and for a completed
	// job that still lacks its link, for a few reads (api.md 9, no. 9).
	NeedsRead bool
}

// Transition is a change of state worth telling the user.
type Transition struct {
	ID       api.JobID
	From, To api.Status
	// Found is Change.Found.
	Found bool
}

// Merge is what one answer did.
type Merge struct {
	Transitions []Transition
	// New are jobs seen for the first time.
	New []api.JobID
	// Suspects are jobs that the answer should have shown or found but did not:
	// one such answer alone removes none. A suspect nobody looked at is named
	// again after a minute.
	Suspects []api.JobID
	// Gone are jobs that were removed by this answer.
	Gone []api.JobID
	// Refused counts rows for which the answer was older than what is held, or
	// that were deleted.
	Refused int
	// Nameless counts the rows without an id of the first list that has some.
	Nameless int
}

// ByCallback is a job with a callback id, false when none is loaded.
func (s *Store) ByCallback(callbackID string) (api.JobID, bool) {
	if r, ok := s.index.callbacks[callbackID]; ok {
		return r.Job.ID, true
	}
	return "", false
}

// Counts are the jobs loaded, by state.
type Counts struct {
	Pending, Running, Completed, Failed, Other int
}

// Store is the loaded part of the account's list. The zero value is not
// usable; see New.
type Store struct {
	rules rules
	seq   Seq

	jobs map[api.JobID]*row
	// dead are removed ids by the newest request whose answer does not bring them
	// back.
	dead map[api.JobID]Seq
	// missing are rows that a list and a bulk answer miss; bulkProved is true
	// after a GET agreed with the last not_found that was looked into.
	missing    []*row
	bulkProved bool
	order      order
	ends       ends
	index      index
	// changed are the touched rows.
	changed []api.JobID
	// cacheMet is true once a job of an earlier run was held already.
	cacheMet bool
	// nameless counts the rows without an id of the first list that had some.
	nameless int

	// listSeq is the newest list from the top that was merged.
	listSeq  Seq
	loadedAt time.Time
}

// rules can be switched off one by one, so that a test can prove that the
// network simulation notices.
type rules struct {
	refuseOld, forwardOnly, deadStayDead, createdOnTop bool
}

// New returns an empty store for pages of pageSize jobs, at least one.
func New(pageSize int) *Store {
	return &Store{
		seq:   cacheSeq,
		rules: rules{refuseOld: true, forwardOnly: true, deadStayDead: true, createdOnTop: true},
		jobs:  map[api.JobID]*row{},
		dead:  map[api.JobID]Seq{},
		order: order{size: max(1, pageSize)},
		index: newIndex(),
	}
}

// NextSeq is the number for a request that is about to be sent.
func (s *Store) NextSeq() Seq {
	s.seq++
	return s.seq
}

// Get is what is held of a job, false when it is not loaded.
func (s *Store) Get(id api.JobID) (Entry, bool) {
	r, ok := s.jobs[id]
	if !ok {
		return Entry{}, false
	}
	e := r.Entry
	e.History = r.seenStates()
	return e, true
}

// Title is the title a job has, false for one that is not loaded.
func (s *Store) Title(id api.JobID) (string, bool) {
	r, ok := s.jobs[id]
	if !ok {
		return "", false
	}
	return r.Job.Title, true
}

// Len counts the jobs loaded.
func (s *Store) Len() int { return len(s.jobs) }

// Loaded tells whether a list from the top was ever merged.
func (s *Store) Loaded() bool { return s.listSeq > 0 }

// LoadedAt is when the newest list from the top arrived, zero before the first.
func (s *Store) LoadedAt() time.Time { return s.loadedAt }

// Counts are the jobs loaded, by state.
func (s *Store) Counts() Counts { return s.index.counts }

// Active are the loaded jobs still worth polling, those created here included,
// in list order.
func (s *Store) Active() []api.JobID { return s.order.sorted(s.index.active) }

// NeedsRead are the jobs with Entry.NeedsRead, in list order.
func (s *Store) NeedsRead() []api.JobID { return s.order.sorted(s.index.needs) }
