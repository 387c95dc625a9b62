package outbox

import (
	"context"
	"fmt"
	"testing"
	"time"

	"lipdash/api/record"
	"lipdash/api/sim"
	"lipdash/api/submission"
)

const batches = "POST /v3/lipsyncs/batches"

// handOver submits a batch of n items made from links.
func (r *rig) handOver(id record.BatchID, n int) {
	r.t.Helper()
	b, values := sheet(id, n)
	_, err := r.SubmitBatch(context.Background(), b, values)
	must(r.t, err)
}

// comes waits until all of a batch are jobs, and counts them at the server.
func (r *rig) comes(id record.BatchID, n int, within time.Duration) {
	r.t.Helper()
	r.until("all are jobs", within, func() bool { return made(r.batch(id)) == n })
	r.once(n)
}

// once says that there is one job of each item.
func (r *rig) once(n int) {
	r.t.Helper()
	for i := range n {
		r.expect(fmt.Sprintf("item %d", i+1), 1)
	}
	if got := len(r.sim.Jobs()); got != n {
		r.t.Errorf("%d jobs of %d items", got, n)
	}
}

func (r *rig) calls(route string) int { return r.sim.CallCount(route) }

func TestABatchGoesInOneCall(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r := started(t, sim.New(sim.Options{Key: testKey, Concurrency: -1}), Options{})
		r.handOver("a", 60)
		r.comes("a", 60, time.Minute)
		if b := r.sim.Batches(); len(b) != 1 || b[0].Entries != 60 || b[0].Title != "launch" || r.calls(create) != 0 {
			t.Errorf("%+v, %d creates", b, r.calls(create))
		}
		if got := r.batch("a"); len(got.API) != 1 || string(got.API[0]) != r.sim.Batches()[0].ID {
			t.Errorf("known as %v", got.API)
		}
		r.until("over", time.Minute, func() bool { return r.envelope("a").State == submission.EnvelopeOver })
		if n := r.calls("GET /v3/lipsyncs/{lipsync_id}"); n > 1 {
			t.Errorf("%d jobs were read to learn their ids", n)
		}
	})
}

// envelope is the last one of a batch.
func (r *rig) envelope(batch record.BatchID) submission.Envelope {
	r.t.Helper()
	all, err := r.opts.Journal.Envelopes(context.Background(), batch)
	must(r.t, err)
	if len(all) == 0 {
		return submission.Envelope{}
	}
	return all[len(all)-1]
}

// What the server queues is one job each when its turn comes, however long that takes.
func TestItemsThatTheServerQueuesBecomeKnownByAndBy(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r := started(t, sim.New(sim.Options{Key: testKey, Concurrency: 2}), Options{})
		r.handOver("a", 7)
		r.until("some", time.Minute, func() bool { return made(r.batch("a")) == 2 })
		for _, it := range r.batch("a").Items {
			if it.State != record.ItemPending {
				t.Errorf("item %d is %s", it.Number, it.State)
			}
		}
		r.comes("a", 7, 2*time.Hour)
		if n := len(r.sim.Batches()); n != 1 {
			t.Errorf("%d batches", n)
		}
	})
}

// ways a call can lose its answer, with the work done or not.
var lost = map[string]sim.Fault{
	"dropped after the work":  {Kind: sim.FaultDropAfter},
	"dropped before the work": {Kind: sim.FaultDropBefore},
	"dropped while it works":  {Kind: sim.FaultDropAfter, Delay: 25 * time.Second},
	"500 after the work":      {Kind: sim.FaultFailAfter},
	"504 from a gateway":      {Kind: sim.FaultHTML, Status: 504},
	"cut short":               {Kind: sim.FaultTruncate},
	"without an id":           {Kind: sim.FaultEmpty},
}

func TestABatchWhoseAnswerIsLostIsMadeOnce(t *testing.T) {
	for name, fault := range lost {
		for keys, named := range map[sim.Keys]string{sim.KeysReplayed: "replayed", sim.KeysIgnored: "ignored", sim.KeysForgotten: "forgotten"} {
			for _, slots := range []int{-1, 2} {
				if raceEnabled && (slots == 2 || keys != sim.KeysIgnored) {
					continue
				}
				t.Run(fmt.Sprintf("%s, keys %s, %d at once", name, named, slots), func(t *testing.T) {
					t.Parallel()
					bubble(t, func(t *testing.T) {
						server := sim.New(sim.Options{Key: testKey, Concurrency: slots, Keys: keys, ListLag: 20 * time.Second})
						fault.Route, fault.Times = batches, 2
						server.Faults().Add(fault)
						r := started(t, server, Options{})
						r.handOver("a", 6)
						r.comes("a", 6, 6*time.Hour)
						if n := len(server.Batches()); n != 1 {
							t.Errorf("%d batches", n)
						}
						r.until("over", time.Hour, func() bool { return r.envelope("a").State == submission.EnvelopeOver })
					})
				})
			}
		}
	}
}
