package outbox

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"lipdash/api/record"
	"lipdash/api/sim"
	"lipdash/api/submission"
)

// sheet is a batch of n items made from links, with titles "item 1" and so on.
func sheet(id record.BatchID, n int) (record.Batch, []map[string]string) {
	b := record.Batch{ID: id, Name: "launch"}
	var values []map[string]string
	for i := range n {
		b.Items = append(b.Items, record.BatchItem{Number: i + 1, Input: fmt.Sprintf("line %d", i+2)})
		values = append(values, links(fmt.Sprintf("item %d", i+1)))
	}
	return b, values
}

func (r *rig) batch(id record.BatchID) record.Batch {
	r.t.Helper()
	b, ok, err := r.opts.Journal.Batch(context.Background(), id)
	must(r.t, err)
	if !ok {
		r.t.Fatalf("no batch %s", id)
	}
	return b
}

func made(b record.Batch) (n int) {
	for _, it := range b.Items {
		if it.Made() {
			n++
		}
	}
	return n
}

func TestTheItemsOfABatchBecomeAJobEach(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r := started(t, sim.New(sim.Options{Key: testKey, Concurrency: -1}), Options{Limit: -1})
		b, values := sheet("", 5)
		id, err := r.SubmitBatch(context.Background(), b, values)
		must(t, err)
		// The script that was killed and started again.
		b.ID = id
		_, err = r.SubmitBatch(context.Background(), b, values)
		must(t, err)
		r.until("all made", time.Minute, func() bool { return made(r.batch(id)) == 5 })
		if n := len(r.sim.Jobs()); n != 5 {
			t.Errorf("%d jobs", n)
		}
	})
}

// The voices of a video start together and need one file: it goes up once, and the draft
// they were typed as is gone with them.
func TestTheVideoOfTwelveVoicesGoesUpOnce(t *testing.T) {
	path := video(t, "talk.mp4", 3<<20)
	bubble(t, func(t *testing.T) {
		r := started(t, sim.New(sim.Options{Key: testKey}), Options{Limit: -1})
		must(t, r.opts.Journal.SaveDraft(t.Context(), record.Draft{ID: "typed", Values: map[string]string{"video": path}, UpdatedAt: now()}))
		b, values := sheet("", 12)
		b.Draft = "typed"
		for _, v := range values {
			v["video"] = path
		}
		id, err := r.SubmitBatch(t.Context(), b, values)
		must(t, err)
		r.until("all made", 5*time.Minute, func() bool { return made(r.batch(id)) == 12 })
		if n := len(r.sim.Assets()); n != 1 {
			t.Errorf("%d uploads of one video", n)
		}
		if drafts, err := r.opts.Journal.Drafts(t.Context()); err != nil || len(drafts) != 0 {
			t.Errorf("the draft is still there: %v, %v", drafts, err)
		}
		r.stop()
	})
}

func TestOnlyWhatFailedOfABatchIsTriedAgain(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r := started(t, sim.New(sim.Options{Key: testKey, Concurrency: -1}), Options{Limit: -1})
		b, values := sheet("a", 3)
		values[1]["video"] = "not a link"
		_, err := r.SubmitBatch(context.Background(), b, values)
		must(t, err)
		refused := func() bool { return r.batch("a").Items[1].State == record.ItemRefused }
		r.until("made and refused", time.Minute, func() bool { return made(r.batch("a")) == 2 && refused() })
		for _, step := range []struct {
			again map[int]map[string]string
			want  int
		}{{map[int]map[string]string{1: nil}, 0}, {map[int]map[string]string{2: links("item 2")}, 1}, {nil, 0}} {
			if n, err := r.RetryBatch(context.Background(), "a", step.again); n != step.want || err != nil {
				t.Errorf("retry %v: %d, %v", step.again, n, err)
			}
		}
		r.until("all made", time.Minute, func() bool { return made(r.batch("a")) == 3 })
		if n := len(r.sim.Jobs()); n != 3 {
			t.Errorf("%d jobs", n)
		}
	})
}

func TestAKeyNamesOneBatchOrOneLipsync(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := sim.New(sim.Options{Key: testKey, Concurrency: -1})
		r := started(t, server, Options{Limit: -1})
		b, values := sheet("K", 3)
		values[2]["video"] = "not a link"
		if _, found, err := r.FindBatch(t.Context(), "K", b.Items, values); found || err != nil {
			t.Errorf("found %v, %v", found, err)
		}
		_, err := r.SubmitBatch(t.Context(), b, values)
		must(t, err)
		r.until("made and refused", time.Minute, func() bool { return made(r.batch("K")) == 2 && r.batch("K").Items[2].State == record.ItemRefused })
		if _, found, err := r.FindBatch(t.Context(), "K", b.Items, values); !found || err != nil {
			t.Errorf("found %v, %v", found, err)
		}
		other := func(what string, err error, param string) {
			t.Helper()
			if e := (*OtherInputsError)(nil); !errors.As(err, &e) || !slices.Equal(e.Params, []string{param}) {
				t.Errorf("%s: %v", what, err)
			}
		}
		_, _, err = r.FindBatch(t.Context(), "K", b.Items[:2], values[:2])
		other("fewer", err, "audio")
		_, _, err = r.SubmitNamed(t.Context(), "K", values[0], "", "")
		other("one of them", err, "audio")
		_, mended := sheet("K", 3)
		if _, found, err := r.FindBatch(t.Context(), "K", b.Items, mended); !found || err != nil {
			t.Errorf("what was refused is not begun anew: %v, %v", found, err)
		}
		mended[0]["title"] = "another"
		had, err := r.Had(t.Context(), r.batch("K"), map[int]map[string]string{b.Items[0].Number: mended[0], b.Items[1].Number: mended[1], b.Items[2].Number: mended[2], 99: mended[0]})
		must(t, err)
		if got := fmt.Sprint(had); got != fmt.Sprint(map[int]submission.Had{
			b.Items[0].Number: {Params: []string{"title"}}, b.Items[1].Number: {}, b.Items[2].Number: {Params: []string{"video"}, Nothing: true},
		}) {
			t.Error(got)
		}
		_, _, err = r.FindBatch(t.Context(), "K", b.Items, mended)
		other("another title", err, "title")
		single, _, err := r.SubmitNamed(t.Context(), "S", links("single"), "", "")
		must(t, err)
		_, _, err = r.FindBatch(t.Context(), "S", b.Items, mended)
		other("a single lipsync", err, "audio")
		r.becomes(single.ID, submission.Accepted, time.Minute)
		if n := len(server.Jobs()); n != 3 {
			t.Errorf("%d jobs", n)
		}
	})
}

// An item that was taken back before anything of it was sent is sent again where it is named.
func TestAnItemThatWasTakenBackIsSentWhereItIsNamed(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := sim.New(sim.Options{Key: testKey, Concurrency: -1})
		server.Faults().Add(sim.Fault{Route: batches, Kind: sim.FaultStatus, Status: 401, Times: 1})
		r := started(t, server, Options{Limit: -1})
		b, values := sheet("K", 2)
		_, err := r.SubmitBatch(t.Context(), b, values)
		must(t, err)
		all := func(is record.ItemState) func() bool {
			return func() bool {
				return !slices.ContainsFunc(r.batch("K").Items, func(it record.BatchItem) bool { return it.State != is })
			}
		}
		r.until("held", time.Minute, all(record.ItemHeld))
		for _, it := range r.batch("K").Items {
			r.Discard(it.Submission)
		}
		r.until("taken back", time.Minute, all(record.ItemDiscarded))
		if n, err := r.RetryBatch(t.Context(), "K", nil); n != 0 || err != nil {
			t.Errorf("a retry of what failed sends %d, %v", n, err)
		}
		if n, err := r.RetryBatch(t.Context(), "K", map[int]map[string]string{1: values[0], 2: nil}); n != 2 || err != nil {
			t.Errorf("%d, %v", n, err)
		}
		r.until("made", time.Minute, func() bool { return made(r.batch("K")) == 2 })
		if n := len(server.Jobs()); n != 2 {
			t.Errorf("%d jobs", n)
		}
	})
}
