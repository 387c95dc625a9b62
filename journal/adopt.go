package journal

import (
	"context"
	"database/sql"
	"sort"

	"lipdash/api/submission"
)

// Adopt takes every submission that is not final and that no process has, in the
// order of the queue: at a start, and often, so that the queue of a process that
// died goes on. Resume each of them.
func (j *Journal) Adopt(ctx context.Context) ([]submission.Submission, error) {
	if err := j.Reclaim(ctx); err != nil {
		return nil, err
	}
	const ownerless = open + " AND owner = ''"
	found, _, err := one(ctx, j.easy, single[bool], "SELECT EXISTS (SELECT 1 FROM submissions WHERE "+ownerless+")")
	if err != nil || !found {
		return nil, j.read(ctx, err)
	}
	var out []submission.Submission
	err = j.write(ctx, j.easy, func(tx *sql.Tx) (err error) {
		out, err = all(ctx, tx, scanSubmission, "UPDATE submissions SET owner = ? WHERE "+ownerless+" RETURNING "+submissionColumns, j.Owner())
		return err
	})
	if err != nil {
		return nil, err
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Order < out[j].Order })
	return out, nil
}

const ownSubmissions = "SELECT id FROM submissions WHERE " + open + " AND owner = ? ORDER BY ord, id"

// Own are the submissions that this process has and that are not final, except
// those it drives, in the order of the queue.
func (j *Journal) Own(ctx context.Context, driven func(submission.ID) bool) ([]submission.Submission, error) {
	var idle []submission.ID
	err := each(ctx, j.easy, func(r *sql.Rows) error {
		var id submission.ID
		err := r.Scan(&id)
		if err == nil && !driven(id) {
			idle = append(idle, id)
		}
		return err
	}, ownSubmissions, j.Owner())
	var out []submission.Submission
	for _, id := range idle {
		var s submission.Submission
		if s, _, err = loadSubmission(ctx, j.easy, id); err != nil {
			break
		}
		out = append(out, s)
	}
	return out, j.read(ctx, err)
}

// Stopped are the submissions of processes that were stopped, with the numbers
// of those: they stay with them until somebody lets them go on or ends them.
func (j *Journal) Stopped(ctx context.Context) (map[submission.ID]int, error) {
	out, known := map[submission.ID]int{}, map[string]int{}
	err := each(ctx, j.easy, func(r *sql.Rows) error {
		var id submission.ID
		var owner string
		err := r.Scan(&id, &owner)
		pid, ok := known[owner]
		if !ok {
			pid = StoppedPID(owner)
			known[owner] = pid
		}
		if pid != 0 {
			out[id] = pid
		}
		return err
	}, "SELECT id, owner FROM submissions WHERE "+open+" AND owner NOT IN ('', ?)", j.Owner())
	return out, j.read(ctx, err)
}

// Driven are the submissions on their way that some process has.
func (j *Journal) Driven(ctx context.Context) (map[submission.ID]bool, error) {
	out := map[submission.ID]bool{}
	ids, err := all(ctx, j.easy, single[submission.ID], "SELECT id FROM submissions WHERE "+open+" AND owner <> ''")
	for _, id := range ids {
		out[id] = true
	}
	return out, j.read(ctx, err)
}
