package account

import (
	"context"
	"errors"
	"slices"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/submission"
	"lipdash/journal"
)

// Claim tells whether what happened is this program's to act upon, of all that have the
// account open; each thing is somebody's once.
func (m *Memory) Claim(ctx context.Context, what string) (bool, error) {
	return m.live().Claim(ctx, what)
}

// Over takes that what was claimed has been acted upon. That may be after the end of the memory:
// a hook runs on for a while.
func (m *Memory) Over(ctx context.Context, what string) error {
	err := m.live().Over(ctx, what)
	if err == nil || !m.Ended() || !m.journal.Survives() {
		return err
	}
	j, err := journal.Open(ctx, m.journal.Path())
	if err != nil {
		return err
	}
	return errors.Join(j.Over(ctx, what), j.Close())
}

// NoteWaiting notes claims that are about to be made, for the next start if this one is killed.
func (m *Memory) NoteWaiting(ctx context.Context, claims []string) error {
	return m.live().NoteWaiting(ctx, claims)
}

// WaitingJobs are the jobs of which an event was noted and nobody has claimed it, see Since.
func (m *Memory) WaitingJobs(ctx context.Context, event string) ([]api.JobID, error) {
	since, err := m.Since(ctx, event)
	if err != nil {
		return nil, err
	}
	return m.live().WaitingJobs(ctx, event, since)
}

// CutShort is what programs had claimed that ended before it was over. Each is told once.
func (m *Memory) CutShort(ctx context.Context) ([]string, error) { return m.live().CutShort(ctx) }

// BatchesOf are the batches that some jobs were made for, and those that are named.
func (m *Memory) BatchesOf(ctx context.Context, jobs []api.JobID, also ...record.BatchID) (out []record.Batch, err error) {
	ids, err := m.live().BatchesOf(ctx, jobs)
	if err != nil {
		return nil, err
	}
	for _, id := range slices.Compact(slices.Sorted(slices.Values(append(ids, also...)))) {
		b, ok, err := m.live().Batch(ctx, id)
		if err != nil {
			return out, err
		}
		if ok {
			out = append(out, b)
		}
	}
	return out, nil
}

// Unended are the jobs made here of which nobody has seen the end, as they are known.
func (m *Memory) Unended(ctx context.Context) ([]api.Job, error) {
	got, err := m.live().Unended(ctx)
	return jobsOf(got, ""), err
}

// lateFor is how long an end is acted upon late.
const lateFor = 7 * 24 * time.Hour

// Since is from when on what happens is acted upon late: since something is there to act
// upon it, which was noted when this was called first, but for a week at most.
func (m *Memory) Since(ctx context.Context, event string) (time.Time, error) {
	at, err := m.live().Since(ctx, event)
	if week := time.Now().Add(-lateFor); at.Before(week) {
		at = week
	}
	return at, err
}

// Unclaimed are the jobs made here that ended so and of which nobody acted upon it, whoever saw
// them end; see Since.
func (m *Memory) Unclaimed(ctx context.Context, ended api.Status, event string) ([]api.Job, error) {
	since, err := m.Since(ctx, event)
	if err != nil {
		return nil, err
	}
	got, err := m.live().Unclaimed(ctx, ended, event, since)
	return jobsOf(got, ended), err
}

// Made are those of some jobs that were made here, as they are known.
func (m *Memory) Made(ctx context.Context, ids []api.JobID) (map[api.JobID]api.Job, error) {
	got, err := m.live().Jobs(ctx, ids)
	out := make(map[api.JobID]api.Job, len(got))
	for id, r := range got {
		out[id] = jobOf(r)
	}
	return out, err
}

// jobsOf are records as jobs in a state, "" for an unknown one.
func jobsOf(records []journal.JobRecord, status api.Status) []api.Job {
	out := make([]api.Job, len(records))
	for i, r := range records {
		out[i] = jobOf(r)
		out[i].Status = status
	}
	return out
}

func jobOf(r journal.JobRecord) api.Job {
	return api.Job{ID: r.ID, Title: r.Title, CreatedAt: r.CreatedAt, Duration: r.Length}
}

// OnTheWay are the submissions that are no jobs yet, of all processes.
func (m *Memory) OnTheWay(ctx context.Context) (out []submission.ID, err error) {
	all, err := m.live().Submissions(ctx)
	for _, s := range all {
		out = append(out, s.ID)
	}
	return out, err
}

// Submissions are some submissions as they are stored.
func (m *Memory) Submissions(ctx context.Context, ids []submission.ID) (out []submission.Submission, err error) {
	for _, id := range ids {
		s, ok, err := m.live().Submission(ctx, id)
		if err != nil {
			return out, err
		}
		if ok {
			out = append(out, s)
		}
	}
	return out, nil
}
