package outbox

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"lipdash/api"
	"lipdash/api/sim"
	"lipdash/api/submission"
)

// One that waits for the user blocks nobody, has no place in the queue and is sent
// no more, until the user says so, of it or of all.
func TestARefusedCreateWaitsForTheUserAndBlocksNobody(t *testing.T) {
	for code, status := range map[string]int{"unauthorized": 401, "quota_exceeded": 429} {
		t.Run(code, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				server := sim.New(sim.Options{Key: testKey})
				server.Faults().Add(sim.Fault{Route: create, Kind: sim.FaultStatus, Status: status, Code: code, Times: 2})
				r := started(t, server, Options{Limit: 1})
				one, two := r.submit(links("one")), r.submit(links("two"))
				r.until("held", time.Minute, func() bool { return r.item(one).Submission.Held && r.item(two).Submission.Held })
				three, four := r.submit(links("three")), r.submit(links("four"))
				if it := r.becomes(three, submission.Accepted, 5*time.Second); it.Place != 0 {
					t.Errorf("got %+v", it)
				}
				time.Sleep(30 * time.Second)
				if it := r.item(four); it.Place != 1 {
					t.Errorf("the next one is at place %d", it.Place)
				}
				if n := server.CallCount(create); n != 3 {
					t.Errorf("%d creates", n)
				}
				it := r.item(one)
				if it.Submission.State != submission.Queued || it.Submission.Problem.Code != code || it.Place != 0 {
					t.Errorf("held as %+v", it)
				}
				r.Resume(two)
				r.becomes(four, submission.Accepted, time.Hour)
				if r.state(one) != submission.Queued || !r.item(one).Submission.Held {
					t.Errorf("not asked for: %+v", r.item(one))
				}
				r.Resume()
				r.becomes(one, submission.Accepted, time.Hour)
				for _, title := range []string{"one", "two", "three", "four"} {
					r.expect(title, 1)
				}
				r.stop()
			})
		})
	}
}

// A create whose answer was lost is held, too, when the key is refused meanwhile:
// its job may run, and the list counts it then.
func TestOneInDoubtThatWaitsForTheUserBlocksNobody(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := sim.New(sim.Options{Key: testKey})
		server.Faults().Add(sim.Fault{Route: create, Kind: sim.FaultDropBefore, Times: 1})
		server.Faults().Add(sim.Fault{Route: create, Kind: sim.FaultStatus, Status: 401, Times: 1})
		r := started(t, server, Options{Limit: 1})
		one := r.submit(links("one"))
		r.until("held", 2*time.Minute, func() bool { return r.item(one).Submission.Held })
		two := r.submit(links("two"))
		r.becomes(two, submission.Accepted, 5*time.Second)
		if got := r.state(one); got != submission.Unknown {
			t.Errorf("the first one is %s", got)
		}
		r.Resume(one)
		r.becomes(one, submission.Accepted, time.Minute)
		r.expect("one", 1)
		r.stop()
	})
}

// The answer to the old key comes when the new one is there already.
func TestAKeyRefusedAfterResumeHoldsNothing(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := sim.New(sim.Options{Key: testKey})
		server.Faults().Add(sim.Fault{Route: create, Kind: sim.FaultStatus, Status: 401, Times: 1})
		r := prepared(t, server, Options{})
		out, in := make(chan struct{}), make(chan struct{})
		r.opts.Client = &hooked{Client: r.opts.Client, onCreate: func(_ context.Context, _ api.CreateRequest, call func() (api.JobID, error)) (api.JobID, error) {
			id, err := call()
			if err != nil {
				close(out)
				<-in
			}
			return id, err
		}}
		r.run()
		id := r.submit(links("one"))
		<-out
		r.Resume()
		close(in)
		r.becomes(id, submission.Accepted, time.Minute)
		r.stop()
	})
}

func TestAnEmptyWalletRefusesWithTheReason(t *testing.T) {
	bubble(t, func(t *testing.T) {
		poor := 0.0
		server := sim.New(sim.Options{Key: testKey, Balance: &poor})
		r := started(t, server, Options{})
		id := r.submit(links("one"))
		p := r.becomes(id, submission.Refused, time.Minute).Submission.Problem
		if p.Code != "insufficient_credit" || p.Message == "" || p.Money != "Nothing was made or billed." {
			t.Errorf("problem %+v", p)
		}
		r.expect("one", 0)
		if n := server.CallCount(create); n != 1 {
			t.Errorf("%d creates", n)
		}
		r.stop()
	})
}

func TestAServerThatIsGoneForAMinuteCostsNothingButTime(t *testing.T) {
	for name, kind := range map[string]sim.FaultKind{"before the work": sim.FaultDropBefore, "after the work": sim.FaultDropAfter, "a gateway": sim.FaultHTML} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				server := sim.New(sim.Options{Key: testKey})
				server.Faults().Add(sim.Fault{Kind: kind})
				r := started(t, server, Options{})
				ids := []submission.ID{r.submit(links("one")), r.submit(links("two"))}
				r.becomes(ids[0], submission.Unknown, time.Minute)
				time.Sleep(time.Minute)
				server.Faults().Clear()
				for _, id := range ids {
					r.becomes(id, submission.Accepted, 5*time.Minute)
				}
				r.expect("one", 1)
				r.expect("two", 1)
				r.stop()
			})
		})
	}
}

// A key protects for a day. After that nothing is sent by itself: the job is
// looked for.
func TestAfterADayTheJobIsFoundByItsCallbackIDAndNotSentAgain(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := sim.New(sim.Options{Key: testKey})
		server.Faults().Add(sim.Fault{Route: create, Kind: sim.FaultDropAfter})
		server.Faults().Add(sim.Fault{Route: list, Kind: sim.FaultDropBefore})
		r := started(t, server, Options{Limit: -1})
		id := r.submit(links("one"))
		r.becomes(id, submission.Unknown, time.Minute)
		r.expect("one", 1)
		time.Sleep(25 * time.Hour)
		if got := r.state(id); got != submission.Unknown {
			t.Fatalf("after 25 hours: %s", got)
		}
		server.Faults().Clear()
		it := r.becomes(id, submission.Accepted, 2*time.Hour)
		if n := server.CallCount(create); n != 1 {
			t.Errorf("%d creates, though it could not be looked for", n)
		}
		if string(it.Submission.JobID) != server.Jobs()[0].ID {
			t.Errorf("took %s for its job", it.Submission.JobID)
		}
		r.expect("one", 1)
		r.stop()
	})
}

// inDoubt is a submission whose create never arrived, after a day on which nothing ran.
func inDoubt(r *rig) submission.ID {
	r.sim.Faults().Add(sim.Fault{Route: create, Kind: sim.FaultDropBefore})
	id := r.submit(links("one"))
	r.becomes(id, submission.Unknown, time.Minute)
	r.sim.Faults().Clear()
	r.stop()
	time.Sleep(25 * time.Hour)
	r.run()
	r.becomes(id, submission.Asking, time.Hour)
	time.Sleep(time.Hour)
	synctest.Wait()
	return id
}

func TestInDoubtTheUserDecides(t *testing.T) {
	decisions := map[string]struct {
		decide func(r *rig, id submission.ID)
		want   submission.State
		jobs   int
	}{
		"send again": {func(r *rig, id submission.ID) { r.Resend(id) }, submission.Accepted, 1},
		"forget":     {func(r *rig, id submission.ID) { r.Discard(id) }, submission.Discarded, 0},
		"that one":   {func(r *rig, id submission.ID) { r.Pointed(id, "ls_that_one") }, submission.Accepted, 0},
	}
	for name, d := range decisions {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				r := started(t, sim.New(sim.Options{Key: testKey}), Options{})
				id := inDoubt(r)
				r.expect("one", 0)
				d.decide(r, id)
				r.becomes(id, d.want, time.Minute)
				r.expect("one", d.jobs)
				r.stop()
			})
		})
	}
}

func TestAJobMetAnywhereEndsItsSubmission(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := sim.New(sim.Options{Key: testKey})
		server.Faults().Add(sim.Fault{Route: create, Kind: sim.FaultDropAfter})
		r := started(t, server, Options{})
		id := r.submit(links("one"))
		it := r.becomes(id, submission.Unknown, time.Minute)
		job := server.Jobs()[0]
		r.See(nil, []api.Job{{ID: api.JobID(job.ID), CallbackID: it.Submission.CallbackID, Status: api.StatusRunning}})
		synctest.Wait()
		if got := r.item(id).Submission; got.State != submission.Accepted || string(got.JobID) != job.ID {
			t.Errorf("after the job was met: %+v", got)
		}
		r.expect("one", 1)
		r.stop()
	})
}

// What comes after the answer was lost must not become a second job: the user
// cannot take back what may have left.
func TestWhatMayHaveLeftCannotBeTakenBack(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := sim.New(sim.Options{Key: testKey})
		server.Faults().Add(sim.Fault{Route: create, Kind: sim.FaultDropAfter, Times: 5})
		r := started(t, server, Options{})
		id := r.submit(links("one"))
		r.becomes(id, submission.Unknown, time.Minute)
		r.Discard(id)
		r.becomes(id, submission.Accepted, 5*time.Minute)
		r.expect("one", 1)
		r.stop()
	})
}
