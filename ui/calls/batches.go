package calls

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"lipdash/api/record"
	"lipdash/ui/state/create"
)

// BatchesRead are the batches that were made here.
type BatchesRead struct {
	List []record.Batch
	Err  error
}

// ReadBatches asks which batches were made here, and how far they are.
func ReadBatches(ctx context.Context, mem Memory) tea.Cmd {
	return func() tea.Msg {
		got, err := mem.Batches(ctx)
		return BatchesRead{List: got, Err: err}
	}
}

// BatchRetried says how many items of a batch are tried again.
type BatchRetried struct {
	N   int
	Err error
}

// RetryBatch tries items of a batch again.
func RetryBatch(ctx context.Context, mem Memory, r create.Retry) tea.Cmd {
	return func() tea.Msg {
		again := make(map[int]map[string]string, len(r.Items))
		for _, n := range r.Items {
			again[n] = nil
		}
		n, err := mem.RetryBatch(ctx, r.Batch, again)
		return BatchRetried{N: n, Err: err}
	}
}
