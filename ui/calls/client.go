package calls

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/state/edits"
	"lipdash/ui/state/poll"
	"lipdash/ui/state/share"
)

// Client is what the dashboard asks of HeyGen; *api.Client satisfies it. Jobs
// are made and files sent by the outbox (Memory).
type Client interface {
	ListJobs(ctx context.Context, o api.ListOptions) (api.JobPage, error)
	GetJob(ctx context.Context, id api.JobID) (api.Job, error)
	UpdateTitle(ctx context.Context, id api.JobID, title string) (api.Job, error)
	DeleteJob(ctx context.Context, id api.JobID) error
	JobStatuses(ctx context.Context, ids []api.JobID) ([]api.JobStatus, error)
	Me(ctx context.Context) (api.Account, error)
	// PausedUntil is until when the whole client waits after a 429, zero when
	// it does not.
	PausedUntil() time.Time
	// RecentCalls is when the calls of the last minute left, oldest first, whoever
	// shares the client made them, or asks about the account in another process.
	RecentCalls() []time.Time
	// ClockOffset is how far HeyGen's clock is ahead of this machine's, not known
	// before the first answer.
	ClockOffset() (offset time.Duration, known bool)
}

// JobsListed is a page of jobs. Token is the cursor it was asked with, "" for the top.
type JobsListed struct {
	Request
	Token string
	Page  api.JobPage
	Err   error
}

// ListJobs asks for a page of jobs.
func ListJobs(ctx context.Context, c Client, r Request, limit int, token string) tea.Cmd {
	return func() tea.Msg {
		page, err := c.ListJobs(ctx, api.ListOptions{Limit: limit, Token: token})
		return JobsListed{Request: r, Token: token, Page: page, Err: err}
	}
}

// StatusesPolled are the statuses of many jobs.
type StatusesPolled struct {
	Request
	Statuses []api.JobStatus
	Err      error
}

// Poll makes a call of a round; limit is how many jobs a page has.
func Poll(ctx context.Context, c Client, r Request, call poll.Call, limit int) tea.Cmd {
	switch call.Kind {
	case poll.Statuses:
		return func() tea.Msg {
			statuses, err := c.JobStatuses(ctx, call.IDs)
			return StatusesPolled{Request: r, Statuses: statuses, Err: err}
		}
	case poll.Read:
		return ReadJob(ctx, c, r, call.IDs[0])
	}
	return ListJobs(ctx, c, r, limit, "")
}

// JobRead is one job.
type JobRead struct {
	Request
	ID  api.JobID
	Job api.Job
	Err error
}

// ReadJob asks for one job.
func ReadJob(ctx context.Context, c Client, r Request, id api.JobID) tea.Cmd {
	return func() tea.Msg {
		job, err := c.GetJob(ctx, id)
		return JobRead{Request: r, ID: id, Job: job, Err: err}
	}
}

// AccountRead is whose key it is, with the balance.
type AccountRead struct {
	Request
	Account api.Account
	Err     error
}

// ReadAccount asks for the account.
func ReadAccount(ctx context.Context, c Client, r Request) tea.Cmd {
	return func() tea.Msg {
		a, err := c.Me(ctx)
		return AccountRead{Request: r, Account: a, Err: err}
	}
}

// JobEdited is the answer to a delete or a rename. It carries no job after a delete.
type JobEdited struct {
	Call edits.Call
	Job  api.Job
	Err  error
}

// EditJob deletes or renames a job. A delete comes back with a 429 at once: while it
// waits on this side it can be taken back.
func EditJob(ctx context.Context, c Client, call edits.Call) tea.Cmd {
	return func() tea.Msg {
		if call.Kind == edits.Delete {
			return JobEdited{Call: call, Err: c.DeleteJob(api.NoRateLimitWait(ctx), call.ID)}
		}
		job, err := c.UpdateTitle(ctx, call.ID, call.Now)
		return JobEdited{Call: call, Job: job, Err: err}
	}
}

// LinksRenewed are jobs with fresh links, or why they have none, by id.
type LinksRenewed struct {
	Request
	For share.Request
	Got map[api.JobID]share.Answer
}

// RenewLinks reads jobs for their links, a few at a time.
func RenewLinks(ctx context.Context, c Client, r Request, links share.Request, ids []api.JobID) tea.Cmd {
	return func() tea.Msg {
		got := each(ids, func(id api.JobID) (share.Answer, bool) {
			job, err := c.GetJob(ctx, id)
			return share.Answer{Job: job, Err: err}, true
		})
		return LinksRenewed{Request: r, For: links, Got: got}
	}
}
