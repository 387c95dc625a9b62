package ui_test

import (
	"strings"
	"testing"
	"time"

	"lipdash/api/sim"
)

// rowWith is the list's row with a title, without the detail beside it.
func rowWith(r rig, title string) string {
	for l := range strings.Lines(r.Text()) {
		if list, _, ok := strings.Cut(l, "│"); ok && strings.Contains(list, title) {
			return list
		}
	}
	return ""
}

func TestWhatIsDoneAndNobodyLookedAtStaysNewAndCanBeFiltered(t *testing.T) {
	bubble(t, func(t *testing.T) {
		time.Sleep(aCentury / 4)
		s := &runs{t: t, dir: t.TempDir()}
		server := newSim(3)
		for _, title := range []string{"watched", "looked at"} {
			server.AddJob(sim.JobSpec{Title: title, Running: time.Minute, CreatedAt: time.Now()})
		}
		server.AddJob(sim.JobSpec{Title: "ends between", Running: 2 * time.Hour, CreatedAt: time.Now()})
		server.AddJob(sim.JobSpec{Title: "fails between", Running: 2 * time.Hour, Failure: "no face", CreatedAt: time.Now()})
		r := s.start(server)
		r.Wait(3 * time.Minute)
		r.Press("j", "j", "enter") // looked at
		if row := rowWith(r, "watched"); !strings.Contains(row, "new") {
			t.Errorf("what ended is %q", row)
		}
		r.Press("esc", "f", "f", "f", "f")
		r.Has("1 of 7 loaded matches: new", "watched")
		r.Press("esc")
		r.Wait(5 * time.Second) // the list is kept a moment after it changed
		s.stop(r)
		time.Sleep(4 * time.Hour)

		r = s.start(server)
		r.Wait(10 * time.Second)
		for title, want := range map[string]bool{"watched": true, "looked at": false, "ends between": true, "fails between": false, "job 001": false} {
			if row := rowWith(r, title); strings.Contains(row, "new") != want {
				t.Errorf("after a restart: %q", row)
			}
		}
		r.Press("f", "f", "f", "f")
		r.Has("2 of 7 loaded match: new")
		r.Press("j", "enter")
		r.Press("q") // back to the list
		r.Press("q")
		r.Wait(time.Second)
		if !r.Ended() {
			t.Fatalf("it goes on:\n%s", r.Text())
		}
		s.stop(r)

		r = s.start(server)
		r.Wait(10 * time.Second)
		r.Press("f", "f", "f", "f")
		r.Has("1 of 7 loaded matches: new", "ends between")
		s.stop(r)
	})
}

func TestAJobMadeAndLeftAtOnceIsNewWhenItIsDone(t *testing.T) {
	bubble(t, func(t *testing.T) {
		time.Sleep(aCentury / 4)
		s := &runs{t: t, dir: t.TempDir()}
		server := newSim(1)
		r := s.start(server)
		makeOne(r, "take")
		r.Press("q")
		s.stop(r)
		time.Sleep(time.Hour)
		r = s.start(server)
		r.Wait(10 * time.Second)
		if row := rowWith(r, "take"); !strings.Contains(row, "new") {
			t.Errorf("it is %q", row)
		}
		s.stop(r)
	})
}
