package ui_test

import (
	"testing"
	"time"
)

func TestTheBalanceFollowsWhatJobsCost(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r := start(t, newSim(3), 120, 40)
		defer r.Stop()
		r.Has("$476.78")
		r.Press("c")
		r.Type("https://example.com/ep018.mp4")
		r.Press("tab")
		r.Type("https://example.com/ep018_de.wav")
		r.Press("ctrl+x", "enter")
		r.Wait(10 * time.Minute)
		r.HasNot("$476.78")
		asked := r.sim.CallCount("GET /v3/users/me")
		r.Wait(30 * time.Minute)
		if n := r.sim.CallCount("GET /v3/users/me") - asked; n > 1 {
			t.Errorf("%d times asked for the balance while no job moved", n)
		}
	})
}
