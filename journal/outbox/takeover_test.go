package outbox

import (
	"context"
	"testing"
	"time"

	"lipdash/api/sim"
	"lipdash/api/submission"
)

func TestNothingOfTheInboxIsPassedOver(t *testing.T) {
	server, o := busyAccount()
	r := ready(t, server, file(t), o)
	id := r.submit(links("one"))
	for _, ev := range []submission.Event{submission.Resend{}, submission.Uploaded{}, submission.Discard{}} {
		r.tell(id, ev)
	}
	r.run()
	r.becomes(id, submission.Discarded, 10*time.Second)
}

// The commit went through and its answer was lost: the user must not be told
// that it failed, or the intent is submitted twice.
func TestASubmissionThatIsStoredHasNotFailed(t *testing.T) {
	r := ready(t, sim.New(sim.Options{Key: testKey}), file(t), Options{})
	s := submission.New("one", links("one"), now())
	stored, err := r.opts.Journal.Submit(t.Context(), s, "")
	must(t, err)
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	got, err := r.store(gone, s, "")
	if err != nil || got.Order != stored.Order || got.Order == 0 {
		t.Errorf("got %+v, %v", got, err)
	}
	if _, err := r.store(gone, submission.New("two", links("two"), now()), ""); err == nil {
		t.Error("one that is not stored did not fail")
	}
}
