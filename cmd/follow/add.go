package follow

import (
	"time"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/state/follow"
	"lipdash/ui/state/hooks"
)

// justMade is how long HeyGen may not find a job everywhere that it has made.
const justMade = 30 * time.Second

// Add follows jobs, with what is known of them. One that has ended has just done so for
// whoever is told.
func (f *Follower) Add(jobs ...api.Job) {
	for _, job := range jobs {
		f.add(job)
		if job.Status.Terminal() {
			f.hooks.Ended(hooks.End{Job: job, Found: true}, f.now)
		}
	}
}

func (f *Follower) add(job api.Job) {
	f.only[job.ID] = true
	if job.Status == "" {
		f.unseen[job.ID] = true
		job.Status = api.StatusPending
	}
	switch made := job.CreatedAt; {
	case !made.IsZero() && f.now.Sub(made) < justMade:
		f.store.ApplyCreated(job, f.added)
	case made.IsZero():
		job.CreatedAt = follow.LongAgo // at the end of the list, until a read tells
		f.store.ApplyFound(job, f.added)
	default:
		f.store.ApplyFound(job, f.added)
	}
	if job.Status.Terminal() {
		f.Happened(follow.Change{Kind: follow.State, Job: job})
	}
}

// Expect follows what becomes of submissions, whichever process sends them.
func (f *Follower) Expect(ids ...submission.ID) {
	for _, id := range ids {
		f.expected[id] = true
	}
}

// Happened tells of something that is known already.
func (f *Follower) Happened(c follow.Change) {
	c.At = time.Now()
	f.pending = append(f.pending, c)
}

// News tells whether there is something to tell already.
func (f *Follower) News() bool { return len(f.pending) > 0 }

// Job is what is known of a job.
func (f *Follower) Job(id api.JobID) api.Job {
	e, _ := f.store.Get(id)
	e.Job.ID = id
	return e.Job
}

// Heard tells whether any answer told of a job that was added.
func (f *Follower) Heard(id api.JobID) bool { return !f.unseen[id] }

// follows tells whether a job is among those that are told of.
func (f *Follower) follows(id api.JobID) bool { return f.o.All || f.only[id] }
