// Package follow tells what happens to an account's jobs one change at a time, for
// whoever reads lines instead of a screen, and decides when a wait for some of them is
// over. What is true of a job is the store's to say; here it is only told, once.
package follow

import (
	"slices"
	"time"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/state/store"
)

// Kind is what happened.
type Kind string

// The kinds. Of a submission, which is no job yet, it is told that HeyGen refused it or
// that it waits for the user; of a file that it is on this machine.
const (
	New     Kind = "new"
	State   Kind = "state"
	Title   Kind = "title"
	Link    Kind = "link"
	Gone    Kind = "gone"
	Saved   Kind = "saved"
	Refused Kind = "refused"
	Waits   Kind = "waits"
)

// Change is one thing that happened.
type Change struct {
	At   time.Time
	Kind Kind
	// Job is what is known of the job after it. A job that is gone is as it was before.
	Job api.Job
	// From is the state before a change of state, "" where nobody saw it.
	From api.Status
	// Submission is what is no job yet; Why is why it is refused or waits.
	Submission submission.ID
	Why        string
	// Path is the file that was saved.
	Path string
}

// LongAgo is when a job was made of which nobody knows when: before all others.
var LongAgo = time.Unix(1, 0)

// known is a job without what was made up.
func known(j api.Job) api.Job {
	if j.CreatedAt.Equal(LongAgo) {
		j.CreatedAt = time.Time{}
	}
	return j
}

// Stuck tells whether a submission waits for the user, and for what.
func Stuck(o submission.Outgoing) (why string, waits bool) {
	switch {
	case o.State == submission.Asking:
		return "it may or may not have been made, the dashboard asks", true
	case o.Held:
		return o.Problem.Message, true
	}
	return "", false
}

// Log turns what answers brought into changes.
type Log struct {
	jobs *store.Store
	told map[api.JobID]told
	// linkless are the jobs that were seen to be done and have no link yet: one that comes
	// is no change to the store.
	linkless map[api.JobID]bool
}

// told is what was last told of a job.
type told struct {
	job  api.Job
	link bool
}

// NewLog is a log of the jobs in a store, which nobody else may take the changes of.
func NewLog(jobs *store.Store) *Log {
	return &Log{jobs: jobs, told: map[api.JobID]told{}, linkless: map[api.JobID]bool{}}
}

// Merged are the changes that an answer brought. Jobs that it showed for the first time
// are new ones if news says so; else they were there before, and are only told of from
// now on.
func (l *Log) Merged(m store.Merge, news bool, now time.Time) (out []Change) {
	if news {
		for _, id := range m.New {
			e, _ := l.jobs.Get(id)
			out = append(out, Change{At: now, Kind: New, Job: known(e.Job)})
		}
	}
	for _, t := range m.Transitions {
		e, _ := l.jobs.Get(t.ID)
		c := Change{At: now, Kind: State, Job: known(e.Job), From: t.From}
		if t.Found {
			c.From = ""
		}
		if t.To == api.StatusCompleted {
			l.linkless[t.ID] = true
		}
		out = append(out, c)
	}
	out = append(out, l.looks(now)...)
	for _, id := range m.Gone {
		if _, known := l.told[id]; !known {
			continue
		}
		c := Change{At: now, Kind: Gone, Job: l.told[id].job}
		c.Job.ID, c.Job.Status = id, api.StatusGone
		delete(l.told, id)
		delete(l.linkless, id)
		out = append(out, c)
	}
	return out
}

// looks are the titles that changed, and the results that there are now. The link of a
// job that was done when it was first seen is no news.
func (l *Log) looks(now time.Time) (out []Change) {
	ids := slices.Clone(l.jobs.TakeChanges().IDs)
	for id := range l.linkless {
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	for _, id := range ids {
		e, ok := l.jobs.Get(id)
		if !ok {
			continue
		}
		if e.HasVideo {
			delete(l.linkless, id)
		}
		was, before := l.told[id]
		is := told{known(e.Job), e.HasVideo}
		is.job.Raw = nil
		l.told[id] = is
		if before && was.job.Title != is.job.Title && was.job.Title != "" {
			out = append(out, Change{At: now, Kind: Title, Job: known(e.Job)})
		}
		if before && is.link && !was.link {
			out = append(out, Change{At: now, Kind: Link, Job: known(e.Job)})
		}
	}
	return out
}
