package edits

import (
	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/kit/action"
)

// Target is one of the rows that a delete is asked for: a job, or a submission that is
// none yet.
type Target struct {
	Job    api.JobID
	Status api.Status
	// Here and Coming tell of its files: on this machine, or on their way.
	Here, Coming bool

	Submission submission.ID
	// Away ones cannot be taken back any more: they have left, or belong to another lipdash.
	Away bool
}

// Impact is what a delete would take, by kind.
type Impact struct {
	// Jobs are deleted at HeyGen, Held ones taken back here; so many are Away and stay.
	Jobs []api.JobID
	Held []submission.ID
	Away int
	// By counts the jobs. Of those that are done, so many have their files on this machine
	// or Coming; Never ones were never downloaded.
	By           map[api.Status]int
	Here, Coming int
	Never        []api.JobID
}

// ImpactOf is what a delete of some rows would take. Without a folder for downloads nobody
// knows what was downloaded.
func ImpactOf(targets []Target, folder bool) Impact {
	i := Impact{By: map[api.Status]int{}}
	for _, t := range targets {
		switch {
		case t.Away:
			i.Away++
			continue
		case t.Submission != "":
			i.Held = append(i.Held, t.Submission)
			continue
		}
		i.Jobs = append(i.Jobs, t.Job)
		i.By[t.Status]++
		switch {
		case t.Status != api.StatusCompleted:
		case t.Here:
			i.Here++
		case t.Coming:
			i.Coming++
		case folder:
			i.Never = append(i.Never, t.Job)
		}
	}
	return i
}

// Rows are those that go: jobs first.
func (i Impact) Rows() []action.RowID {
	rows := action.JobRows(i.Jobs...)
	for _, id := range i.Held {
		rows = append(rows, action.SubmissionRow(id))
	}
	return rows
}

// N is how many rows go.
func (i Impact) N() int { return len(i.Jobs) + len(i.Held) }

// Risky tells whether the count has to be typed before the delete: for several, for what
// may still be billed, and for what was never downloaded.
func (i Impact) Risky() bool {
	return i.N() > 1 || i.By[api.StatusRunning]+i.By[api.StatusPending] > 0 || len(i.Never) > 0
}
