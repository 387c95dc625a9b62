package journal

import (
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"lipdash/api/record"
	"lipdash/api/submission"
)

// enclosed are two items of a batch in an envelope of a journal, and the two.
func enclosed(t *testing.T, j *Journal) (submission.Envelope, []submission.Submission) {
	t.Helper()
	e, _, members := letter(t, j)
	must(t, j.Enclose(t.Context(), e, members))
	return e, members
}

// letter is an envelope that is not stored, with its members before and in it.
func letter(t *testing.T, j *Journal) (e submission.Envelope, before, members []submission.Submission) {
	t.Helper()
	for _, s := range submitted(t, j, "a", 1, 2) {
		s = step(s, submission.Submitted{})
		must(t, j.SaveSubmission(t.Context(), s))
		before = append(before, s)
		members = append(members, step(s, submission.Enclosed{ID: "env", At: noon}))
	}
	e, err := submission.NewEnvelope("env", "a", "launch day", before, noon)
	must(t, err)
	return e, before, members
}

func TestAnEnvelopeIsStoredWithItsMembersOrNotAtAll(t *testing.T) {
	j := opened(t)
	e, before, members := letter(t, j)
	must(t, j.SaveSubmission(t.Context(), step(before[1], submission.Discard{})))
	if err := j.Enclose(t.Context(), e, members); !errors.Is(err, ErrStale) {
		t.Fatalf("one was taken back meanwhile: %v", err)
	}
	if _, found, err := j.Envelope(t.Context(), "env"); found || err != nil {
		t.Errorf("the envelope is there: %v, %v", found, err)
	}
	if s, _, _ := j.Submission(t.Context(), before[0].ID); s.State != submission.Ready {
		t.Errorf("the other one is %s", s.State)
	}
}

func TestAnEnvelopeComesBackAsItWasSaved(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state", "j.db")
	j := openedAt(t, path)
	e, _ := enclosed(t, j)
	e, _ = submission.ResumeEnvelope(e, noon)
	must(t, j.SaveEnvelope(t.Context(), e))
	must(t, j.SaveEnvelope(t.Context(), e)) // twice is no error
	old := e
	e, _ = submission.StepEnvelope(e, submission.BatchMade{ID: "b_1"}, noon)
	must(t, j.SaveEnvelope(t.Context(), e))
	if err := j.SaveEnvelope(t.Context(), old); !errors.Is(err, ErrStale) {
		t.Errorf("an older revision: %v", err)
	}
	got, found, err := openedAt(t, path).Envelope(t.Context(), "env")
	must(t, err)
	if e.Bodies = nil; !found || !reflect.DeepEqual(got, e) {
		t.Errorf("got   %+v\nsaved %+v", got, e)
	}
	b := batchOf(t, j, "a")
	if fmt.Sprint(states(b), b.API) != "[pending pending] [b_1]" {
		t.Errorf("its items are %v, its batches %v", states(b), b.API)
	}
	over, _ := submission.StepEnvelope(e, submission.BatchRead{}, noon)
	over.State = submission.EnvelopeOver
	must(t, j.SaveEnvelope(t.Context(), over))
	over.Rev += 5
	over.State = submission.EnvelopeMade
	if err := j.SaveEnvelope(t.Context(), over); !errors.Is(err, ErrStale) {
		t.Errorf("after its end: %v", err)
	}
}

// notDriven is what a process says that drives no envelope.
func notDriven(submission.EnvelopeID) bool { return false }

func TestAnEnvelopeIsAdoptedWithItsMembers(t *testing.T) {
	a, b, c := three(t)
	e, _ := enclosed(t, a)
	envelopes := func(j *Journal) int {
		must(t, j.Reclaim(t.Context()))
		got, err := j.AdoptEnvelopes(t.Context(), notDriven)
		must(t, err)
		return len(got)
	}
	if n := envelopes(b); n != 0 || envelopes(a) != 1 {
		t.Fatalf("%d adopted from one that lives", n)
	}
	a.Leave()
	if got := adopts(t, b); got != "a-1a-2" || envelopes(b) != 1 || envelopes(c) != 0 {
		t.Errorf("members %q", got)
	}
	e.Rev++
	if err := a.SaveEnvelope(t.Context(), e); !errors.Is(err, ErrStale) {
		t.Errorf("one that has left writes: %v", err)
	}
}

func TestAnEnvelopeStaysWhereItsMembersStay(t *testing.T) {
	a, b, _ := three(t)
	_, members := enclosed(t, a)
	other := queued(t, a, "single")
	must(t, a.GiveBack(t.Context(), []submission.ID{members[1].ID}, nil))
	if got := adopts(t, b); got != "a-1single" {
		t.Errorf("adopted %q", got)
	}
	if got, err := b.AdoptEnvelopes(t.Context(), notDriven); len(got) != 0 || err != nil {
		t.Errorf("the envelope was given back: %v, %v", got, err)
	}
	must(t, a.GiveBack(t.Context(), []submission.ID{other.ID}, nil))
	if got, err := b.AdoptEnvelopes(t.Context(), notDriven); len(got) != 1 || err != nil {
		t.Errorf("the envelope was kept: %v, %v", got, err)
	}
}

// What waits for its batch does not hold up what waits for a slot, and what is in an
// envelope takes one.
func TestABatchAndTheSlots(t *testing.T) {
	j := opened(t)
	subs := submitted(t, j, "a", 1, 2)
	single := queued(t, j, "single")
	slot := func(limit int) bool {
		got, err := j.TakeSlot(t.Context(), single.ID, limit, nil)
		must(t, err)
		return got
	}
	uploading := step(subs[0], submission.Submitted{})
	uploading.State = submission.Uploading
	must(t, j.SaveSubmission(t.Context(), uploading))
	if !slot(1) {
		t.Error("a batch whose files go up takes the slot")
	}
	j = opened(t)
	enclosed(t, j)
	single = queued(t, j, "single")
	if slot(2) || !slot(3) {
		t.Error("what is in an envelope takes no slot")
	}
	if b := batchOf(t, j, "a"); b.Items[0].State != record.ItemSending {
		t.Errorf("got %+v", b.Items[0])
	}
}

// A journal of before there were batches is brought up to date.
func TestAJournalWithoutBatchesOpens(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state", "j.db")
	j := openedAt(t, path)
	queued(t, j, "one")
	before := slices.Index(migrations, batchesMadeHere)
	_, err := j.firm.Exec(fmt.Sprintf("DROP TABLE batches; DROP TABLE batch_items; DROP TABLE envelopes; DROP TABLE retries; DROP TABLE views; DROP TABLE reviews; DROP INDEX submissions_again; ALTER TABLE drafts DROP COLUMN again; ALTER TABLE submissions DROP COLUMN paused; ALTER TABLE jobs DROP COLUMN failure; PRAGMA user_version = %d", before))
	must(t, err)
	must(t, j.Close())
	j = openedAt(t, path)
	submitted(t, j, "a", 1)
	if got := adopts(t, j); got != "one" || len(batchOf(t, j, "a").Items) != 1 {
		t.Errorf("adopted %q", got)
	}
}
