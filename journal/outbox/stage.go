package outbox

import (
	"context"
	"fmt"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/submission"
	"lipdash/journal"
)

// What a worker shows of its submission, and what it leaves when it is over.

// seen is the submission as it is stored.
func (c *worker) seen() submission.Submission {
	c.o.mu.Lock()
	defer c.o.mu.Unlock()
	return c.stored
}

// show publishes what is stored now.
func (c *worker) show(s submission.Submission) {
	c.o.mu.Lock()
	s.Order, s.Paused = c.stored.Order, c.stored.Paused // they may have changed since the step
	c.stored, c.trouble = s, submission.Problem{}
	c.o.mu.Unlock()
	c.o.changed()
}

// complain says why it does not go on, besides what its state says.
func (c *worker) complain(why submission.Problem) {
	c.o.mu.Lock()
	same := c.trouble == why
	c.trouble = why
	c.o.mu.Unlock()
	if !same {
		c.o.changed()
	}
}

// troubleOf is the journal's.
func troubleOf(err error) submission.Problem {
	return submission.Problem{
		Code: CodeJournal, Message: journal.Sentence(err),
		Next: "It continues by itself once the journal can be used.",
	}
}

// Stopped is what others have of a process that was stopped.
func Stopped(pid int) submission.Problem {
	return submission.Problem{
		Code: submission.CodeStopped, Message: fmt.Sprintf("lipdash %d sends for this account and is stopped.", pid),
		Next: "Resume it with fg, or end it.",
	}
}

// ReadOnly is what is on the way for a process that sends nothing.
func ReadOnly() submission.Problem {
	return submission.Problem{
		Code: submission.CodeReadOnly, Message: "Not sent from here, the profile is read-only.",
		Next: "A profile of the account that may write sends it.",
	}
}

// progress shows an upload, or that there is none.
func (c *worker) progress(param string, at api.UploadProgress) {
	c.o.mu.Lock()
	same := c.param == param && c.at == at
	c.param, c.at = param, at
	c.o.mu.Unlock()
	if !same {
		c.o.changed()
	}
}

// conclude records what the journal did not learn from the last step. It may
// take as long as it needs: the job is made and stored.
func (c *worker) conclude(ctx context.Context, s submission.Submission) {
	if s.State != submission.Accepted {
		return
	}
	r := journal.JobRecord{ID: s.JobID, Submission: s.ID}
	seen := []record.Observation{{ID: s.JobID, Status: api.StatusPending, At: s.UpdatedAt}}
	for range recordTries {
		err := c.o.opts.Journal.RecordJob(ctx, r)
		if err == nil {
			err = c.o.opts.Journal.Observe(ctx, seen)
		}
		if err == nil || !journal.Sleep(ctx, c.o.pace.last) {
			return
		}
	}
}

// recordTries bounds how often the extras are written again: the job itself is
// stored.
const recordTries = 5
