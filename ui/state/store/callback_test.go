package store

import (
	"testing"

	"lipdash/api"
	"lipdash/api/record"
)

func TestAJobIsFoundByItsCallbackID(t *testing.T) {
	s := newScene(t, 3)
	want := func(callback string, want api.JobID) {
		t.Helper()
		if got, ok := s.ByCallback(callback); got != want || ok != (want != "") {
			t.Errorf("%q is of %q, want %q", callback, got, want)
		}
	}
	s.first("a b", "")
	want("", "")
	s.read(api.Job{ID: "a", CallbackID: "mine"})
	want("mine", "a")
	s.first("a b", "") // a list that leaves it out takes nothing back
	want("mine", "a")
	s.ApplyDeleted("a")
	want("mine", "")
	s = newScene(t, 3)
	s.ApplyCached([]record.Job{{Job: api.Job{ID: "c", CallbackID: "kept"}}})
	want("kept", "c")
}
