package outbox

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/sim"
	"lipdash/api/submission"
)

func many(f sim.Fault) *sim.Server {
	server := sim.New(sim.Options{Key: testKey, Concurrency: -1})
	f.Route = batches
	server.Faults().Add(f)
	return server
}

func TestWhereThereAreNoBatchesEachItemGoesAlone(t *testing.T) {
	for name, fault := range map[string]sim.Fault{
		"no such address":  {Kind: sim.FaultBare, Status: 404},
		"not found":        {Kind: sim.FaultStatus, Status: 404, Code: "not_found"},
		"a method unknown": {Kind: sim.FaultBare, Status: 405},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				r := started(t, many(fault), Options{Limit: -1})
				r.handOver("a", 4)
				r.comes("a", 4, time.Minute)
				r.handOver("b", 2)
				r.until("all of b", time.Minute, func() bool { return made(r.batch("b")) == 2 })
				if r.calls(batches) != 1 || r.calls(create) != 6 {
					t.Errorf("%d calls of a batch, %d creates", r.calls(batches), r.calls(create))
				}
			})
		})
	}
}

func TestABatchWaitsWhileHeyGenAsksTo(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r := started(t, many(sim.Fault{Kind: sim.FaultStatus, Status: 429, RetryAfter: "200", Times: 2}), Options{})
		began := time.Now()
		r.handOver("a", 5)
		r.comes("a", 5, time.Hour)
		if n := len(r.sim.Batches()); n != 1 || time.Since(began) < 400*time.Second || r.calls(create) > 0 {
			t.Errorf("%d batches after %v, %d creates", n, time.Since(began), r.calls(create))
		}
	})
}

func TestABatchThatCannotBePaidWaitsForTheUser(t *testing.T) {
	for name, fault := range map[string]sim.Fault{
		"the balance": {Kind: sim.FaultStatus, Status: 402, Times: 1}, "the key": {Kind: sim.FaultStatus, Status: 401, Times: 1},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				r := started(t, many(fault), Options{})
				r.handOver("a", 5)
				held := func() bool {
					for _, it := range r.batch("a").Items {
						if it.State != record.ItemHeld || it.Reason == "" {
							return false
						}
					}
					return true
				}
				r.until("held", time.Minute, held)
				time.Sleep(time.Hour)
				if !held() || r.calls(batches) != 1 || r.calls(create) != 0 {
					t.Errorf("%d calls, %d creates", r.calls(batches), r.calls(create))
				}
				r.Resume()
				r.comes("a", 5, time.Hour)
			})
		})
	}
}

// The answer was lost, and the repeat meets another key: the envelope waits, and its items
// say why.
func TestALostBatchThatMeetsARefusedKeyIsNotForgotten(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r := started(t, many(sim.Fault{Kind: sim.FaultDropBefore, Times: 1}), Options{})
		r.sim.Faults().Add(sim.Fault{Route: batches, Kind: sim.FaultStatus, Status: 401, Times: 1})
		r.handOver("a", 3)
		held := func() bool {
			it := r.Items()[0]
			return it.Held && it.State == submission.InEnvelope && it.Problem.Message != ""
		}
		r.until("held", time.Hour, held)
		if it := r.batch("a").Items[0]; it.State != record.ItemHeld || it.Reason == "" {
			t.Errorf("got %+v", it)
		}
		r.Resume(r.Items()[1].ID)
		r.comes("a", 3, time.Hour)
	})
}

func TestItemsWhoseIDsAreNoJobsAreFoundInTheList(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r := started(t, sim.New(sim.Options{Key: testKey, Concurrency: 3, ForeignItemIDs: true}), Options{})
		r.handOver("a", 6)
		r.comes("a", 6, 3*time.Hour)
		for _, it := range r.batch("a").Items {
			if _, err := r.opts.Client.GetJob(t.Context(), it.Job); err != nil {
				t.Errorf("item %d is no job: %v", it.Number, err)
			}
		}
	})
}

func TestAnItemThatFailsInTheBatchIsNotAFailedBatch(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r := started(t, sim.New(sim.Options{Key: testKey, Concurrency: -1}), Options{})
		b, values := sheet("a", 4)
		values[2]["video"] = "asset:asset_nobody_has_it"
		_, err := r.SubmitBatch(context.Background(), b, values)
		must(t, err)
		r.until("three jobs", time.Minute, func() bool { return made(r.batch("a")) == 3 })
		r.until("one refused", time.Minute, func() bool { return r.batch("a").Items[2].State == record.ItemRefused })
		if it := r.batch("a").Items[2]; it.Reason == "" {
			t.Errorf("no reason: %+v", it)
		}
		n, err := r.RetryBatch(context.Background(), "a", map[int]map[string]string{3: links("item 3")})
		if n != 1 || err != nil {
			t.Fatalf("retried %d, %v", n, err)
		}
		r.comes("a", 4, time.Minute)
		if b := r.sim.Batches(); len(b) != 1 || r.calls(create) != 1 {
			t.Errorf("%+v, %d creates", b, r.calls(create))
		}
	})
}

// slowly is an outbox whose upload of one file takes as long as it says.
func slowly(t *testing.T, name string, takes time.Duration) *rig {
	r := prepared(t, sim.New(sim.Options{Key: testKey, Concurrency: -1}), Options{})
	client := r.opts.Client
	r.opts.Client = &uploading{client, func(up api.Upload) {
		if up.Name == name {
			time.Sleep(takes)
		}
	}}
	r.run()
	return r
}

type uploading struct {
	Client
	before func(api.Upload)
}

func (u *uploading) UploadAsset(ctx context.Context, up api.Upload, p api.Progress) (api.Asset, error) {
	u.before(up)
	return u.Client.UploadAsset(ctx, up, p)
}

func TestABatchWaitsForItsUploadsButNotForEver(t *testing.T) {
	for takes, want := range map[time.Duration]int{4 * time.Minute: 1, 30 * time.Minute: 2} {
		t.Run(takes.String(), func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				talk, slow := video(t, "talk.mp4", 1<<10), video(t, "slow.mp4", 2<<10)
				r := slowly(t, filepath.Base(slow), takes)
				b, values := sheet("a", 6)
				for i := range values {
					values[i]["video"] = talk
				}
				values[3]["video"], values[4]["video"] = slow, slow
				_, err := r.SubmitBatch(context.Background(), b, values)
				must(t, err)
				r.comes("a", 6, time.Hour)
				if n := len(r.sim.Batches()); n != want {
					t.Errorf("%d batches", n)
				}
				if n := r.calls("POST /v3/assets"); n != 2 {
					t.Errorf("%d uploads of two files", n)
				}
			})
		})
	}
}

func TestWhatIsLeftOverOfABatchGoesAlone(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r := started(t, sim.New(sim.Options{Key: testKey, Concurrency: -1}), Options{Limit: -1})
		r.handOver("a", 101)
		r.comes("a", 101, time.Minute)
		if b := r.sim.Batches(); len(b) != 1 || b[0].Entries != 100 || r.calls(create) != 1 {
			t.Errorf("%+v, %d creates", b, r.calls(create))
		}
	})
}

func TestABatchKeepsItsPlaceInTheQueue(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := sim.New(sim.Options{Key: testKey, Concurrency: -1})
		server.AddJob(sim.JobSpec{Status: "running"})
		r := started(t, server, Options{Limit: 1})
		first := r.submit(links("first"))
		r.handOver("a", 3)
		time.Sleep(5 * time.Minute)
		if n := len(server.Batches()); n != 0 || r.state(first) != submission.Queued {
			t.Fatalf("%d batches overtook what waits for a slot", n)
		}
		r.Discard(first)
		r.until("the batch", time.Minute, func() bool { return made(r.batch("a")) == 3 })
	})
}

// Each process dies before or after one of the calls, and the next one goes on: what was
// written is enough.
func TestAProcessThatDiesAtACallLeavesOneJobOfEachItem(t *testing.T) {
	for _, call := range []string{"CreateBatch", "GetBatch", "GetJob", "ListJobs"} {
		for _, after := range []bool{false, true} {
			for keys := range sim.KeysForgotten + 1 {
				if raceEnabled && keys != sim.KeysIgnored {
					continue
				}
				t.Run(fmt.Sprintf("%s, after %v, keys %d", call, after, keys), func(t *testing.T) {
					t.Parallel()
					bubble(t, func(t *testing.T) {
						server := sim.New(sim.Options{Key: testKey, Concurrency: 2, Keys: keys, ListLag: 20 * time.Second})
						path := file(t)
						for range 2 {
							dies(t, server, path, call, after)
						}
						last := prepared(t, server, Options{Journal: openedAt(t, path)})
						last.run()
						last.handOver("a", 6)
						last.comes("a", 6, 12*time.Hour)
						if n := len(server.Batches()); n != 1 {
							t.Errorf("%d batches", n)
						}
						last.stop()
					})
				})
			}
		}
	}
}

// dies is a script that hands the batch over and dies at its next call of a kind, or after a
// while without one.
func dies(t *testing.T, server *sim.Server, path, call string, after bool) {
	m := born(t, server, path)
	f := &fatal{Client: m.Client, at: call, after: after, dead: &m.dead, died: make(chan struct{})}
	m.Client = f
	m.run()
	m.handOver("a", 6)
	select {
	case <-f.died:
	case <-time.After(3 * time.Minute):
	}
	m.kill()
}
