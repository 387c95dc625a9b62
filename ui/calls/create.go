package calls

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/submission"
	"lipdash/ui/kit/action"
	"lipdash/ui/state/create"
)

// SameFound is what was made from the same inputs; N is the question's.
type SameFound struct {
	N     int
	Found create.Found
}

// LookForSame looks for what was made from the same inputs since a time, and for what
// was spent since.
func LookForSame(ctx context.Context, mem Memory, e create.LookForSame, since time.Time) tea.Cmd {
	return func() tea.Msg {
		// A question that cannot be answered stops nobody.
		f := create.Found{Outbox: mem.Outgoing()}
		for _, v := range e.Values {
			values, jobs, err := mem.Same(ctx, v, since)
			if err != nil {
				jobs = nil
			}
			f.Values, f.Jobs = append(f.Values, values), append(f.Jobs, jobs)
		}
		f.Costs = mem.Estimates(ctx, e.Values)
		if spent, err := mem.Spent(ctx, since); err == nil {
			f.Spent = spent
		}
		return SameFound{N: e.N, Found: f}
	}
}

// Estimated is what a choice of jobs that are made again will count as.
type Estimated struct {
	create.Choice
	create.Estimates
}

// Estimate asks what the inputs of a choice will count as, for what was spent since a time, and
// what their files are. Without a memory, or an answer, nobody knows.
func Estimate(ctx context.Context, mem Memory, files Files, c create.Choice, values []map[string]string, since time.Time) tea.Cmd {
	return func() tea.Msg {
		out := Estimated{Choice: c}
		if mem == nil {
			return out
		}
		out.Each = mem.Estimates(ctx, values)
		if files != nil {
			out.Files = LookAtFiles(ctx, files, create.LocalFiles(values))
		}
		if spent, err := mem.Spent(ctx, since); err == nil {
			out.Spent = spent
		}
		return out
	}
}

// Submitted says that inputs are with the outbox, or why they are not; N is the intent's.
type Submitted struct {
	N int
	create.Handed
	Err error
}

// Submit gives an intent to the outbox, which has each of its lipsyncs on disk before it answers
// for it. A batch goes as one; the others are handed over in turn, since the queue for slots is
// of that order. guarded is what becomes of each answer.
func Submit(ctx context.Context, mem Memory, e create.HandOver, guarded func(...tea.Cmd) tea.Cmd) tea.Cmd {
	if e.Intent.Retry.Batch != "" {
		return guarded(RetryBatch(ctx, mem, e.Intent.Retry))
	}
	if b := e.Intent.Batch; b != nil {
		return guarded(func() tea.Msg {
			batch := *b
			batch.Draft = e.Intent.Draft
			id, err := mem.SubmitBatch(ctx, batch, e.Intent.Values)
			return Submitted{N: e.N, Handed: create.Handed{Batch: id}, Err: err}
		})
	}
	var cmds []tea.Cmd
	for i, values := range e.Intent.Values {
		cmds = append(cmds, guarded(func() tea.Msg {
			id, err := mem.SubmitAgain(ctx, values, e.Intent.Draft, e.Intent.Remakes(i))
			return Submitted{N: e.N, Handed: create.Handed{ID: id, Again: e.Intent.Remakes(i)}, Err: err}
		}))
	}
	return tea.Sequence(cmds...)
}

// Arranged is what came of a change of the queue.
type Arranged struct {
	Do      submission.Do
	Changed submission.Changed
	Err     error
}

// Arrange changes the queue for all processes on the account.
func Arrange(ctx context.Context, mem Memory, c submission.Change) tea.Cmd {
	return func() tea.Msg {
		out, err := mem.Arrange(ctx, c)
		return Arranged{Do: c.Do, Changed: out, Err: err}
	}
}

// RecordsRead is what jobs were made from. Then is what waited for it, nil when nothing
// did.
type RecordsRead struct {
	Asked   []api.JobID
	Records map[api.JobID]create.Record
	Err     error
	Then    action.Action
}

// ReadRecords asks what jobs were made from.
func ReadRecords(ctx context.Context, mem Memory, ids []api.JobID, then action.Action) tea.Cmd {
	return func() tea.Msg {
		got, err := mem.Records(ctx, ids)
		return RecordsRead{Asked: ids, Records: got, Err: err, Then: then}
	}
}

// TypicalRead is how long jobs of a mode take.
type TypicalRead struct {
	Mode    api.Mode
	Typical create.Typical
}

// ReadTypical asks how long jobs of a mode take; no answer is none.
func ReadTypical(ctx context.Context, mem Memory, mode api.Mode, now time.Time) tea.Cmd {
	return func() tea.Msg {
		t, err := mem.Typical(ctx, mode, now)
		if err != nil {
			return nil
		}
		return TypicalRead{Mode: mode, Typical: t}
	}
}

// SpentRead is what the day's jobs cost by estimate, in dollars, and what they are.
type SpentRead struct {
	Amount float64
	Day    record.Day
}

// ReadSpent asks about the jobs made in the day that begins at a time; no answer is none.
func ReadSpent(ctx context.Context, mem Memory, since time.Time) tea.Cmd {
	return func() tea.Msg {
		amount, err := mem.Spent(ctx, since)
		if err != nil {
			return nil
		}
		day, err := mem.Day(ctx, since)
		if err != nil {
			return nil
		}
		return SpentRead{amount, day}
	}
}

// Decided passes the user's decision about a submission on.
func Decided(mem Memory, a action.Decide) {
	switch {
	case mem == nil:
	case a.Job != "":
		mem.Pointed(a.ID, a.Job)
	case a.Again:
		mem.Resend(a.ID)
	default:
		mem.Discard(a.ID) // it is in doubt, and forgotten
	}
}
