package submission_test

import (
	"testing"

	"lipdash/api/submission"
)

func TestPlacesAreThoseOfCalls(t *testing.T) {
	one := func(state submission.State, batch submission.BatchID, order int64) submission.Outgoing {
		return submission.Outgoing{Submission: submission.Submission{State: state, Batch: batch, Order: order}}
	}
	queue := []submission.Outgoing{
		one(submission.Sending, "", 1), one(submission.Queued, "", 2),
		one(submission.Ready, "whole", 3), one(submission.Queued, "", 4), one(submission.Ready, "whole", 5),
		one(submission.Ready, "part", 6), one(submission.Uploading, "part", 7), one(submission.Queued, "", 8),
	}
	held := one(submission.Ready, "whole", 9)
	held.Held = true
	queue = append(queue, held)
	submission.Number(queue, func(order int64) int {
		if order > 3 {
			return 1 // another process has one
		}
		return 0
	})
	for i, want := range []int{0, 1, 2, 4, 2, 0, 0, 5, 0} {
		if got := queue[i].Place; got != want {
			t.Errorf("number %d is at place %d, want %d", i, got, want)
		}
	}
}
