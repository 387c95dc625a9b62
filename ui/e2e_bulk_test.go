package ui_test

import (
	"strings"
	"testing"
	"time"

	"lipdash/api/sim"
)

func TestOfAHundredDeletesTheSevenRefusedStayMarkedAndOneKeyRetriesThem(t *testing.T) {
	scene(t, 100, func(t *testing.T, r rig) {
		refuseSeven(r.sim, routeDelete)
		r.Press("a", "x")
		r.Has("Delete 100 jobs", "✓ 100 done", "Type 100")
		answerDelete(r, 100)
		r.Has("u takes it back: 100 jobs will be deleted in 8s")
		r.Wait(3 * time.Second)
		r.Has("u takes it back: 100 jobs will be deleted in 5s")
		if n := len(deletesLeft(r)); n != 0 {
			t.Fatalf("%d deletes within the undo window", n)
		}
		r.Wait(57 * time.Second)
		if n := len(r.sim.Jobs()); n != 7 {
			t.Fatalf("%d jobs are left", n)
		}
		if n := len(deletesLeft(r)); n != 100 {
			t.Fatalf("deletes of %d jobs were sent", n)
		}
		text := r.Text()
		if strings.Count(text, "not deleted, 403") != 4 || strings.Count(text, "not deleted, 500") != 3 {
			t.Fatalf("not every row says why:\n%s", text)
		}
		r.Has("7 marked", "Not deleted. This key may not delete", ". again for 7 jobs")

		r.sim.Faults().Clear()
		r.sim.ResetCalls()
		r.Press(".")
		r.Has("7 jobs will be deleted")
		r.HasNot("not deleted,")
		r.Wait(7 * time.Second)
		if n := len(deletesLeft(r)); n != 0 {
			t.Fatalf("%d deletes within the window of the second try", n)
		}
		r.Wait(5 * time.Second)
		r.Has("7 jobs deleted")
		if n := len(deletesLeft(r)); n != 7 || len(r.sim.Jobs()) != 0 {
			t.Fatalf("%d deletes, %d jobs left", n, len(r.sim.Jobs()))
		}
	}, hundredAPage)
}

func TestTheSummaryOfAHundredDeletesIsHonest(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := newSim(100)
		r := start(t, server, 80, 24, hundredAPage)
		defer r.Stop()
		refuseSeven(server, routeDelete)
		deleteAll(r, 100)
		r.Until("93 jobs deleted, 7 were not, . tries again: 403 for 4, 500 for 3", time.Minute)
	})
}

func TestUWithinTheWindowMeansNoDeleteWasSentAndTheMarksAreBack(t *testing.T) {
	scene(t, 100, func(t *testing.T, r rig) {
		deleteAll(r, 100)
		r.Wait(5 * time.Second)
		r.Has("u keeps")
		r.Press("u")
		r.Has("kept 100 jobs, nothing was sent", "100 marked")
		r.Wait(time.Minute)
		if n := r.sim.CallCount(routeDelete); n != 0 {
			t.Fatalf("%d deletes were sent", n)
		}
	}, hundredAPage)
}

func TestEscClearsTheMarksAndTheReasons(t *testing.T) {
	scene(t, 8, func(t *testing.T, r rig) {
		refuseSeven(r.sim, routeDelete)
		deleteAll(r, 8)
		r.Wait(time.Minute)
		r.Has("not deleted, 403", "7 marked")
		r.Press("esc")
		r.HasNot("not deleted", "marked", "again for")
		r.Press(".")
		r.Has("nothing failed here")
		r.Wait(time.Minute)
		if n := len(r.sim.Jobs()); n != 7 {
			t.Fatalf("%d jobs", n)
		}
	})
}

func TestAJobUnmarkedIsNotRetried(t *testing.T) {
	scene(t, 9, func(t *testing.T, r rig) {
		refuseSeven(r.sim, routeDelete)
		deleteAll(r, 9)
		r.Wait(time.Minute)
		r.sim.Faults().Clear()
		r.Press("g", "space", ".")
		r.Has("6 jobs will be deleted")
		r.Wait(20 * time.Second)
		if jobs := r.sim.Jobs(); len(jobs) != 1 || jobs[0].Title != "job 001" {
			t.Fatalf("%d jobs are left", len(jobs))
		}
	})
}

func TestWhatIsGoneAlreadyCountsAsDeleted(t *testing.T) {
	scene(t, 10, func(t *testing.T, r rig) {
		for _, j := range r.sim.Jobs()[:3] {
			r.sim.Faults().Add(sim.Fault{Route: routeDelete, ID: j.ID, Kind: sim.FaultStatus, Status: 404, Code: "not_found"})
		}
		deleteAll(r, 10)
		r.Until("10 jobs deleted", time.Minute)
	})
}

func TestA429InTheMiddleOfAGroupLosesNothingAndFailsNothing(t *testing.T) {
	for _, after := range []string{"5", "90", ""} {
		t.Run("retry-after "+after, func(t *testing.T) {
			scene(t, 40, func(t *testing.T, r rig) {
				r.sim.Faults().Add(sim.Fault{Route: routeDelete, Skip: 10, Times: 9, Kind: sim.FaultStatus, Status: 429, RetryAfter: after})
				deleteAll(r, 40)
				r.Wait(8500 * time.Millisecond)
				if n := len(r.sim.Jobs()); n > 30 || n < 20 {
					t.Fatalf("%d jobs are left when told to wait", n)
				}
				r.HasNot("not deleted")
				r.Until("40 jobs deleted", 15*time.Minute)
				if n := len(r.sim.Jobs()); n != 0 {
					t.Fatalf("%d jobs are left", n)
				}
			})
		})
	}
}

func TestWhatWaitsForHeyGenCanStillBeTakenBack(t *testing.T) {
	scene(t, 40, func(t *testing.T, r rig) {
		r.sim.Faults().Add(sim.Fault{Route: routeDelete, Skip: 10, Kind: sim.FaultStatus, Status: 429, RetryAfter: "100"})
		deleteAll(r, 40)
		r.Wait(20 * time.Second)
		r.Has("u keeps, waits")
		r.sim.ResetCalls()
		r.Press("u")
		r.Has("kept 30 jobs, 10 deletes had left")
		r.sim.Faults().Clear()
		r.Wait(10 * time.Minute)
		if n := len(deletesLeft(r)); n != 0 || len(r.sim.Jobs()) != 30 {
			t.Fatalf("%d deletes after u, %d jobs left", n, len(r.sim.Jobs()))
		}
	})
}

func TestAnOutageInTheMiddleLeavesTheRestMarkedWithItsReason(t *testing.T) {
	scene(t, 30, func(t *testing.T, r rig) {
		r.sim.Faults().Add(sim.Fault{Route: routeDelete, Skip: 10, Kind: sim.FaultDropBefore})
		deleteAll(r, 30)
		r.Until("not sent, offline", 2*time.Minute)
		r.Wait(10 * time.Second)
		r.Has("20 marked", "deleted? no answer")
		// Four were under way; the other sixteen were never tried.
		if n := len(deletesLeft(r)); n != 14 {
			t.Fatalf("deletes of %d jobs were tried", n)
		}
		r.sim.Faults().Clear()
		r.Press(".")
		r.Until("20 jobs deleted", time.Minute)
		if n := len(r.sim.Jobs()); n != 0 {
			t.Fatalf("%d jobs are left", n)
		}
	})
}

func TestADeleteSaysWhatWasNeverDownloadedAndCanFetchItFirst(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := captioned(t, 4)
		server.AddJob(sim.JobSpec{Title: "epx", Status: "failed", CreatedAt: time.Now().Add(-time.Hour)})
		server.AddJob(sim.JobSpec{Title: "epy", Pending: time.Second, Running: time.Hour, CreatedAt: time.Now()})
		r, dir := fetching(t, server)
		defer r.Stop()
		r.Press("j", "d")
		r.Until("saved", time.Minute)
		r.Wait(3 * time.Second) // that may have been the captions
		r.Press("a", "x")
		r.Wait(time.Second)
		r.Has("Delete 6 jobs", "✓ 4 done ", "3 of them were never downloaded", "✗ 1 failed",
			"○ 1 pending   it may still be billed", "Type 6 to go on", "Download 3 first")
		r.Press("tab", "enter")
		r.Wait(time.Minute)
		if n := len(files(t, dir)); n != 5 {
			t.Fatalf("there is %q", files(t, dir))
		}
		if n := r.sim.CallCount(routeDelete); n != 0 {
			t.Fatalf("%d deletes", n)
		}
		r.Has("6 marked")
		r.Press("x")
		r.Wait(time.Second)
		r.Has("✓ 4 done")
		r.HasNot("never downloaded", "Download 3 first", "Download it first")
	})
}

func TestOneJobThatIsDownloadedIsDeletedWithoutTyping(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r, _ := fetching(t, captioned(t, 1))
		defer r.Stop()
		r.Press("x")
		r.Wait(time.Second)
		r.Has("Delete epa", "never downloaded", "Type 1 to go on", "Download it first")
		r.Press("y")
		r.HasNot("will be deleted")
		r.Press("esc", "d")
		r.Until("saved", time.Minute)
		r.Press("x")
		r.Wait(time.Second)
		r.HasNot("Type", "never")
		r.Press("y")
		r.Has("epa will be deleted")
	})
}

func TestWhatIsHeldHereIsTakenBackWithTheRest(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := newSim(2)
		r := start(t, server, 120, 40, withMemory(1))
		defer r.Stop()
		for _, title := range []string{"first", "second"} {
			typeJob(r, title)
		}
		r.Press("g", "a", "x")
		r.Wait(time.Second)
		r.Has("Delete 4 jobs", "1 held here", "taken back at once", "Type 4")
		answerDelete(r, 4)
		r.Wait(time.Minute)
		r.HasNot("second", "job 001")
		if n, left := r.sim.CallCount("POST /v3/lipsyncs"), len(server.Jobs()); n != 1 || left != 0 {
			t.Fatalf("%d creates, %d jobs left", n, left)
		}
	})
}
