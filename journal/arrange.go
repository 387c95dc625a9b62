package journal

import (
	"context"
	"database/sql"
	"slices"
	"time"

	"lipdash/api/submission"
)

// Queue is what holds for all that waits here. It costs little: processes that share the
// journal ask often.
func (j *Journal) Queue(ctx context.Context) (submission.Queue, error) {
	q, err := readQueue(ctx, j.easy)
	return q, j.read(ctx, err)
}

const queueNotes = "SELECT name, n, at FROM notes WHERE name IN ('paused', 'queue')"

func readQueue(ctx context.Context, q querier) (out submission.Queue, err error) {
	err = each(ctx, q, func(r *sql.Rows) error {
		var name string
		var n int64
		var at time.Time
		if err := r.Scan(&name, &n, timeColumn{&at}); err != nil {
			return err
		}
		if name == "paused" {
			out.PausedAt = at
		} else {
			out.Version = n
		}
		return nil
	}, queueNotes)
	return out, err
}

// Arrange changes the queue, whichever processes have what waits in it, all at once and on
// disk when it returns. A process that is about to send something that is dropped here finds
// out before it does: its next save is refused (ErrStale), and nothing leaves before a save.
func (j *Journal) Arrange(ctx context.Context, c submission.Change) (submission.Changed, error) {
	var out submission.Changed
	err := j.write(ctx, j.firm, func(tx *sql.Tx) error {
		a := arranging{tx: tx, now: j.now(), change: c}
		if err := a.run(ctx); err != nil {
			return err
		}
		out = a.out
		return noteQueue(ctx, tx, a.now)
	})
	return out, err
}

// noteQueue gives the queue another version, by which other processes see that it changed.
func noteQueue(ctx context.Context, tx *sql.Tx, now time.Time) error {
	_, err := tx.ExecContext(ctx,
		"INSERT INTO notes (name, n, at) VALUES ('queue', 1, ?1) ON CONFLICT (name) DO UPDATE SET n = n + 1, at = ?1", stamp(now))
	return err
}

// arranging is one change under way.
type arranging struct {
	tx     *sql.Tx
	now    time.Time
	change submission.Change
	out    submission.Changed
}

func (a *arranging) run(ctx context.Context) error {
	switch a.change.Do {
	case submission.PauseAll:
		// Since when stays what it was.
		return a.exec(ctx, "INSERT INTO notes (name, n, at) VALUES ('paused', 1, ?) ON CONFLICT (name) DO NOTHING", stamp(a.now))
	case submission.ResumeAll:
		return a.exec(ctx, "DELETE FROM notes WHERE name = 'paused'")
	}
	for _, id := range a.change.IDs {
		s, found, err := loadSubmission(ctx, a.tx, id)
		if err != nil {
			return err
		}
		why := s.Refuse(a.change.Do)
		if !found {
			why = submission.Unheard
		}
		if why != "" {
			a.out.Refused = append(a.out.Refused, submission.Refusal{ID: id, Why: why})
			continue
		}
		if err := a.one(ctx, s); err != nil {
			return err
		}
		a.out.Done = append(a.out.Done, id)
	}
	if a.change.Do == submission.Reorder {
		return a.reorder(ctx)
	}
	return nil
}

// one changes one submission.
func (a *arranging) one(ctx context.Context, s submission.Submission) error {
	switch a.change.Do {
	case submission.PauseOne, submission.ResumeOne:
		return a.exec(ctx, "UPDATE submissions SET paused = ? WHERE id = ?", a.change.Do == submission.PauseOne, s.ID)
	case submission.Drop:
		next, _ := submission.Step(s, submission.Discard{}, a.now)
		return a.exec(ctx, "UPDATE submissions SET state = ?2, rev = ?3, next_try = 0, body = ?4, slot = 0 WHERE id = ?1",
			s.ID, next.State, next.Rev, encoded(next))
	}
	return nil
}

const waitingPlaces = "SELECT id, ord FROM submissions WHERE " + open + " AND state IN ('queued', 'ready') ORDER BY ord, id"

// reorder gives those that wait each other's places. What is under way keeps its own.
func (a *arranging) reorder(ctx context.Context) error {
	var ids []submission.ID
	var places []int64
	err := each(ctx, a.tx, func(r *sql.Rows) error {
		var id submission.ID
		var ord int64
		err := r.Scan(&id, &ord)
		ids, places = append(ids, id), append(places, ord)
		return err
	}, waitingPlaces)
	if err != nil {
		return err
	}
	if m := a.change.Move; m.To == submission.ToBefore && !slices.Contains(ids, m.Before) {
		for _, id := range a.out.Done {
			a.out.Refused = append(a.out.Refused, submission.Refusal{ID: id, Why: "what it is to go before does not wait here"})
		}
		a.out.Done = nil
		return nil
	}
	for i, id := range submission.Reordered(ids, a.out.Done, a.change.Move) {
		if id == ids[i] {
			continue
		}
		if err := a.exec(ctx, "UPDATE submissions SET ord = ? WHERE id = ?", places[i], id); err != nil {
			return err
		}
	}
	return nil
}

func (a *arranging) exec(ctx context.Context, query string, args ...any) error {
	_, err := a.tx.ExecContext(ctx, query, args...)
	return err
}
