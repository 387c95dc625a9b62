package nav

import (
	"testing"

	"lipdash/ui/kit/action"
)

func TestEscGoesBackToWhereAScreenWasEnteredFrom(t *testing.T) {
	n := &Nav{}
	n.FocusJob(false)
	n.Enter(Form)
	n.Enter(Form)
	for _, want := range []Screen{Job, Jobs, Jobs} {
		if n.Back(); n.Screen != want {
			t.Fatalf("screen %d, want %d", n.Screen, want)
		}
	}
	n.Show(action.ActivityTab)
	if n.Turn(1); n.Screen != Activity {
		t.Error("there is a tab behind the last one")
	}
	if n.Turn(-3); n.Screen != Jobs || len(n.under) != 0 {
		t.Errorf("screen %d over %v", n.Screen, n.under)
	}
	n.Enter(Form)
	if n.Show(action.TransfersTab); n.Screen != Form {
		t.Error("a tab takes the form's place")
	}
	n = &Nav{}
	n.Enter(Failures)
	n.HomeFrom(Failures)
	n.Show(action.TransfersTab)
	n.Turn(-1)
	n.Turn(-1)
	n.Enter(Job)
	n.Enter(Form)
	if n.Home(); n.Screen != Jobs || n.Under() != Failures {
		t.Errorf("a group of failures: on %d over %v", n.Screen, n.under)
	}
	n.Back()
	if n.Home(); n.Screen != Jobs || len(n.under) != 0 {
		t.Errorf("from the failures: on %d over %v", n.Screen, n.under)
	}
}

func TestAnOpenJobStaysOpenAtEveryWidth(t *testing.T) {
	n := &Nav{}
	n.FocusJob(true)
	for _, beside := range []bool{false, true, false} {
		if n.Resized(beside); !n.OnJob() || n.DetailFocus != beside {
			t.Errorf("beside the list %t: %+v", beside, n)
		}
	}
	if n.Back(); n.OnJob() || n.Screen != Jobs {
		t.Errorf("%+v", n)
	}
}
