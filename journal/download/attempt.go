package download

import (
	"context"
	"errors"
	"io/fs"

	"lipdash/api"
	"lipdash/journal"
)

// attempt brings the transfer as far as it gets; nil is the end of it.
func (c *worker) attempt(ctx context.Context) error {
	t := c.snapshot()
	p, err := openPlace(t, !complete(t))
	if err != nil {
		return c.perhapsPlaced(ctx, t, err)
	}
	defer p.close()
	have, err := p.size()
	if err != nil {
		return err
	}
	if complete(t) && have >= t.Size {
		return c.conclude(ctx, p)
	}
	if err := c.fetch(ctx, p, min(t.Done, have)); err != nil {
		return err
	}
	return c.conclude(ctx, p)
}

// complete tells whether all of a file has arrived.
func complete(t journal.Transfer) bool { return t.Size > 0 && t.Done == t.Size }

// fetch asks for the rest of the file and writes it.
func (c *worker) fetch(ctx context.Context, p *place, have int64) error {
	t := c.snapshot()
	c.count(have)
	link, err := c.address(ctx, t)
	if err != nil {
		return err
	}
	body, err := c.d.opts.Client.OpenDownload(ctx, api.Download{URL: link, Offset: have, ETag: t.ETag})
	if err != nil {
		return err
	}
	defer body.Close() //nolint:errcheck // only read
	c.used = true
	if body.Offset > 0 && body.Size >= 0 && t.Size >= 0 && body.Size != t.Size {
		return c.anew(ctx)
	}
	if err := c.begin(ctx, p, body); err != nil {
		return err
	}
	return c.stream(ctx, p, body)
}

// anew forgets what is there: it is of another content.
func (c *worker) anew(ctx context.Context) error {
	c.change(func(t *journal.Transfer) { t.ETag, t.Size, t.Done, t.SHA256 = "", -1, 0, "" })
	if err := c.save(ctx); err != nil {
		return err
	}
	return errChanged
}

// begin stores what is about to be written before anything is: were the disk to
// hold bytes of one content under the validator of another, they could be
// spliced after a crash.
func (c *worker) begin(ctx context.Context, p *place, body api.Body) error {
	before := c.snapshot()
	c.change(func(t *journal.Transfer) {
		if body.Offset == 0 {
			t.ETag, t.Size, t.SHA256 = body.ETag, body.Size, ""
		} else if t.Size < 0 {
			t.Size = body.Size
		}
		t.Done, t.Code, t.Reason = body.Offset, "", ""
		if body.Offset == 0 && before.Done > 0 {
			t.Code, t.Reason = CodeChanged, "What was there could not be continued: it is fetched from the start."
		} else if before.Code == CodeLink {
			t.Code, t.Reason = before.Code, before.Reason
		}
	})
	c.count(body.Offset)
	if err := c.checkRoom(); err != nil {
		return err
	}
	if err := c.save(ctx); err != nil {
		return err
	}
	if body.Offset == 0 {
		if err := p.file.Truncate(0); err != nil {
			return &fileError{err}
		}
	}
	c.stage(StepFetching)
	return nil
}

// address is a link that may work: the one that has, or a fresh one of the job
// (api.md 7).
func (c *worker) address(ctx context.Context, t journal.Transfer) (string, error) {
	if c.link != "" {
		return c.link, nil
	}
	c.stage(StepLink)
	job, err := c.d.opts.Client.GetJob(ctx, t.JobID)
	if err != nil {
		return "", err
	}
	link, ok := job.VideoLink()
	if t.Kind == journal.TransferCaptions {
		link, ok = job.CaptionLink()
	}
	switch {
	case ok:
		c.link, c.used = link, false
		return link, nil
	case job.Status == api.StatusCompleted:
		return "", errNoLink
	}
	return "", errNotDone
}

// margin is left free on the disk: the journal and others need some too.
const margin = 4 << 20

// checkRoom compares what is still to come, of this and of the transfers beside
// it, with the room there is.
func (c *worker) checkRoom() error {
	t := c.snapshot()
	if t.Size < 0 {
		return nil
	}
	free, known := c.d.disk.room(c.folder())
	need := t.Size - c.done.Load()
	if !known || need+c.d.promised(c)+margin <= free {
		return nil
	}
	return &roomError{dir: c.folder(), need: need + margin, free: max(0, free-c.d.promised(c))}
}

// promised is what the other transfers that run here still need in the same
// folder.
func (d *Downloader) promised(but *worker) int64 {
	d.mu.Lock()
	defer d.mu.Unlock()
	var sum int64
	for _, c := range d.workers {
		if c != but && c.step == StepFetching && c.folder() == but.folder() {
			sum += max(0, c.t.Size-c.done.Load())
		}
	}
	return sum
}

// perhapsPlaced is for a part file that is gone although all of it had arrived:
// before a crash it got its name, and that was not written down. With its folder
// gone too, nothing is known.
func (c *worker) perhapsPlaced(ctx context.Context, t journal.Transfer, err error) error {
	if !errors.Is(err, fs.ErrNotExist) || !complete(t) || !exists(c.folder()) {
		return err
	}
	if sum, there := sumOf(ctx, t.Path, t.Size); there && sum == t.SHA256 && t.SHA256 != "" {
		return c.over()
	}
	return c.anew(ctx)
}
