package ui_test

import (
	"strings"
	"testing"
	"time"

	"lipdash/api/sim"
)

// makeOne makes a lipsync from two links.
func makeOne(r rig, title string) {
	r.Press("c")
	r.Type("https://example.com/" + title + ".mp4")
	r.Press("tab")
	r.Type("https://example.com/" + title + ".wav")
	r.Press("ctrl+x", "enter")
	r.Wait(time.Second)
}

func TestAnEndNobodySawIsToldAsSuchAndTheSameAtEveryStart(t *testing.T) {
	for name, rate := range map[string]float64{"done": 0, "failed": 1} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				time.Sleep(aCentury / 4)
				s := &runs{t: t, dir: t.TempDir()}
				server := sim.New(sim.Options{Key: testKey, Seed: 1, Speed: 20, FailureRate: rate})
				r := s.start(server)
				makeOne(r, "take")
				s.stop(r)
				first := ""
				for range 3 {
					time.Sleep(3 * time.Minute)
					r = s.start(server)
					r.Wait(10 * time.Second)
					r.Has("created here", "found "+name)
					r.HasNot("took")
					before := line(t, r.Text(), "ended    before")
					if first == "" {
						first = before
					}
					if before != first {
						t.Errorf("at a later start it is %q, at the first it was %q", before, first)
					}
					s.stop(r)
				}
			})
		})
	}
}

// line is the end of the line with a text in it, from there on.
func line(t *testing.T, screen, text string) string {
	t.Helper()
	for l := range strings.Lines(screen) {
		if at := strings.Index(l, text); at >= 0 {
			return l[at:]
		}
	}
	t.Fatalf("no %q in\n%s", text, screen)
	return ""
}
