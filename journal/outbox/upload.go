package outbox

import (
	"context"
	"errors"
	"path/filepath"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/journal"
)

// upload sends a local file, unless the server has it.
func (c *worker) upload(ctx context.Context, e submission.Upload) submission.Event {
	asset, err := c.sendFile(ctx, e)
	switch {
	case ctx.Err() != nil:
		return nil
	case err != nil:
		return submission.UploadFailed{Param: e.Param, Err: err}
	}
	return submission.Uploaded{Param: e.Param, Asset: string(asset)}
}

// UploadFile sends a local file, unless the server has it, which known tells; with again
// it is sent all the same. tell is told how far it is.
func (o *Outbox) UploadFile(ctx context.Context, path string, again bool, tell api.Progress) (id api.AssetID, known bool, err error) {
	p := &fileUpload{o: o, tell: tell, path: path, fresh: again}
	id, err = p.run(ctx)
	return id, !p.sent, err
}

func (c *worker) sendFile(ctx context.Context, e submission.Upload) (api.AssetID, error) {
	tell := func(at api.UploadProgress) { c.progress(e.Param, at) }
	p := &fileUpload{o: c.o, tell: tell, path: e.Path, fresh: e.Fresh}
	return p.run(ctx)
}

// fileUpload is a file on its way to the server.
type fileUpload struct {
	o    *Outbox
	tell api.Progress
	path string
	// gone is the asset that the server does not have any more; with fresh no
	// other one of the same content is trusted either.
	gone  api.AssetID
	fresh bool

	up   api.Upload
	file journal.File
	// sent tells that bytes went up.
	sent bool
}

var errRestless = errors.New("the file keeps changing while it is sent")

// changesBorne is how often a file that changes while it is sent is sent again.
const changesBorne = 3

func (p *fileUpload) run(ctx context.Context) (api.AssetID, error) {
	if err := p.look(); err != nil {
		return "", err
	}
	if p.fresh {
		p.forget(ctx)
	} else if known := p.known(ctx); known != "" {
		return known, nil
	}
	p.tell(api.UploadProgress{Total: p.up.Size})
	done, err := p.o.turn(ctx, p.file.Path)
	if err != nil {
		return "", err
	}
	defer done()
	for range changesBorne {
		asset, final, err := p.deliver(ctx)
		if err != nil || final {
			return asset, err
		}
	}
	return "", errRestless
}

// deliver finds the file on the server or sends it; final is false when it
// changed meanwhile.
func (p *fileUpload) deliver(ctx context.Context) (asset api.AssetID, final bool, err error) {
	// It may have changed while it waited, or another job have sent it.
	if err := p.look(); err != nil {
		return "", false, err
	}
	if known := p.known(ctx); known != "" {
		return known, true, nil
	}
	if !p.fresh {
		if known, err := p.compare(ctx); err != nil || known != "" {
			return known, err == nil && p.unchanged(), err
		}
	}
	asset, err = p.send(ctx)
	return asset, err == nil && p.unchanged(), err
}

// Uploaded tells whether a local file is known to be at the server as it is now; it reads no
// more than the file's beginning, so the same content under another name is not found.
func (o *Outbox) Uploaded(ctx context.Context, path string) bool {
	p := fileUpload{o: o, path: path}
	return p.look() == nil && p.known(ctx) != ""
}

// look reads what the file is now.
func (p *fileUpload) look() error {
	up, err := p.o.opts.Files.Upload(p.path)
	if err != nil {
		return err
	}
	p.up, p.file = up, fileOf(p.path, up)
	return nil
}

// known is the asset of the unchanged file, "" when there is none. A journal
// that cannot tell costs an upload, not the job.
func (p *fileUpload) known(ctx context.Context) api.AssetID {
	id, _, err := p.o.opts.Journal.KnownAsset(ctx, p.file)
	if err != nil || id == p.gone {
		return ""
	}
	return id
}

// forget drops what the server does not know any more.
func (p *fileUpload) forget(ctx context.Context) {
	if p.gone = p.known(ctx); p.gone != "" {
		_ = p.o.opts.Journal.ForgetAsset(ctx, p.gone)
	}
}

// compare looks whether the same content was uploaded under another name or
// time. The file is only read when there is one of its size, and once.
func (p *fileUpload) compare(ctx context.Context) (api.AssetID, error) {
	j := p.o.opts.Journal
	if any, err := j.AnyOfSize(ctx, p.up.Size); err != nil || !any {
		return "", nil //nolint:nilerr // see known
	}
	file := p.file
	if file.Hash, _ = j.KnownHash(ctx, file); file.Hash == "" {
		hash, err := contentHash(ctx, p.up, func(done int64) {
			p.tell(api.UploadProgress{Step: api.StepCompare, Sent: done, Total: p.up.Size})
		})
		if err != nil {
			return "", err
		}
		file.Hash = hash
		_ = j.RecordHash(ctx, file, now())
	}
	id, _, err := j.KnownAsset(ctx, file)
	if err != nil || id == "" {
		return "", nil //nolint:nilerr // see known
	}
	// The next time this name is enough.
	_ = j.RecordAsset(ctx, file, id, now())
	return id, nil
}

// send uploads the file, and notes what was in it.
func (p *fileUpload) send(ctx context.Context) (api.AssetID, error) {
	var w hashingReader
	p.sent = true
	asset, err := p.o.opts.Client.UploadAsset(ctx, w.watch(p.up), p.tell)
	if err != nil {
		return "", err
	}
	// Without the note the next job with this file sends it again, which costs
	// time alone.
	file := p.file
	file.Hash = w.hash()
	_ = p.o.opts.Journal.RecordAsset(ctx, file, asset.ID, now())
	return asset.ID, nil
}

// unchanged tells whether the file is as it was when it was last looked at. One
// that is gone cannot be sent again: what arrived counts.
func (p *fileUpload) unchanged() bool {
	up, err := p.o.opts.Files.Upload(p.path)
	return err != nil || up.Size == p.up.Size && up.ModTime.Equal(p.up.ModTime)
}

// fileOf is the file by its whole path, whatever the folder this process is in.
func fileOf(path string, up api.Upload) journal.File {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	return journal.File{Path: path, Size: up.Size, ModTime: up.ModTime, Changed: up.Changed}
}
