package outbox

import (
	"context"
	"fmt"
	"testing"
	"time"

	"lipdash/api/record"
	"lipdash/api/sim"
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
