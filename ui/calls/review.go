package calls

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/state/review"
)

// Reviewed says that reviews are kept, or why they are not; Kept are those that are.
type Reviewed struct {
	Kept review.Reviews
	Err  error
}

// SaveReviews keeps what is thought of jobs.
func SaveReviews(ctx context.Context, mem Memory, reviews review.Reviews) tea.Cmd {
	if len(reviews) == 0 {
		return nil
	}
	return func() tea.Msg {
		if mem == nil {
			return Reviewed{Err: errors.New("the journal is not open yet")}
		}
		err := mem.Review(ctx, reviews)
		return Reviewed{mem.Reviews(), err}
	}
}
