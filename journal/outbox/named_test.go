package outbox

import (
	"errors"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"lipdash/api/record"
	"lipdash/api/sim"
	"lipdash/api/submission"
)

func TestAKeyGoesOnWithWhatItBegan(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r := started(t, sim.New(sim.Options{Key: testKey}), Options{})
		first, found, err := r.SubmitNamed(t.Context(), "K", links("one"), "", "")
		if must(t, err); found {
			t.Error("it was there before it was made")
		}
		r.becomes(first.ID, submission.Accepted, time.Minute)
		again, found, err := r.SubmitNamed(t.Context(), "K", links("one"), "", "")
		if must(t, err); !found || again.ID != first.ID || again.JobID == "" {
			t.Errorf("found %v: %+v", found, again)
		}
		r.expect("one", 1)
	})
}

func TestAKeyIsRefusedForOtherInputs(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r := started(t, sim.New(sim.Options{Key: testKey}), Options{})
		first, _, err := r.SubmitNamed(t.Context(), "K", links("one"), "", "")
		must(t, err)
		job := r.becomes(first.ID, submission.Accepted, time.Minute).JobID
		_, _, err = r.SubmitNamed(t.Context(), "K", links("two"), "", "")
		other := (*OtherInputsError)(nil)
		if !errors.As(err, &other) || !slices.Equal(other.Params, []string{"title"}) || other.Job != job {
			t.Errorf("%v", err)
		}
		r.expect("two", 0)
	})
}

func TestAKeyBeginsAnewAfterARefusal(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := sim.New(sim.Options{Key: testKey})
		server.Faults().Add(sim.Fault{Route: create, Kind: sim.FaultStatus, Status: 400, Times: 1})
		r := started(t, server, Options{})
		first, _, err := r.SubmitNamed(t.Context(), "K", links("one"), "", "")
		must(t, err)
		r.becomes(first.ID, submission.Refused, time.Minute)
		r.expect("one", 0)
		again, found, err := r.SubmitNamed(t.Context(), "K", links("better"), "", "")
		if must(t, err); found || again.ID == first.ID {
			t.Errorf("found %v: %+v", found, again)
		}
		r.becomes(again.ID, submission.Accepted, time.Minute)
		r.expect("better", 1)
	})
}

// A refusal lets a key begin anew, but not beside what it names by then.
func TestAKeyThatBeganAnewNamesOneThing(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := sim.New(sim.Options{Key: testKey})
		r := started(t, server, Options{})
		refused := func(key string) {
			server.Faults().Add(sim.Fault{Route: create, Kind: sim.FaultStatus, Status: 400, Times: 1})
			first, _, err := r.SubmitNamed(t.Context(), key, links("one"), "", "")
			must(t, err)
			r.becomes(first.ID, submission.Refused, time.Minute)
		}
		other := (*OtherInputsError)(nil)
		items, values := []record.BatchItem{{Number: 1}}, []map[string]string{links("voice")}

		refused("single")
		made, _, err := r.SubmitNamed(t.Context(), "single", links("better"), "", "")
		must(t, err)
		r.becomes(made.ID, submission.Accepted, time.Minute)
		if _, found, err := r.FindBatch(t.Context(), "single", items, values); found || !errors.As(err, &other) {
			t.Errorf("a batch beside a single one: %v %v", found, err)
		}

		refused("batch")
		_, err = r.SubmitBatch(t.Context(), record.Batch{ID: "batch", Items: items}, values)
		must(t, err)
		if _, _, err := r.SubmitNamed(t.Context(), "batch", links("better"), "", ""); !errors.As(err, &other) {
			t.Errorf("a single one beside a batch: %v", err)
		}
	})
}

// However many processes are told the same key at once, one of them submits it.
func TestAKeyIsSubmittedByOneOfMany(t *testing.T) {
	server := sim.New(sim.Options{Key: testKey})
	path := filepath.Join(t.TempDir(), "state", "j.db")
	ids := map[submission.ID]bool{}
	var mu sync.Mutex
	var all sync.WaitGroup
	made := 0
	for range 6 {
		r := started(t, server, Options{Journal: openedAt(t, path)})
		all.Go(func() {
			s, found, err := r.SubmitNamed(t.Context(), "K", links("one"), "", "")
			mu.Lock()
			defer mu.Unlock()
			if ids[s.ID] = true; err != nil {
				t.Error(err)
			}
			if !found {
				made++
			}
		})
	}
	all.Wait()
	if made != 1 || len(ids) != 1 {
		t.Errorf("%d made it, under %d names", made, len(ids))
	}
}

// A script that was killed before its create left still has the link's signature.
func TestALinkThatIsGivenAgainIsWhole(t *testing.T) {
	server := sim.New(sim.Options{Key: testKey})
	path := filepath.Join(t.TempDir(), "state", "j.db")
	signed := links("one")
	signed["video"] = "https://s3.example.com/v.mp4?X-Amz-Signature=abc"

	before := openedAt(t, path)
	_, _, err := prepared(t, server, Options{Journal: before}).SubmitNamed(t.Context(), "K", signed, "", "")
	must(t, err)
	must(t, before.Close())

	r := prepared(t, server, Options{Journal: openedAt(t, path)})
	s, found, err := r.SubmitNamed(t.Context(), "K", signed, "", "")
	if must(t, err); !found {
		t.Fatal("it was not found")
	}
	r.run()
	r.until("made", 20*time.Second, func() bool {
		now, _, err := r.opts.Journal.Submission(t.Context(), s.ID)
		must(t, err)
		return now.State == submission.Accepted
	})
	r.expect("one", 1)
}
