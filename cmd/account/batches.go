package account

import (
	"context"

	"lipdash/api/record"
)

// SubmitBatch hands the items of a batch over; it is durable when the error is nil.
func (m *Memory) SubmitBatch(ctx context.Context, b record.Batch, values []map[string]string) (record.BatchID, error) {
	id, err := m.box().SubmitBatch(ctx, b, absolute(values))
	return id, inWords(err)
}

func absolute(values []map[string]string) []map[string]string {
	whole := make([]map[string]string, len(values))
	for i, v := range values {
		whole[i] = Absolute(v)
	}
	return whole
}

// FindBatch finds the batch of a caller's idempotency key, and lets it go on.
func (m *Memory) FindBatch(ctx context.Context, key string, items []record.BatchItem, values []map[string]string) (record.Batch, bool, error) {
	b, found, err := m.box().FindBatch(ctx, key, items, absolute(values))
	return b, found, inWords(err)
}

// RetryBatch sends items of a batch again that ended without a result, and tells how many.
func (m *Memory) RetryBatch(ctx context.Context, id record.BatchID, again map[int]map[string]string) (int, error) {
	var whole map[int]map[string]string
	if again != nil {
		whole = make(map[int]map[string]string, len(again))
	}
	for n, v := range again {
		whole[n] = Absolute(v)
	}
	n, err := m.box().RetryBatch(ctx, id, whole)
	return n, inWords(err)
}

// Batches are those made here, the newest first.
func (m *Memory) Batches(ctx context.Context) ([]record.Batch, error) {
	got, err := m.live().Batches(ctx)
	return got, inWords(err)
}

// Batch is one of them, and whether it is known.
func (m *Memory) Batch(ctx context.Context, id record.BatchID) (record.Batch, bool, error) {
	b, ok, err := m.live().Batch(ctx, id)
	return b, ok, inWords(err)
}
