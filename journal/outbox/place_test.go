package outbox

import (
	"testing"

	"lipdash/api/submission"
)

// What another process sends in one call is one place before ours, as in the list of the queue.
func TestABatchElsewhereIsOnePlace(t *testing.T) {
	queue := []submission.Submission{
		{ID: "a", State: submission.Ready, Batch: "b", Order: 1},
		{ID: "c", State: submission.Ready, Batch: "b", Order: 2},
		{ID: "q", State: submission.Queued, Order: 3},
		{ID: "mine", State: submission.Queued, Order: 4},
		{ID: "up", State: submission.Uploading, Batch: "late", Order: 5},
		{ID: "own", State: submission.Queued, Order: 6},
	}
	o := New(Options{})
	for _, i := range []int{3, 5} {
		o.workers[queue[i].ID] = &worker{o: o, id: queue[i].ID, stored: queue[i]}
	}
	o.compare(queue)
	if items := o.Items(); items[0].Place != 3 || items[1].Place != 4 {
		t.Errorf("ours are at %d and %d, want 3 and 4", items[0].Place, items[1].Place)
	}
}
