package ui_test

import (
	"fmt"
	"testing"
	"time"

	"lipdash/api/sim"
)

func TestAPageOfWhichAGroupTookLessThanHalfIsFilledUpToo(t *testing.T) {
	scene(t, 120, func(t *testing.T, r rig) {
		r.Press("v", "j", "j", "x")
		answerDelete(r, 3)
		r.Until("3 jobs deleted", time.Minute)
		r.Has("page 1 jobs 1 to 50, more")
	})
}

func TestWhoStaysHasTheWholeUndoWindowAgain(t *testing.T) {
	scene(t, 12, func(t *testing.T, r rig) {
		r.Press("v", "j", "j", "x")
		answerDelete(r, 3)
		r.Press("q")
		r.Has("Quit now?", "3 deletes have not been sent")
		r.Wait(20*time.Second + 300*time.Millisecond)
		r.HasNot("gone in", "u keeps", "takes it back")
		r.Has("waits for your answer")
		r.Press("n")
		r.Has("u keeps, gone in 8s", "u takes it back: 3 jobs will be deleted in 8s")
		if n := len(deletesLeft(r)); n != 0 {
			t.Fatalf("%d deletes left while it was asked", n)
		}
		r.Press("u")
		r.Has("kept 3 jobs, nothing was sent")
		r.Wait(time.Minute)
		if n := len(r.sim.Jobs()); n != 12 {
			t.Fatalf("%d jobs are left", n)
		}
	})
}

func TestTheDeleteDialogSaysHowManyOfItsJobsAreNotShown(t *testing.T) {
	scene(t, 12, func(t *testing.T, r rig) {
		r.Press("v", "j", "j", "v", "/")
		r.Type("job 009")
		r.Press("enter", "x")
		r.Wait(time.Second)
		r.Has("Delete 3 jobs", "3 of them are not shown")
	})
}

// Deletes that leave less than half of a page fill it up from the next one, so
// that the list does not stand at a few rows and "more".
func TestAPageThatDeletesEmptiedIsFilledUpFromTheNext(t *testing.T) {
	scene(t, 120, func(t *testing.T, r rig) {
		first := r.sim.Jobs()
		r.Has("page 1 jobs 1 to 50, more")
		r.Press("v")
		for range 39 {
			r.Press("j")
		}
		r.Press("x")
		answerDelete(r, 40)
		r.Until("40 jobs deleted", time.Minute)
		r.Until("page 1 jobs 1 to 50, more", time.Second)
		if n := len(r.sim.Jobs()); n != len(first)-40 {
			t.Fatalf("%d jobs are left", n)
		}
	})
}

func TestTheActivityOpenedWhileTheViewStandsStillIsNotEmpty(t *testing.T) {
	scene(t, 3, func(t *testing.T, r rig) {
		r.Press("z", "4")
		r.Has("GET /v3/lipsyncs", "frozen")
		r.HasNot("nothing yet")
	})
}

func TestACountTypedAtOnceIsNotLost(t *testing.T) {
	scene(t, 12, func(t *testing.T, r rig) {
		r.Press("v", "j", "j", "x", "3")
		r.Press("enter") // still too early to be an answer
		r.Has("Delete 3 jobs")
		r.Wait(time.Second)
		r.Press("enter")
		r.Has("3 jobs will be deleted")
	})
}

func TestADeleteOfAGroupOfFailuresMissesNoneInSight(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := newSim(60)
		for i := range 3 {
			server.AddJob(sim.JobSpec{Title: fmt.Sprintf("faceless %d", i), Failure: "No face", CreatedAt: time.Now().Add(-100 * time.Hour)})
		}
		r := start(t, server, 120, 40)
		defer r.Stop()
		r.Press("F", "x")
		r.Wait(time.Second)
		r.Has("Delete 3 jobs", "Failures")
		r.HasNot("not shown")
	})
}
