package follow

import (
	"slices"

	"lipdash/api"
	"lipdash/api/submission"
)

// Wait is what a wait for some jobs waits for. The zero value waits for nothing.
type Wait struct {
	// FailFast ends it with the first failure.
	FailFast bool

	jobs []api.JobID
	is   map[api.JobID]bool
	// ended has those that are over, with their state; a job that is gone is over too.
	ended map[api.JobID]api.Status
	// coming are submissions that are no jobs yet; lost are those that will be none
	// without the user.
	coming, lost map[submission.ID]bool
}

// Add waits for jobs too.
func (w *Wait) Add(ids ...api.JobID) {
	if w.is == nil {
		w.is = map[api.JobID]bool{}
	}
	for _, id := range ids {
		if !w.is[id] {
			w.is[id] = true
			w.jobs = append(w.jobs, id)
		}
	}
}

// Expect waits for the jobs of submissions too.
func (w *Wait) Expect(ids ...submission.ID) {
	if w.coming == nil {
		w.coming = map[submission.ID]bool{}
	}
	for _, id := range ids {
		w.coming[id] = true
	}
}

// Expects tells whether a submission is waited for.
func (w *Wait) Expects(id submission.ID) bool { return w.coming[id] || w.lost[id] }

// Became waits for the job that a submission is now, if it waited for that.
func (w *Wait) Became(of submission.ID, job api.JobID) {
	if !w.Expects(of) {
		return
	}
	delete(w.coming, of)
	delete(w.lost, of)
	w.Add(job)
}

// For tells whether a job is waited for.
func (w *Wait) For(id api.JobID) bool { return w.is[id] }

// Take takes a change, and tells whether it is about what is waited for.
func (w *Wait) Take(c Change) bool {
	if c.Submission != "" {
		if !w.Expects(c.Submission) {
			return false
		}
		if w.lost == nil {
			w.lost = map[submission.ID]bool{}
		}
		delete(w.coming, c.Submission)
		w.lost[c.Submission] = true
		return true
	}
	if !w.For(c.Job.ID) {
		return false
	}
	if s := c.Job.Status; s.Terminal() || s == api.StatusGone {
		if w.ended == nil {
			w.ended = map[api.JobID]api.Status{}
		}
		w.ended[c.Job.ID] = s
	}
	return true
}

// Counts are how many of all that is waited for are completed, and how many failed, are
// gone or will not be made.
func (w *Wait) Counts() (completed, failed, all int) {
	failed = len(w.lost)
	for _, s := range w.ended {
		if s == api.StatusCompleted {
			completed++
		} else {
			failed++
		}
	}
	return completed, failed, len(w.jobs) + len(w.coming) + len(w.lost)
}

// Over tells whether there is nothing left to wait for, and whether all went well.
func (w *Wait) Over() (over, well bool) {
	completed, failed, all := w.Counts()
	return completed+failed == all || w.FailFast && failed > 0, failed == 0
}

// Left are the jobs that have not ended, in the order in which they were asked for, and
// how many submissions are no jobs yet.
func (w *Wait) Left() (jobs []api.JobID, coming int) {
	jobs = slices.DeleteFunc(slices.Clone(w.jobs), func(id api.JobID) bool { return w.ended[id] != "" })
	return jobs, len(w.coming)
}
