package journal

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/ncruces/go-sqlite3"
)

// application marks the file as ours: "lipd".
const application = 0x6c697064

// migrations bring an older file up to date, one version each; those that were
// ever released are never changed. Times are nanoseconds since 1970, 0 when
// unknown; lengths are nanoseconds.
var migrations = []string{`
CREATE TABLE notes (
	name TEXT PRIMARY KEY,
	n    INTEGER NOT NULL,
	at   INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE drafts (
	id      TEXT PRIMARY KEY,
	vals    TEXT NOT NULL,
	focus   TEXT NOT NULL,
	caret   INTEGER NOT NULL,
	created INTEGER NOT NULL,
	updated INTEGER NOT NULL,
	gone    INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX drafts_age ON drafts(gone, updated);

CREATE TABLE submissions (
	id         TEXT PRIMARY KEY,
	state      TEXT NOT NULL,
	rev        INTEGER NOT NULL,
	ord        INTEGER NOT NULL,
	next_try   INTEGER NOT NULL,
	owner      TEXT NOT NULL DEFAULT '',
	until      INTEGER NOT NULL DEFAULT 0,
	slot_until INTEGER NOT NULL DEFAULT 0,
	body       TEXT NOT NULL
);
CREATE INDEX submissions_open ON submissions(ord, id)
	WHERE state NOT IN ('accepted', 'refused', 'discarded');

CREATE TABLE jobs (
	id         TEXT PRIMARY KEY,
	submission TEXT NOT NULL,
	vals       TEXT NOT NULL,
	body_hash  TEXT NOT NULL,
	inputs     TEXT NOT NULL,
	mode       TEXT NOT NULL,
	title      TEXT NOT NULL,
	created    INTEGER NOT NULL,
	accepted   INTEGER NOT NULL,
	length     INTEGER NOT NULL,
	status     TEXT NOT NULL,
	rank       INTEGER NOT NULL,
	cost       REAL NOT NULL
);
CREATE INDEX jobs_inputs ON jobs(inputs, created);
CREATE INDEX jobs_made ON jobs(mode, status, created);
CREATE INDEX jobs_created ON jobs(created, status, cost);
CREATE INDEX jobs_fresh ON jobs(accepted) WHERE rank < 2;

CREATE TABLE observations (
	job    TEXT NOT NULL,
	status TEXT NOT NULL,
	first  INTEGER NOT NULL,
	last   INTEGER NOT NULL,
	PRIMARY KEY (job, status)
) WITHOUT ROWID;

CREATE TABLE assets (
	path    TEXT NOT NULL,
	size    INTEGER NOT NULL,
	modtime INTEGER NOT NULL,
	hash    TEXT NOT NULL,
	asset   TEXT NOT NULL,
	at      INTEGER NOT NULL,
	PRIMARY KEY (path, size, modtime)
) WITHOUT ROWID;
CREATE INDEX assets_hash ON assets(hash, at);
CREATE INDEX assets_asset ON assets(asset);
`, `
CREATE TABLE transfers (
	id       TEXT PRIMARY KEY,
	job      TEXT NOT NULL,
	kind     TEXT NOT NULL,
	ord      INTEGER NOT NULL,
	next_try INTEGER NOT NULL,
	tries    INTEGER NOT NULL,
	path     TEXT NOT NULL,
	part     TEXT NOT NULL,
	replace  INTEGER NOT NULL,
	etag     TEXT NOT NULL,
	size     INTEGER NOT NULL,
	done     INTEGER NOT NULL,
	state    TEXT NOT NULL,
	code     TEXT NOT NULL,
	reason   TEXT NOT NULL,
	sha256   TEXT NOT NULL,
	created  INTEGER NOT NULL,
	updated  INTEGER NOT NULL,
	owner    TEXT NOT NULL,
	until    INTEGER NOT NULL
);
CREATE UNIQUE INDEX transfers_job ON transfers(job, kind) WHERE state <> 'done';
CREATE INDEX transfers_open ON transfers(ord, id) WHERE state NOT IN ('done', 'cancelled');
CREATE INDEX transfers_past ON transfers(updated) WHERE state IN ('done', 'cancelled');

CREATE TABLE saved (
	job    TEXT NOT NULL,
	kind   TEXT NOT NULL,
	path   TEXT NOT NULL,
	size   INTEGER NOT NULL,
	sha256 TEXT NOT NULL,
	at     INTEGER NOT NULL,
	PRIMARY KEY (job, kind, path)
) WITHOUT ROWID;
`, uploadsByContent, `
CREATE TABLE listed (
	id       TEXT PRIMARY KEY,
	created  INTEGER NOT NULL,
	status   TEXT NOT NULL,
	title    TEXT NOT NULL,
	callback TEXT NOT NULL,
	failure  TEXT NOT NULL,
	length   INTEGER NOT NULL,
	results  INTEGER NOT NULL,
	seen     INTEGER NOT NULL
);
CREATE INDEX listed_age ON listed(created DESC, id);
`, foundStates, leasesSince, ownersWithoutLeases, batchesMadeHere, envelopesSent, pausedSubmissions, retriesPlanned, remakesKnown, reviewsKept, viewsKept}

// upgrade brings the file up to date and switches it to a write-ahead log.
func upgrade(ctx context.Context, db *sql.DB) error {
	if err := walMode(ctx, db); err != nil {
		return err
	}
	var version int
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	if version == len(migrations) {
		return nil
	}
	return within(ctx, db, func(tx *sql.Tx) error { return migrate(ctx, tx) })
}

// migrate reads the version again: another process may have been quicker.
func migrate(ctx context.Context, tx *sql.Tx) error {
	var version int
	if err := tx.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	for _, m := range migrations[min(version, len(migrations)):] {
		if _, err := tx.ExecContext(ctx, m); err != nil {
			return err
		}
	}
	if version >= len(migrations) {
		return nil
	}
	_, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id=%d; PRAGMA user_version=%d", application, len(migrations)))
	return err
}

// walMode asks for the write-ahead log, which lets readers and a writer work
// side by side. A file system that cannot do it gives another mode, which is
// slower and just as safe. SQLite does not wait for the lock here by itself.
func walMode(ctx context.Context, db *sql.DB) error {
	for end := time.Now().Add(patience); ; {
		var mode string
		err := db.QueryRowContext(ctx, "PRAGMA journal_mode=wal").Scan(&mode)
		if !errors.Is(err, sqlite3.BUSY) || time.Now().After(end) {
			return err
		}
		if !Sleep(ctx, 5*time.Millisecond) {
			return ctx.Err()
		}
	}
}

// leasesSince noted when each lease was taken.
const leasesSince = `
ALTER TABLE submissions ADD COLUMN since INTEGER NOT NULL DEFAULT 0;
ALTER TABLE transfers ADD COLUMN since INTEGER NOT NULL DEFAULT 0;
UPDATE submissions SET since = until - 15000000000 WHERE until > 0;
UPDATE transfers SET since = until - 15000000000 WHERE until > 0;
`

// ownersWithoutLeases is the migration after which an owner has what it has for
// as long as its process lives.
const ownersWithoutLeases = `
ALTER TABLE submissions DROP COLUMN until;
ALTER TABLE submissions DROP COLUMN since;
ALTER TABLE submissions RENAME COLUMN slot_until TO slot;
ALTER TABLE transfers DROP COLUMN until;
ALTER TABLE transfers DROP COLUMN since;
CREATE INDEX transfers_held ON transfers(owner) WHERE owner <> '';
`

// pausedSubmissions is the migration after which a submission can be kept back by the user.
const pausedSubmissions = `
ALTER TABLE submissions ADD COLUMN paused INTEGER NOT NULL DEFAULT 0;
`
