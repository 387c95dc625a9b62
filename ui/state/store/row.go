package store

import (
	"slices"
	"time"

	"lipdash/api"
	"lipdash/api/record"
)

// maxLinkReads is how often a completed job without its link is read again
// before it counts as "link not ready" (api.md 9, no. 9).
const maxLinkReads = 5

// row is an Entry with what the rules need to know about it. There may be a
// hundred thousand: what few of them need is in rare.
type row struct {
	Entry
	// first and firstAt are the oldest entry of the history, which begins with the
	// second.
	first   api.Status
	firstAt time.Time
	page    *page

	// seq is the newest request whose answer the row holds.
	seq Seq
	// listed is the walk (the number of its list from the top) that last put
	// this row in its place; 0 for a row that no list has shown yet.
	listed Seq
	*rare

	countedAs api.Status
	counted   bool
	// cached rows are an earlier run's: no answer of this one knew them yet.
	// countedCached is true while the row counts as one.
	cached, countedCached bool
	// touched rows are among the store's changes.
	touched bool
}

// rare is what is known of rows that were created here, suspected, or read in
// vain. It is read as a part of the row and written through own.
type rare struct {
	// born is the number of the create, 0 for jobs made elsewhere.
	born Seq
	// madeAt is when the create was answered.
	madeAt time.Time

	// suspected is the answer that missed the job, 0 when none does.
	suspected   Seq
	suspectedAt time.Time
	// unlisted and notFound say who missed a suspect: a list, a bulk answer.
	unlisted, notFound bool
	// confirmed is true when a suspect was found to exist: then the list that
	// does not show it in its old place is right about the place.
	confirmed bool

	// linkReads counts the reads that a terminal row took to be complete.
	linkReads int
}

// ordinary is shared by all rows of which nothing rare is known.
var ordinary = &rare{}

// row is what is held of a job; of one that is not loaded there is nothing to tell.
func (s *Store) row(id api.JobID) *row {
	if r, ok := s.jobs[id]; ok {
		return r
	}
	return &row{rare: ordinary}
}

// own is the row's own rare, to be written to.
func (r *row) own() *rare {
	if r.rare == ordinary {
		r.rare = &rare{}
	}
	return r.rare
}

func newRow(seq Seq, job api.Job, at time.Time) *row {
	r := &row{seq: seq, rare: ordinary}
	r.Job, r.SeenAt = job, at
	r.first, r.firstAt = job.Status, at
	r.hasLinks(job)
	r.NeedsRead = r.lacksLink()
	return r
}

func (r *row) lacksLink() bool { return r.Job.Status == api.StatusCompleted && !r.HasVideo }

// setStatus records a change of state. The history is copied, so that an Entry
// given away never changes.
func (r *row) setStatus(c record.Seen) {
	r.Job.Status = c.Status
	r.History = append(slices.Clip(r.seenStates()), c)
}

// unwatched is how long nobody may have looked before a change was seen: longer,
// and longer than a tenth of the time the job is known, and it may have happened
// at any moment since.
const unwatched = 2 * time.Minute

// blind tells whether a change that is seen now was not watched: an earlier run saw
// the former state, or the line was cut or the machine slept since. Clocks on the
// wall go on meanwhile, the program's own does not.
func (r *row) blind(now time.Time) bool {
	gap, known := now.Round(0).Sub(r.SeenAt.Round(0)), now.Round(0).Sub(r.firstAt.Round(0))
	return r.cached || gap > max(unwatched, known/10)
}

// seenStates is the row's history, oldest first.
func (r *row) seenStates() []record.Seen {
	if r.History == nil {
		return []record.Seen{{Status: r.first, At: r.firstAt, Found: r.born == 0}}
	}
	return r.History
}

// seen notes that a read numbered seq found the job.
func (s *Store) seen(r *row, seq Seq, at time.Time) {
	r.seq = max(r.seq, seq)
	r.SeenAt, r.cached = at, false
	if r.suspected != 0 && seq > r.suspected {
		s.bulkProved = s.bulkProved && !r.notFound
		r.cleared()
		r.own().confirmed = true
	}
}

// cleared ends a suspicion.
func (r *row) cleared() {
	own := r.own()
	own.suspected, own.unlisted, own.notFound = 0, false, false
}

// takeFields takes over everything but the state from a newer resource. What
// the newer one leaves out stays: lists omit fields, and a link may be null for
// a moment although the job is completed (api.md 9, no. 9 and 40).
func (r *row) takeFields(job api.Job, behind bool) {
	old := r.Job
	job.Status = old.Status
	keep(&job.VideoURL, old.VideoURL)
	keep(&job.CaptionURL, old.CaptionURL)
	keep(&job.CallbackID, old.CallbackID)
	keep(&job.FailureMessage, old.FailureMessage)
	keep(&job.Duration, old.Duration)
	if job.CreatedAt.IsZero() {
		job.CreatedAt = old.CreatedAt
	}
	if behind || job.Raw == nil {
		job.Raw = old.Raw
	}
	r.Job = job
	r.hasLinks(job)
	r.Trimmed = r.Trimmed && job.VideoURL == "" && job.Raw == nil
}

// keep puts the old value where the new one is absent.
func keep[T comparable](now *T, old T) {
	var none T
	if *now == none {
		*now = old
	}
}

// countRead decides whether the row wants another read after a resource whose
// own state was told came in.
func (r *row) countRead(told api.Status, changed bool) {
	switch {
	case !r.Job.Status.Terminal():
		r.NeedsRead = false
	case told.Terminal() && !r.lacksLink():
		r.NeedsRead = false
	case changed:
		r.NeedsRead = true
		r.own().linkReads = 0
	case r.NeedsRead:
		r.own().linkReads++
		r.NeedsRead = r.linkReads < maxLinkReads
	}
}
