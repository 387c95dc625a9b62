package journal

import (
	"context"
	"path/filepath"
	"time"

	"lipdash/api"
)

// File is a local file as it was when it was uploaded.
type File struct {
	// Path is made absolute by the caller; the journal only cleans it.
	Path string
	// Size is in bytes.
	Size    int64
	ModTime time.Time
	// Changed is when the system last saw the file change, zero if unknown.
	Changed time.Time
	// Hash is the sha256 of the content in hex, "" when it was not computed.
	Hash string
}

// uploadsByContent is the migration that finds files by what is in them. Rows
// from before it have no time of change, which fits any.
const uploadsByContent = `
ALTER TABLE assets ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
CREATE INDEX assets_size ON assets(size) WHERE hash <> '';

CREATE TABLE hashes (
	path    TEXT PRIMARY KEY,
	size    INTEGER NOT NULL,
	modtime INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	hash    TEXT NOT NULL,
	at      INTEGER NOT NULL
) WITHOUT ROWID;
`

const (
	assetByFile  = "SELECT asset FROM assets WHERE path = ? AND size = ? AND modtime = ? AND changed IN (0, ?)"
	assetByHash  = "SELECT asset FROM assets WHERE hash = ? AND size = ? ORDER BY at DESC LIMIT 1"
	assetsOfSize = "SELECT EXISTS (SELECT 1 FROM assets WHERE size = ? AND hash <> '')"
	hashByFile   = "SELECT hash FROM hashes WHERE path = ? AND size = ? AND modtime = ? AND changed = ?"
)

// KnownAsset is the newest upload of a file, so that it need not be sent again:
// of the same content where the hash is given, else of the same path, size and
// times. The server may have forgotten it all the same (api.md 3.3).
func (j *Journal) KnownAsset(ctx context.Context, f File) (api.AssetID, bool, error) {
	query, args := assetByFile, f.identity()
	if f.Hash != "" {
		query, args = assetByHash, []any{f.Hash, f.Size}
	}
	return oneOf(ctx, j, single[api.AssetID], query, args...)
}

// identity is what tells an unchanged file, without reading it.
func (f File) identity() []any {
	return []any{filepath.Clean(f.Path), f.Size, stamp(f.ModTime), stamp(f.Changed)}
}

// AnyOfSize tells whether the content of an upload of this size is known: only
// then is it worth computing a hash before the file is sent.
func (j *Journal) AnyOfSize(ctx context.Context, size int64) (bool, error) {
	return valueOf[bool](ctx, j, assetsOfSize, size)
}

// KnownHash is the hash of a file that has not changed since it was recorded,
// "" when there is none.
func (j *Journal) KnownHash(ctx context.Context, f File) (string, error) {
	return valueOf[string](ctx, j, hashByFile, f.identity()...)
}

// RecordHash remembers the hash of a file, in place of an older one.
func (j *Journal) RecordHash(ctx context.Context, f File, at time.Time) error {
	_, err := j.exec(ctx, "INSERT OR REPLACE INTO hashes (path, size, modtime, changed, hash, at) VALUES (?, ?, ?, ?, ?, ?)",
		append(f.identity(), f.Hash, stamp(at))...)
	return err
}

// RecordAsset remembers an upload; a later one of the same file replaces it.
func (j *Journal) RecordAsset(ctx context.Context, f File, id api.AssetID, at time.Time) error {
	_, err := j.exec(ctx, "INSERT OR REPLACE INTO assets (path, size, modtime, changed, hash, asset, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
		append(f.identity(), f.Hash, id, stamp(at))...)
	return err
}

// ForgetAsset drops an upload that the server does not know any more.
func (j *Journal) ForgetAsset(ctx context.Context, id api.AssetID) error {
	_, err := j.exec(ctx, "DELETE FROM assets WHERE asset = ?", id)
	return err
}
