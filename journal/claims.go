package journal

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"

	"lipdash/api"
	"lipdash/api/record"
)

// claimed is how long a claim is kept: what happened so long ago does not happen again.
const claimed = 90 * 24 * time.Hour

// Claim tells whether what happened is this process's to act upon: the first of all
// processes that asks has it, for good. Over tells that it has done so.
func (j *Journal) Claim(ctx context.Context, what string) (ours bool, err error) {
	err = j.write(ctx, j.easy, func(tx *sql.Tx) error {
		now := j.now()
		if _, err := tx.ExecContext(ctx, "DELETE FROM notes WHERE name LIKE 'claim %' AND at < ?1 OR name LIKE 'waits %' AND at < ?1 OR name = 'waits ' || ?2", stamp(now.Add(-claimed)), what); err != nil {
			return err
		}
		const note = "INSERT INTO notes (name, n, at) VALUES (?, 1, ?) ON CONFLICT DO NOTHING"
		if n, err := change(ctx, tx, note, "claim "+what, stamp(now)); n == 0 || err != nil {
			return err
		}
		ours = true
		_, err := tx.ExecContext(ctx, note, begun+what+" "+j.Owner(), stamp(now))
		return err
	})
	return ours && err == nil, err
}

// begun is how the note begins of what was claimed and is not over: what it is, and whose.
const begun = "begun "

// Over takes that what was claimed has been acted upon, by whatever name this process had then.
func (j *Journal) Over(ctx context.Context, what string) error {
	_, err := j.exec(ctx, "DELETE FROM notes WHERE name > ?1 || ' ' AND name < ?1 || '!'", begun+what)
	return err
}

// CutShort is what processes had claimed that ended before it was over. Each is told once.
func (j *Journal) CutShort(ctx context.Context) (whats []string, err error) {
	if !j.Survives() {
		return nil, nil
	}
	names, err := all(ctx, j.easy, single[string], "SELECT name FROM notes WHERE name > 'begun ' AND name < 'begun!' ORDER BY at")
	for _, name := range names {
		at := strings.LastIndexByte(name, ' ')
		owner := name[at+1:]
		if _, own := ownNames.Load(owner); own || !ended(j.presence(owner)) {
			continue
		}
		n, err := j.exec(ctx, "DELETE FROM notes WHERE name = ?", name)
		if err != nil {
			return whats, err
		}
		if n > 0 {
			whats = append(whats, name[len(begun):at])
		}
	}
	return whats, j.read(ctx, err)
}

// NoteWaiting notes that something waits to be claimed, for the next start if this process is killed.
func (j *Journal) NoteWaiting(ctx context.Context, whats []string) error {
	_, err := j.exec(ctx, `INSERT INTO notes (name, n, at) SELECT 'waits ' || value, 1, ? FROM json_each(?) w
		WHERE NOT EXISTS (SELECT 1 FROM notes WHERE name = 'claim ' || w.value) ON CONFLICT DO NOTHING`, stamp(j.now()), list(whats))
	return err
}

// WaitingJobs are the jobs of which an event was noted since a time and nobody has claimed it.
func (j *Journal) WaitingJobs(ctx context.Context, event string, since time.Time) ([]api.JobID, error) {
	return allOf(ctx, j, single[api.JobID], "SELECT substr(name, length(?1) + 1) FROM notes WHERE name > ?1 AND name < ?1 || '~' AND at >= ?2 ORDER BY at",
		"waits "+event+" ", stamp(since))
}

// Since is when something was first noted, now if it never was.
func (j *Journal) Since(ctx context.Context, what string) (at time.Time, err error) {
	const noted = "SELECT at FROM notes WHERE name = ?"
	what = "since " + what
	if err = j.easy.QueryRowContext(ctx, noted, what).Scan(timeColumn{&at}); !errors.Is(err, sql.ErrNoRows) {
		return at, j.read(ctx, err)
	}
	err = j.write(ctx, j.easy, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "INSERT INTO notes (name, n, at) VALUES (?, 1, ?) ON CONFLICT DO NOTHING", what, stamp(j.now())); err != nil {
			return err
		}
		return tx.QueryRowContext(ctx, noted, what).Scan(timeColumn{&at})
	})
	return at, err
}

// unclaimed are the jobs made here since a time that ended so and of whose end nobody has
// the claim.
const unclaimed = "SELECT " + recordColumns + " FROM jobs WHERE status = ? AND accepted >= ? AND NOT EXISTS " +
	"(SELECT 1 FROM notes WHERE name = 'claim ' || ? || ' ' || jobs.id) ORDER BY accepted DESC"

// Unclaimed are the jobs made here since a time that ended so and of which nobody has
// claimed that event, whoever saw them end, the newest first.
func (j *Journal) Unclaimed(ctx context.Context, ended api.Status, event string, since time.Time) ([]JobRecord, error) {
	return allOf(ctx, j, scanRecord, unclaimed, ended, stamp(since), event)
}

// batchesOf are the batches that jobs were made for.
const batchesOf = `SELECT DISTINCT s.body ->> '$.batch' FROM jobs j JOIN submissions s ON s.id = j.submission
	WHERE j.id IN (SELECT value FROM json_each(?)) AND coalesce(s.body ->> '$.batch', '') <> ''`

// BatchesOf are the batches that some jobs were made for.
func (j *Journal) BatchesOf(ctx context.Context, jobs []api.JobID) ([]record.BatchID, error) {
	return allOf(ctx, j, single[record.BatchID], batchesOf, list(jobs))
}

// unended are the jobs that were made here and of which no end was seen.
const unended = "SELECT " + recordColumns + " FROM jobs WHERE rank < 2 ORDER BY accepted DESC"

// Unended are the jobs that were made here and of which nobody has seen the end, the
// newest first.
func (j *Journal) Unended(ctx context.Context) ([]JobRecord, error) {
	return allOf(ctx, j, scanRecord, unended)
}
