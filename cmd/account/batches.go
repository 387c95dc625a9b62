package account

import (
	"context"

	"lipdash/api/record"
	"lipdash/api/submission"
)

// SubmitBatch hands the items of a batch over; it is durable when the error is nil.
func (m *Memory) SubmitBatch(ctx context.Context, b record.Batch, values []map[string]string) (record.BatchID, error) {
	return m.box().SubmitBatch(ctx, b, absolute(values))
}

func absolute(values []map[string]string) []map[string]string {
	whole := make([]map[string]string, len(values))
	for i, v := range values {
		whole[i] = Absolute(v)
	}
	return whole
}

// FindBatch finds the batch of a caller's idempotency key, and resumes it.
func (m *Memory) FindBatch(ctx context.Context, key string, items []record.BatchItem, values []map[string]string) (record.Batch, bool, error) {
	return m.box().FindBatch(ctx, key, items, absolute(values))
}

// BatchNamed finds the batch of a caller's idempotency key, which is no single lipsync's.
func (m *Memory) BatchNamed(ctx context.Context, key string) (record.Batch, bool, error) {
	return m.box().BatchNamed(ctx, key)
}

// Had compares what items of a batch were sent from with what they would be sent from now.
func (m *Memory) Had(ctx context.Context, b record.Batch, now map[int]map[string]string) (map[int]submission.Had, error) {
	return m.box().Had(ctx, b, whole(now))
}

func whole(values map[int]map[string]string) map[int]map[string]string {
	if values == nil {
		return nil
	}
	out := make(map[int]map[string]string, len(values))
	for n, v := range values {
		out[n] = Absolute(v)
	}
	return out
}

// RetryBatch sends items of a batch again that ended without a result, and tells how many.
func (m *Memory) RetryBatch(ctx context.Context, id record.BatchID, again map[int]map[string]string) (int, error) {
	return m.box().RetryBatch(ctx, id, whole(again))
}

// Batches are those made here, the newest first.
func (m *Memory) Batches(ctx context.Context) ([]record.Batch, error) {
	return m.live().Batches(ctx)
}

// Batch is one of them, and whether it is known.
func (m *Memory) Batch(ctx context.Context, id record.BatchID) (record.Batch, bool, error) {
	return m.live().Batch(ctx, id)
}
