package ui

import (
	"testing"

	"lipdash/ui/kit/action"
)

func TestEscGoesBackToWhereAScreenWasEnteredFrom(t *testing.T) {
	n := &nav{}
	n.focusJob(false)
	n.enter(screenForm)
	n.enter(screenForm)
	for _, want := range []screen{screenJob, screenJobs, screenJobs} {
		if n.goBack(); n.screen != want {
			t.Fatalf("screen %d, want %d", n.screen, want)
		}
	}
	n.show(action.ActivityTab)
	if n.turn(1); n.screen != screenActivity {
		t.Error("there is a tab behind the last one")
	}
	if n.turn(-3); n.screen != screenJobs || len(n.under) != 0 {
		t.Errorf("screen %d over %v", n.screen, n.under)
	}
	n.enter(screenForm)
	if n.show(action.TransfersTab); n.screen != screenForm {
		t.Error("a tab takes the form's place")
	}
}

func TestAnOpenJobStaysOpenAtEveryWidth(t *testing.T) {
	n := &nav{}
	n.focusJob(true)
	for _, beside := range []bool{false, true, false} {
		if n.resized(beside); !n.onJob() || n.detailFocus != beside {
			t.Errorf("beside the list %t: %+v", beside, n)
		}
	}
	if n.goBack(); n.onJob() || n.screen != screenJobs {
		t.Errorf("%+v", n)
	}
}
