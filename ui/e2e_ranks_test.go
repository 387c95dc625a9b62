package ui_test

import (
	"testing"
	"time"
)

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
