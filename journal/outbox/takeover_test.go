package outbox

import (
	"context"
	"errors"
	"testing"
	"time"

	"lipdash/api/sim"
	"lipdash/api/submission"
)

// Another process that slept past its lease, and woke up with a slot it had
// taken before, has moved the head of our queue on.
func TestAHeadThatAnotherProcessHasMovedOnIsReadAgain(t *testing.T) {
	server, o := busyAccount()
	path := file(t)
	r := on(t, server, path, o)
	id := r.submit(links("one"))
	r.until("in line", 5*time.Second, func() bool { return r.queue.has(id) })
	j := openedAt(t, path)
	s, _, err := j.Submission(t.Context(), id)
	must(t, err)
	s, effects := submission.Step(s, submission.SlotGranted{}, now())
	must(t, j.SaveSubmission(t.Context(), s))
	send := effects[0].(submission.Send)
	job, err := r.opts.Client.CreateJob(t.Context(), send.Request, send.Key)
	must(t, err)
	if got := r.becomes(id, submission.Accepted, 10*time.Second).Submission.JobID; got != job {
		t.Errorf("it became %s, the other process made %s", got, job)
	}
	r.expect("one", 1)
}

func TestALeaseThatCameBackCountsOnlyIfNothingWasDoneMeanwhile(t *testing.T) {
	r := ready(t, sim.New(sim.Options{Key: testKey}), file(t), Options{})
	id := r.submit(links("one"))
	c := r.workers[id]
	c.until = now()
	must(t, c.hold(t.Context()))
	s, _ := submission.Step(c.stored, submission.SlotGranted{}, now())
	must(t, r.opts.Journal.SaveSubmission(t.Context(), s))
	must(t, c.hold(t.Context()))
	c.until = now()
	if err := c.hold(t.Context()); !errors.Is(err, errLost) {
		t.Errorf("got %v", err)
	}
}

func TestNothingOfTheInboxIsPassedOver(t *testing.T) {
	server, o := busyAccount()
	r := ready(t, server, file(t), o)
	id := r.submit(links("one"))
	for _, ev := range []submission.Event{submission.Resend{}, reread{}, submission.Uploaded{}, submission.Discard{}} {
		r.tell(id, ev)
	}
	r.run()
	r.becomes(id, submission.Discarded, 10*time.Second)
}

// The commit went through and its answer was lost: the user must not be told
// that it failed, or the intent is submitted twice.
func TestASubmissionThatIsStoredHasNotFailed(t *testing.T) {
	j := openedAt(t, file(t))
	d := disk{j, "me"}
	s := submission.New("one", links("one"), now())
	stored, err := j.Submit(t.Context(), s, "", "me", now().Add(time.Minute))
	must(t, err)
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	got, err := d.submit(gone, s, "", now().Add(time.Minute))
	if err != nil || got.Order != stored.Order || got.Order == 0 {
		t.Errorf("got %+v, %v", got, err)
	}
	if _, err := d.submit(gone, submission.New("two", links("two"), now()), "", now()); err == nil {
		t.Error("one that is not stored did not fail")
	}
}
