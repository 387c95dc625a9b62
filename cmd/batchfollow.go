package cmd

import (
	"context"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/ui/state/batches"
)

// follow asks for the jobs of the batch until all have ended.
func (b *sending) follow(ctx context.Context, got record.Batch) (record.Batch, error) {
	for {
		sum := batches.Of(got.Items)
		if sum.Ended()+sum.Asks == sum.Total {
			return got, nil
		}
		v := b.v
		v.printer.Progress().Set(sum.Sentence())
		select {
		case <-ctx.Done():
			return got, context.Cause(ctx)
		case <-time.After(10 * time.Second):
		}
		if err := b.mem.RefreshBatch(ctx, b.v.client, got); err != nil && api.IsAuth(err) {
			return got, err
		}
		if now, _, err := b.mem.Batch(ctx, b.id); err == nil {
			got = now
		}
	}
}
