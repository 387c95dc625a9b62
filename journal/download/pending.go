package download

import (
	"context"
	"os"

	"lipdash/journal"
)

// Ask has this downloader drive transfers that are in the queue, also with Options.OnlyAsked.
func (d *Downloader) Ask(list ...journal.Transfer) {
	d.mu.Lock()
	for _, t := range list {
		d.asked[t.ID] = true
	}
	d.mu.Unlock()
	d.stir()
}

// only are the transfers to choose from, none for all of the queue.
func (d *Downloader) only() (out []journal.TransferID) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, t := range d.open {
		if d.opts.OnlyAsked && d.asked[t.ID] {
			out = append(out, t.ID)
		}
	}
	return out
}

// Pending are the transfers that are not over, in the order of the queue, as the journal
// has them now.
func (d *Downloader) Pending(ctx context.Context) ([]journal.Transfer, error) {
	if err := d.journal.Reclaim(ctx); err != nil {
		return nil, err
	}
	return d.journal.Transfers(ctx)
}

// Drop takes transfers that no process drives off the list, and their part files off the
// disk. It returns those that it dropped.
func (d *Downloader) Drop(ctx context.Context, list []journal.Transfer) (dropped []journal.Transfer, err error) {
	for _, t := range list {
		gone := false
		if t.Owner == "" {
			if gone, err = d.drop(ctx, t); err != nil {
				break
			}
		}
		if gone {
			dropped = append(dropped, t)
		}
	}
	return dropped, err
}

// drop takes a transfer off the list, and its part file off the disk, unless a process drives
// it.
func (d *Downloader) drop(ctx context.Context, t journal.Transfer) (bool, error) {
	gone, err := d.journal.DropTransfer(ctx, t.ID)
	if gone && t.Part != "" {
		_ = os.Remove(t.Part) // gone already, or in nobody's way
	}
	return gone, err
}
