package journal

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"lipdash/api"
	"lipdash/api/submission"
)

// seen is how long an accepted job counts as running although the process that
// asks has not met it in the server's list: another one made it just now.
const seen = 3 * time.Minute

// TakeSlot lets a queued submission through the gate between this account's
// processes, or does not. It is let through when it is the first one that waits
// for its turn and not for the user, its time has come, this process has it, and fewer than limit jobs are on the account: the active ones
// the caller knows, those that were made here a moment ago, and the submissions
// that are about to be made. A learned limit that is lower counts instead
// (LearnLimit); a negative limit is none. Nothing is let through while the queue is paused,
// nor what is paused itself. The slot is given up by the next save of the submission, whose
// state tells then whether it holds one, and with the process.
func (j *Journal) TakeSlot(ctx context.Context, id submission.ID, limit int, active []api.JobID) (bool, error) {
	var got bool
	err := j.write(ctx, j.easy, func(tx *sql.Tx) (err error) {
		got, err = takeSlot(ctx, tx, gate{id, j.Owner(), limit, active, j.now()})
		return err
	})
	return got && err == nil, err
}

// gate is one question at the gate.
type gate struct {
	id     submission.ID
	owner  string
	limit  int
	active []api.JobID
	now    time.Time
}

func takeSlot(ctx context.Context, tx *sql.Tx, g gate) (bool, error) {
	has, mine, err := g.place(ctx, tx)
	if err != nil || !mine {
		return false, err
	}
	if !has {
		if ok, err := g.mayPass(ctx, tx); err != nil || !ok {
			return false, err
		}
	}
	_, err = tx.ExecContext(ctx, "UPDATE submissions SET slot = 1 WHERE id = ?", g.id)
	return err == nil, err
}

// place tells whether it has a slot already, and whether it is the owner's to
// ask for.
func (g gate) place(ctx context.Context, tx *sql.Tx) (has, mine bool, err error) {
	var state submission.State
	var owner string
	err = tx.QueryRowContext(ctx, "SELECT state, owner, slot <> 0 FROM submissions WHERE id = ?", g.id).Scan(&state, &owner, &has)
	if errors.Is(err, sql.ErrNoRows) {
		return false, false, nil
	}
	return has, owner == g.owner && state == submission.Queued, err
}

func (g gate) mayPass(ctx context.Context, tx *sql.Tx) (bool, error) {
	queue, err := readQueue(ctx, tx)
	if err != nil || queue.Paused() {
		return false, err
	}
	if first, err := g.first(ctx, tx); err != nil || !first || g.limit < 0 {
		return first, err
	}
	limit, err := g.lowest(ctx, tx)
	if err != nil {
		return false, err
	}
	used, err := g.used(ctx, tx)
	return used < limit, err
}

// first tells whether it is the first in the queue and its time has come.
func (g gate) first(ctx context.Context, tx *sql.Tx) (bool, error) {
	var head submission.ID
	var next int64
	err := tx.QueryRowContext(ctx,
		"SELECT id, next_try FROM submissions WHERE "+open+" AND state = 'queued' AND "+notHeld+" AND "+goesAlone+" AND paused = 0 AND slot = 0 ORDER BY ord, id LIMIT 1").
		Scan(&head, &next)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return head == g.id && next <= stamp(g.now), err
}

func (g gate) lowest(ctx context.Context, tx *sql.Tx) (int, error) {
	learned, ok, err := readLimit(ctx, tx, g.now)
	if err == nil && ok {
		return min(g.limit, learned), nil
	}
	return g.limit, err
}

// notHeld is the condition that a submission does not wait for the user.
const notHeld = "body ->> '$.held' IS NOT 1"

// goesAlone is the condition that a submission is not sent with a batch.
const goesAlone = "(body ->> '$.batch' IS NULL OR body ->> '$.alone' IS 1)"

const freshJobs = "SELECT id FROM jobs WHERE rank < 2 AND accepted > ? AND accepted <= ?"

// used counts the places that are taken.
func (g gate) used(ctx context.Context, tx *sql.Tx) (int, error) {
	coming, err := single[int](tx.QueryRowContext(ctx,
		"SELECT count(*) FROM submissions WHERE "+open+" AND "+notHeld+" AND (state IN ('sending', 'unknown', 'enclosed') OR state = 'uploading' AND "+goesAlone+" OR state = 'queued' AND slot <> 0)"))
	if err != nil {
		return 0, err
	}
	fresh, err := all(ctx, tx, single[api.JobID], freshJobs, stamp(g.now.Add(-seen)), stamp(g.now))
	running := map[api.JobID]bool{}
	for _, id := range append(fresh, g.active...) {
		running[id] = true
	}
	return coming + len(running), err
}
