package ui_test

import (
	"testing"
	"time"
)

func TestARangeGoesOverPages(t *testing.T) {
	for _, c := range []struct {
		name, want string
		keys       []string
	}{
		{"down", "100 marked, 50 not shown", []string{"v", "n", "G", "v"}},
		{"up", "52 marked, 2 not shown", []string{"n", "j", "v", "p", "v"}},
		{"over a whole page", "101 marked, 100 not shown", []string{"v", "n", "n", "v"}},
		{"there and back", "3 marked", []string{"j", "v", "n", "p", "j", "j", "j", "v"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				r := start(t, newSim(120), 120, 30)
				defer r.Stop()
				for _, k := range c.keys {
					r.Press(k)
					r.Wait(time.Second)
				}
				r.Has(c.want)
				r.HasNot("range: v ends it")
			})
		})
	}
}

func TestARangeWhoseBeginningIsOutOfSightBeginsAnew(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r := start(t, newSim(30), 120, 30)
		defer r.Stop()
		r.Press("v", "/")
		r.Type("job 02")
		r.Press("enter", "j", "j", "v")
		// Not the rows above, which nobody marked.
		r.Has("2 marked, 1 not shown", "range: v ends it")
		r.Press("j", "v")
		r.Has("3 marked, 1 not shown")
		r.HasNot("range: v ends it")
	})
}
