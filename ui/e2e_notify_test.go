package ui_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api/sim"
	"lipdash/ui"
)

// loud tells by the bell and OSC 9, after a moment, as tmux takes one to ask.
type loud struct{ takes time.Duration }

func (l loud) Notify(_ context.Context, text string) (string, string, error) {
	time.Sleep(l.takes)
	return "\a\x1b]9;" + text + "\a", "", nil
}

func telling(about string) func(*ui.Options) {
	return func(o *ui.Options) { o.Notifier, o.Session.Settings.Notify = loud{takes: 50 * time.Millisecond}, about }
}

// burst is 60 jobs that end within one second some time from now, three of them
// badly, behind which a few go on.
func burst(in time.Duration) *sim.Server {
	server := newSim(3)
	for i := range 60 {
		spec := sim.JobSpec{
			Title: fmt.Sprintf("burst %02d", i), CreatedAt: time.Now(), Duration: time.Minute,
			Pending: 5 * time.Second, Running: in - 5*time.Second + time.Duration(i)*time.Second/60,
		}
		if i%20 == 7 {
			spec.Failure = "The audio is too long."
		}
		server.AddJob(spec)
	}
	for i := range 3 {
		server.AddJob(sim.JobSpec{Title: fmt.Sprintf("long %d", i), CreatedAt: time.Now(), Pending: time.Second, Running: 3 * time.Hour})
	}
	return server
}

// toldExactly fails unless the terminal was told exactly this, with a bell each.
func toldExactly(t *testing.T, r rig, want ...string) {
	t.Helper()
	if got := r.Messages(); !slices.Equal(got, want) || r.Bells() != len(want) {
		t.Fatalf("%d bells and %q, want %q", r.Bells(), got, want)
	}
}

func TestSixtyJobsThatEndWithinASecondAreOneBellAndOneMessage(t *testing.T) {
	// The burst is moved over the polls, which may cut it in two.
	for at := range 3 {
		in := time.Minute + time.Duration(at)*19*time.Second
		bubble(t, func(t *testing.T) {
			r := start(t, burst(in), 120, 40, telling("all"))
			defer r.Stop()
			r.Send(tea.BlurMsg{})
			r.Wait(in + 80*time.Second)
			toldExactly(t, r, "57 done, 3 failed")
			r.Wait(time.Minute)
			toldExactly(t, r, "57 done, 3 failed")
		})
	}
}

func TestNothingIsToldWhileTheTerminalHasTheFocus(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r := start(t, burst(time.Minute), 120, 40, telling("all"))
		defer r.Stop()
		r.Send(tea.FocusMsg{})
		r.Wait(2 * time.Minute)
		r.Has("60 done", "3 failed") // three more were done before
		toldExactly(t, r)
		// What was seen then is not told later.
		r.Send(tea.BlurMsg{})
		r.Wait(time.Minute)
		toldExactly(t, r)
	})
}

func TestNothingIsToldWhenTheFocusComesBackBefore(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := newSim(1)
		server.AddJob(sim.JobSpec{Title: "short", CreatedAt: time.Now(), Pending: time.Second, Running: 3 * time.Minute})
		r := start(t, server, 120, 40, telling("all"))
		defer r.Stop()
		r.Send(tea.BlurMsg{})
		for !strings.Contains(r.Text(), "✓ done     short") {
			r.Wait(200 * time.Millisecond)
		}
		r.Send(tea.FocusMsg{})
		r.Wait(time.Second)
		r.Send(tea.BlurMsg{})
		r.Wait(5 * time.Minute)
		toldExactly(t, r)
	})
}

func TestATerminalThatNeverSaysWhereTheFocusIsCountsAsAwayAfterHalfAMinute(t *testing.T) {
	ends := func(t *testing.T, press func(r rig), want ...string) {
		t.Helper()
		bubble(t, func(t *testing.T) {
			server := newSim(1)
			server.AddJob(sim.JobSpec{Title: "short", CreatedAt: time.Now(), Pending: time.Second, Running: 2 * time.Minute})
			r := start(t, server, 120, 40, telling("all"))
			defer r.Stop()
			press(r)
			r.Wait(3 * time.Minute)
			toldExactly(t, r, want...)
		})
	}
	until := func(r rig) {
		for !strings.Contains(r.Text(), "✓ done     short") {
			r.Wait(500 * time.Millisecond)
		}
	}
	t.Run("nobody there", func(t *testing.T) { ends(t, func(r rig) {}, "short is done") })
	t.Run("a key after the end saw it", func(t *testing.T) { ends(t, func(r rig) { until(r); r.Press("j") }) })
	t.Run("a key before the end did not", func(t *testing.T) {
		ends(t, func(r rig) {
			r.Wait(115 * time.Second)
			r.Press("j")
			until(r)
			r.Wait(3 * time.Second)
			toldExactly(t, r)
		}, "short is done")
	})
	t.Run("keys in a window that is said to be away", func(t *testing.T) {
		ends(t, func(r rig) {
			r.Send(tea.BlurMsg{})
			r.Press("j")
			until(r)
			r.Press("j")
		})
	})
}

func TestOneJobIsToldByItsNameAndNothingHostileGetsThrough(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := newSim(1)
		server.AddJob(sim.JobSpec{
			Title: "ep\x07 one\x1b]0;owned\x07\x1b\\ \u009cx\u202ey", CreatedAt: time.Now(), Pending: time.Second, Running: time.Minute,
			Failure: "bad\x07\x1b[31m audio",
		})
		r := start(t, server, 120, 40, telling("all"))
		defer r.Stop()
		r.Send(tea.BlurMsg{})
		r.Wait(5 * time.Minute)
		got := r.Messages()
		if len(got) != 1 || r.Bells() != 1 || !strings.HasPrefix(got[0], "ep one") || !strings.HasSuffix(got[0], " failed: bad audio") {
			t.Fatalf("%d bells, %q", r.Bells(), got)
		}
		if strings.ContainsAny(got[0], "\x07\x1b\u009c\u202e") {
			t.Fatalf("%q", got[0])
		}
	})
}

func TestJobsMadeHereAreWatchedAndOthersWhenAsked(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := newSim(0)
		for i := range 3 {
			server.AddJob(sim.JobSpec{Title: fmt.Sprintf("foreign %d", i), CreatedAt: time.Now(), Pending: time.Second, Running: time.Duration(i+2) * 5 * time.Minute})
		}
		r := start(t, server, 160, 40, telling("watched"))
		defer r.Stop()
		r.HasNot("watched")
		r.Press("j", "w")
		r.Has("foreign 1: you are notified when it ends", "watched")
		r.Press("enter")
		r.Has("tell me  when it ends", "created ", "MADE ELSEWHERE")
		r.Press("esc")
		r.Press("c")
		r.Type("https://example.com/ep018.mp4")
		r.Press("tab")
		r.Type("https://example.com/ep018_de.wav")
		r.Press("tab")
		r.Type("mine")
		r.Press("ctrl+x", "enter")
		r.Wait(20 * time.Second)
		if n := strings.Count(r.Text(), "watched"); n != 1 { // what is made here goes without saying
			t.Fatalf("watched is said %d times:\n%s", n, r.Text())
		}
		r.Send(tea.BlurMsg{})
		r.Wait(16 * time.Minute)
		toldExactly(t, r, "mine is done", "foreign 1 is done")
	})
}

func TestWOnMarkedJobsAndForAll(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := newSim(0)
		for i := range 4 {
			server.AddJob(sim.JobSpec{Title: fmt.Sprintf("foreign %d", i), CreatedAt: time.Now(), Pending: time.Second, Running: 5 * time.Minute})
		}
		r := start(t, server, 160, 40, telling("watched"))
		defer r.Stop()
		r.Press("a", "w")
		r.Has("4 jobs: you are notified when they end")
		r.Press("w")
		r.Has("4 jobs: you are not told when they end")
		r.HasNot(" watched ")
		r.Press("esc", "W")
		r.Has("every job", "not told")
		r.Press("w")
		r.HasNot("foreign 0: nothing")
		r.Press("W")
		r.Has("no notifications when jobs end")
		r.Send(tea.BlurMsg{})
		r.Wait(7 * time.Minute)
		toldExactly(t, r)
	})
}

func TestWaitingForTheRestOfABurstAsksOnceMore(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := newSim(0)
		for i := range 40 {
			server.AddJob(sim.JobSpec{Title: fmt.Sprintf("steady %02d", i), CreatedAt: time.Now(), Pending: time.Second, Running: time.Duration(i+4) * time.Minute})
		}
		r := start(t, server, 120, 40, telling("all"))
		defer r.Stop()
		r.Send(tea.BlurMsg{})
		r.Wait(3 * time.Minute)
		for minute := range 7 {
			r.sim.ResetCalls()
			r.Wait(time.Minute)
			if n := len(r.sim.Calls()); n > 14 {
				t.Fatalf("minute %d: %d calls", minute, n)
			}
		}
		// Six have ended more than a minute ago, a seventh may have been seen; two that
		// one poll found are one message.
		r.Wait(30 * time.Second)
		told := 0
		for _, text := range r.Messages() {
			n := 1
			_, _ = fmt.Sscanf(text, "%d done", &n)
			told += n
		}
		if n := r.Bells(); told < 6 || told > 7 || n > told {
			t.Fatalf("%d bells and %d told of 7 jobs that ended a minute apart: %q", n, told, r.Messages())
		}
	})
}
