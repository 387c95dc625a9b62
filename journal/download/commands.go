package download

import (
	"context"
	"errors"
	"os"

	"lipdash/journal"
)

// Pause stops a transfer for as long as the user likes; what it has is kept.
// Like the other commands it writes to the journal and is obeyed within a moment
// by the process that drives the transfer. ErrUnknown says that it does not
// apply.
func (d *Downloader) Pause(ctx context.Context, id journal.TransferID) error {
	return d.move(ctx, id, journal.TransferPaused, journal.TransferQueued, journal.TransferRunning)
}

// Resume lets a paused transfer go on; one that waits for an answer (CodeExists)
// needs KeepBoth or Replace.
func (d *Downloader) Resume(ctx context.Context, id journal.TransferID) error {
	if t, ok := d.row(id); ok && t.Code == CodeExists {
		return ErrUnknown
	}
	return d.move(ctx, id, journal.TransferQueued, journal.TransferPaused)
}

// ResumeRefused lets those go on that were paused because HeyGen refused the key:
// there is another now, or the same one is accepted again.
func (d *Downloader) ResumeRefused(ctx context.Context) error {
	open, err := d.journal.Transfers(ctx)
	if err != nil {
		return err
	}
	for _, t := range open {
		if t.State != journal.TransferPaused || t.Code != CodeKey {
			continue
		}
		// ErrUnknown: somebody moved it meanwhile, which is as good.
		if err := d.Resume(ctx, t.ID); err != nil && !errors.Is(err, ErrUnknown) {
			return err
		}
	}
	return nil
}

// Cancel ends a transfer; its part file is kept, and Retry goes on with it.
func (d *Downloader) Cancel(ctx context.Context, id journal.TransferID) error {
	return d.move(ctx, id, journal.TransferCancelled,
		journal.TransferQueued, journal.TransferRunning, journal.TransferPaused, journal.TransferFailed)
}

// Retry tries again what failed, was cancelled, or waits for its next attempt.
func (d *Downloader) Retry(ctx context.Context, id journal.TransferID) error {
	return d.move(ctx, id, journal.TransferQueued,
		journal.TransferFailed, journal.TransferCancelled, journal.TransferQueued)
}

// KeepBoth answers a transfer that waits because a file has its name: it gets a
// number.
func (d *Downloader) KeepBoth(ctx context.Context, id journal.TransferID) error {
	return d.resolve(ctx, id, false)
}

// Replace answers a transfer that waits because a file has its name: it takes
// that file's place, once it is whole.
func (d *Downloader) Replace(ctx context.Context, id journal.TransferID) error {
	return d.resolve(ctx, id, true)
}

func (d *Downloader) resolve(ctx context.Context, id journal.TransferID, replace bool) error {
	t, ok, err := d.journal.Transfer(ctx, id)
	if err != nil {
		return err
	}
	if !ok || t.Code != CodeExists {
		return ErrUnknown
	}
	if !replace {
		t.Path = d.freeBeside(t.Path)
	}
	if aimed, err := d.journal.AimTransfer(ctx, id, t.Path, replace); err != nil || !aimed {
		return orUnknown(err)
	}
	return d.move(ctx, id, journal.TransferQueued, journal.TransferPaused)
}

// Forget takes a transfer that is over off the list, and its part file, which
// nothing could find any more, off the disk.
func (d *Downloader) Forget(ctx context.Context, id journal.TransferID) error {
	t, _, err := d.journal.Transfer(ctx, id)
	if err != nil {
		return err
	}
	gone, err := d.journal.ForgetTransfer(ctx, id)
	if err != nil || !gone {
		return orUnknown(err)
	}
	if t.State != journal.TransferDone && t.Part != "" {
		_ = os.Remove(t.Part) // gone already, or in nobody's way
	}
	d.stir()
	return d.refresh(ctx)
}

func (d *Downloader) move(ctx context.Context, id journal.TransferID, to journal.TransferState, from ...journal.TransferState) error {
	moved, err := d.journal.MoveTransfer(ctx, id, to, from...)
	if err != nil || !moved {
		return orUnknown(err)
	}
	d.stir()
	return d.refresh(ctx)
}

func orUnknown(err error) error {
	if err != nil {
		return err
	}
	return ErrUnknown
}

// stir makes Run look again. It never blocks.
func (d *Downloader) stir() { journal.Sign(d.stirred) }
