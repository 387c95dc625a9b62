package outbox

import (
	"context"
	"path/filepath"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/journal"
)

// upload sends a local file, unless the server has it.
func (c *courier) upload(ctx context.Context, e submission.Upload) submission.Event {
	if c.lapsed() {
		return reread{}
	}
	asset, err := c.sendFile(ctx, e)
	switch {
	case ctx.Err() != nil:
		return nil
	case err != nil:
		return submission.UploadFailed{Param: e.Param, Err: err}
	}
	return submission.Uploaded{Param: e.Param, Asset: string(asset)}
}

func (c *courier) sendFile(ctx context.Context, e submission.Upload) (api.AssetID, error) {
	up, err := c.o.opts.Files.Upload(e.Path)
	if err != nil {
		return "", err
	}
	file := fileOf(e.Path, up)
	if !e.Fresh {
		// A journal that cannot tell costs an upload, not the job.
		if known, err := c.o.shelf.asset(ctx, file); err == nil && known != "" {
			return known, nil
		}
	}
	c.progress(e.Param, 0, up.Size)
	select {
	case c.o.uploads <- struct{}{}:
		defer func() { <-c.o.uploads }()
	case <-ctx.Done():
		return "", ctx.Err()
	}
	asset, err := c.o.opts.Client.UploadAsset(ctx, up, func(sent, total int64) { c.progress(e.Param, sent, total) })
	if err != nil {
		return "", err
	}
	// Without the note the next job with this file sends it again, which costs
	// time alone.
	_ = c.o.shelf.keepAsset(ctx, file, asset.ID)
	return asset.ID, nil
}

// fileOf is the file by its whole path, whatever the folder this process is in.
func fileOf(path string, up api.Upload) journal.File {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	return journal.File{Path: path, Size: up.Size, ModTime: up.ModTime}
}
