package calls

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/state/review"
)

// Reviewed says that reviews are kept, or why they are not.
type Reviewed struct{ Err error }

// SaveReviews keeps what is thought of jobs.
func SaveReviews(ctx context.Context, mem Memory, reviews review.Reviews) tea.Cmd {
	if len(reviews) == 0 || mem == nil {
		return nil
	}
	return func() tea.Msg { return Reviewed{mem.Review(ctx, reviews)} }
}
