package download

import (
	"context"
	"errors"
	"io/fs"
	"path/filepath"

	"lipdash/journal"
)

// conclude checks what has arrived and gives it its name.
func (c *worker) conclude(ctx context.Context, p *place) error {
	t := c.snapshot()
	if t.Size >= 0 && t.Done != t.Size {
		return c.short(ctx)
	}
	// A part file from before a change may have been longer.
	if err := p.file.Truncate(t.Done); err != nil {
		return &fileError{err}
	}
	c.stage(StepChecking)
	c.hash.rewind(t.Done)
	if err := c.hash.follow(ctx, p.file, t.Done); err != nil {
		return err
	}
	sum := c.hash.sum()
	c.change(func(t *journal.Transfer) { t.SHA256, t.Size = sum, t.Done })
	// The checksum is stored first: should this process die after the file got
	// its name, it is known again by it.
	if err := c.save(ctx); err != nil {
		return err
	}
	if err := c.name(ctx, p); err != nil {
		return err
	}
	return c.over()
}

// short is a file that ended where it should not: nothing of it is believed.
func (c *worker) short(ctx context.Context) error {
	if err := c.anew(ctx); !errors.Is(err, errChanged) {
		return err
	}
	return errShort
}

// name puts the file in its place. A name that was taken meanwhile is given up
// for a free one, or the user is asked.
func (c *worker) name(ctx context.Context, p *place) error {
	for {
		t := c.snapshot()
		err := p.put(filepath.Base(t.Path), t.Replace)
		switch {
		case !errors.Is(err, fs.ErrExist):
			return err
		case c.d.opts.Collision == CollisionAsk:
			return errTaken
		}
		path := c.d.freeBeside(t.Path)
		c.change(func(t *journal.Transfer) { t.Path = path })
		if err := c.save(ctx); err != nil {
			return err
		}
	}
}

// over records that the file is there. It must not be left undone because the
// program is just ending; if the journal refuses, the file is recognized later.
func (c *worker) over() error {
	ctx, cancel := context.WithTimeout(context.Background(), goodbye)
	defer cancel()
	c.change(func(t *journal.Transfer) { t.State, t.Code, t.Reason = journal.TransferDone, "", "" })
	err := c.save(ctx)
	if err != nil {
		c.change(func(t *journal.Transfer) { t.State = journal.TransferRunning })
	}
	return err
}
