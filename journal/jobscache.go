package journal

import (
	"context"
	"database/sql"
	"errors"
	"strconv"
	"strings"

	"lipdash/api"
	"lipdash/api/record"
)

// What a listed job had, as bits.
const (
	hadVideo = 1 << iota
	hadCaptions
	wasUnseen
)

const (
	listedColumns = "id, created, status, title, callback, failure, length, results, seen"
	// Rows are read in the order of the index, from the place named by the last
	// row of the page before.
	listedFirst = "SELECT " + listedColumns + " FROM listed ORDER BY created DESC, id LIMIT ?"
	listedAfter = "SELECT " + listedColumns + " FROM listed WHERE created <= ? AND (created < ? OR id > ?) ORDER BY created DESC, id LIMIT ?"
	putListed   = "INSERT INTO listed (" + listedColumns + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) " +
		"ON CONFLICT (id) DO UPDATE SET created = excluded.created, status = excluded.status, title = excluded.title, " +
		"callback = excluded.callback, failure = excluded.failure, length = excluded.length, results = excluded.results, seen = excluded.seen"
)

// KeepListed stores what a page says, and forgets the jobs that are gone. Whole says
// that with them the list is known to its end.
func (j *Journal) KeepListed(ctx context.Context, put record.Page, gone []api.JobID) error {
	return j.write(ctx, j.easy, func(tx *sql.Tx) error {
		if err := j.putListed(ctx, tx, put.Jobs); err != nil {
			return err
		}
		if len(gone) > 0 {
			if _, err := tx.ExecContext(ctx, "DELETE FROM listed WHERE id IN (SELECT value FROM json_each(?))", list(gone)); err != nil {
				return err
			}
		}
		_, err := tx.ExecContext(ctx, "INSERT INTO notes (name, n, at) VALUES ('list', ?1, ?3), ('clock', ?2, ?3) "+
			"ON CONFLICT (name) DO UPDATE SET n = excluded.n, at = excluded.at", put.Whole, int64(put.ClockOffset), stamp(put.SavedAt))
		return err
	})
}

// DropListed forgets jobs that were deleted, of the list that is kept.
func (j *Journal) DropListed(ctx context.Context, gone []api.JobID) error {
	_, err := j.exec(ctx, "DELETE FROM listed WHERE id IN (SELECT value FROM json_each(?))", list(gone))
	return err
}

func (j *Journal) putListed(ctx context.Context, tx *sql.Tx, put []record.Job) error {
	if len(put) == 0 {
		return nil
	}
	stmt, err := tx.PrepareContext(ctx, putListed)
	if err != nil {
		return err
	}
	defer stmt.Close() //nolint:errcheck // the transaction tells
	for _, l := range put {
		results := 0
		if l.HasVideo {
			results |= hadVideo
		}
		if l.HasCaptions {
			results |= hadCaptions
		}
		if l.Unseen {
			results |= wasUnseen
		}
		_, err := stmt.ExecContext(ctx, l.Job.ID, stamp(l.Job.CreatedAt), l.Job.Status, j.storable(l.Job.Title),
			j.storable(l.Job.CallbackID), j.storable(l.Job.FailureMessage), int64(l.Job.Duration), results, stamp(l.SeenAt))
		if err != nil {
			return err
		}
	}
	return nil
}

// Listed is a page of the list as it was kept, from a page's Next on, or from the
// newest for "".
func (j *Journal) Listed(ctx context.Context, after string, limit int) (record.Page, error) {
	page, err := j.listed(ctx, after, limit)
	return page, j.read(ctx, err)
}

func (j *Journal) listed(ctx context.Context, after string, limit int) (record.Page, error) {
	var page record.Page
	const notes = "SELECT n, at, coalesce((SELECT n FROM notes WHERE name = 'clock'), 0) FROM notes WHERE name = 'list'"
	err := j.easy.QueryRowContext(ctx, notes).Scan(&page.Whole, timeColumn{&page.SavedAt}, &page.ClockOffset)
	if errors.Is(err, sql.ErrNoRows) {
		return page, nil
	}
	if err != nil {
		return page, err
	}
	query, args := listedFirst, []any{limit}
	if created, id, ok := place(after); ok {
		query, args = listedAfter, []any{created, created, id, limit}
	}
	page.Jobs, err = all(ctx, j.easy, scanListed, query, args...)
	if n := len(page.Jobs); n == limit {
		last := page.Jobs[n-1].Job
		page.Next = strconv.FormatInt(stamp(last.CreatedAt), 10) + " " + string(last.ID)
	}
	return page, err
}

// place reads a page's Next.
func place(next string) (created int64, id string, ok bool) {
	at, id, ok := strings.Cut(next, " ")
	created, err := strconv.ParseInt(at, 10, 64)
	return created, id, ok && err == nil
}

func scanListed(s scanner) (l record.Job, err error) {
	var results int
	j := &l.Job
	err = s.Scan(&j.ID, timeColumn{&j.CreatedAt}, &j.Status, &j.Title, &j.CallbackID, &j.FailureMessage, &j.Duration, &results, timeColumn{&l.SeenAt})
	l.HasVideo, l.HasCaptions, l.Unseen = results&hadVideo != 0, results&hadCaptions != 0, results&wasUnseen != 0
	return l, err
}
