package account

import (
	"context"
	"maps"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/journal"
)

// Reviews are what people think of results, by job. The map is never changed.
func (m *Memory) Reviews() map[api.JobID]record.Review {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.reviews
}

// Review stores what is thought of jobs, on this machine alone: also of an account that is only
// read.
func (m *Memory) Review(ctx context.Context, reviews map[api.JobID]record.Review) error {
	if err := m.live().Review(ctx, reviews); err != nil {
		return err
	}
	m.mu.Lock()
	m.takeReviews(reviews)
	m.mu.Unlock()
	m.changed()
	return nil
}

// takeReviews has others instead of those that are known of some jobs; under mu.
func (m *Memory) takeReviews(news map[api.JobID]record.Review) {
	all := make(map[api.JobID]record.Review, len(m.reviews)+len(news))
	maps.Copy(all, m.reviews)
	maps.Copy(all, news)
	maps.DeleteFunc(all, func(_ api.JobID, r record.Review) bool { return r.None() })
	m.reviews = all
}

// ReviewsOf are those of some jobs, from the disk.
func (m *Memory) ReviewsOf(ctx context.Context, ids []api.JobID) (map[api.JobID]record.Review, error) {
	return m.live().Reviews(ctx, ids)
}

// readReviews reads what changed of them since it was last asked, and tells whether something did.
func (m *Memory) readReviews(ctx context.Context, j *journal.Journal) bool {
	m.mu.Lock()
	since := m.reviewed
	m.mu.Unlock()
	news, rev, err := j.ReviewsSince(ctx, since)
	if err != nil || len(news) == 0 {
		return false
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.takeReviews(news)
	m.reviewed = max(m.reviewed, rev)
	return true
}
