package journal

import (
	"context"
	"database/sql"
	"errors"
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
	// Hash is the sha256 of the content in hex, "" when it was not computed.
	Hash string
}

const (
	assetByFile = "SELECT asset FROM assets WHERE path = ? AND size = ? AND modtime = ?"
	assetByHash = "SELECT asset FROM assets WHERE hash = ? AND size = ? ORDER BY at DESC LIMIT 1"
)

// KnownAsset is the newest upload of a file, so that it need not be sent again:
// of the same content where the hash is given, else of the same path, size and
// time. The server may have forgotten it all the same (api.md 3.3).
func (j *Journal) KnownAsset(ctx context.Context, f File) (api.AssetID, bool, error) {
	query, args := assetByFile, []any{filepath.Clean(f.Path), f.Size, stamp(f.ModTime)}
	if f.Hash != "" {
		query, args = assetByHash, []any{f.Hash, f.Size}
	}
	var id api.AssetID
	err := j.easy.QueryRowContext(ctx, query, args...).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return "", false, nil
	}
	return id, err == nil, j.read(ctx, "look for the upload", err)
}

// RecordAsset remembers an upload; a later one of the same file replaces it.
func (j *Journal) RecordAsset(ctx context.Context, f File, id api.AssetID, at time.Time) error {
	return j.write(ctx, j.easy, "record the upload", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx,
			"INSERT OR REPLACE INTO assets (path, size, modtime, hash, asset, at) VALUES (?, ?, ?, ?, ?, ?)",
			filepath.Clean(f.Path), f.Size, stamp(f.ModTime), f.Hash, id, stamp(at))
		return err
	})
}

// ForgetAsset drops an upload that the server does not know any more.
func (j *Journal) ForgetAsset(ctx context.Context, id api.AssetID) error {
	return j.write(ctx, j.easy, "forget the upload", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "DELETE FROM assets WHERE asset = ?", id)
		return err
	})
}
