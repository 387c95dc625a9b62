package ui_test

import (
	"strings"
	"testing"
	"time"
)

func TestLookingForTheKeyAgainLosesNoPlace(t *testing.T) {
	for _, c := range []struct {
		name string
		keys []string
	}{
		{"page", []string{"j", "j", "j"}},
		{"another page", []string{"n", "j"}},
		{"filter and sort", []string{"/", "job 02", "enter", "s", "s", "j", "j"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				server := newSim(80)
				r := start(t, server, 120, 40, reconnects(t, server))
				defer r.Stop()
				for _, k := range c.keys {
					if strings.Contains(k, " ") {
						r.Type(k)
						continue
					}
					r.Press(k)
					r.Wait(time.Second)
				}
				r.Wait(5 * time.Second)
				_, before := r.cursorRow(t)
				foot := footLine(r)
				refuseKey(server, "", 0)
				r.Press("r")
				r.Wait(2 * time.Second)
				r.Has("key refused")
				server.Faults().Clear()
				r.Press("r")
				r.Wait(5 * time.Second)
				if _, after := r.cursorRow(t); after != before {
					t.Errorf("the cursor was on %q and is on %q", before, after)
				}
				if got := footLine(r); got != foot {
					t.Errorf("the list was %q and is %q", foot, got)
				}
			})
		})
	}
}

// footLine is the line under the rows, up to the detail pane.
func footLine(r rig) string {
	lines := strings.Split(r.Text(), "\n")
	s, _, _ := strings.Cut(lines[len(lines)-4], "│")
	return strings.TrimSpace(s)
}
