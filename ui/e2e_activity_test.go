package ui_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"lipdash/api/sim"
	"lipdash/ui"
)

// secret is what must be nowhere on the screen: a signature, and a key that is
// not ours and that the client cannot know.
const secret = "sk_V2_hgu_kOTHERPEOPLESKEY0123456789"

func TestAFailedCallShowsUpWithItsRequestID(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := newSim(3)
		r := start(t, server, 120, 40)
		defer r.Stop()
		server.Faults().Add(sim.Fault{Route: "PATCH /v3/lipsyncs/{lipsync_id}", Kind: sim.FaultStatus, Status: 400, Code: "invalid_parameter", Message: "the title is bad", Param: "title", RequestID: "req-4711"})
		r.Press("e")
		r.Type("x")
		r.Press("enter")
		r.Wait(2 * time.Second)
		r.Has("1 job was not renamed")
		r.Press("4")
		r.Has("PATCH /v3/lipsyncs/", "400", "Not renamed. The title is bad.", "fail", "call", "everything")
		r.Press("enter")
		r.Has("PATCH /v3/lipsyncs/", "The title is bad.", "Correct the value", "invalid_parameter", "HTTP 400", "req-4711")
		r.Press("esc", "/")
		r.Type("Not ren")
		r.Press("enter", "n", "enter")
		r.Has("What went wrong", "The title is bad.", "jobs that were to be renamed", "invalid_parameter", "title", "HTTP 400", "req-4711", "y copy", "esc close")
		r.HasNot("y yes")
		r.Press("y")
		if len(r.clip.texts) != 1 || r.clip.texts[0] != "req-4711" {
			t.Fatalf("the request id was copied as %q", r.clip.texts)
		}
		r.Press("esc", "f", "f")
		r.Has("calls, ", "req-4711")
		r.HasNot("Not renamed.")
		r.Press("j", "Y")
		r.Press("g", "G", "Y")
		if got := r.clip.texts[len(r.clip.texts)-1]; !strings.HasPrefix(got, `curl -H "x-api-key: $HEYGEN_API_KEY" `) || !strings.Contains(got, "https://api.heygen.com/v3/") || strings.Contains(got, testKey) {
			t.Fatalf("copied %q", got)
		}
	})
}

func TestTheLastErrorTellsOfAnOutageAfterItsEnd(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := newSim(3)
		r := start(t, server, 120, 40)
		defer r.Stop()
		r.Press("!")
		r.Has("nothing went wrong so far")
		server.Faults().Add(sim.Fault{Kind: sim.FaultStatus, Route: "PATCH /v3/lipsyncs/{lipsync_id}", Status: 400, Message: "no such title"})
		r.Press("e")
		r.Type("x")
		r.Press("enter")
		r.Wait(time.Second)
		server.Faults().Add(sim.Fault{Kind: sim.FaultDropBefore})
		r.Press("r")
		r.Wait(3 * time.Minute)
		r.Has("offline")
		server.Faults().Clear()
		r.Wait(2 * time.Minute)
		r.Has("live")
		r.Press("!")
		r.Has("What went wrong last", "No answer from HeyGen", "Check the network.", "asking for news", "times since", "1 of 2")
		r.Press("!")
		r.Has("What went wrong before that", "No such title.", "2 of 2")
		r.Press("!")
		r.Has("What went wrong last")
		if got := strings.TrimSpace(lastLine(r)); got != "enter close" {
			t.Errorf("with one button the keys are %q", got)
		}
		r.Press("enter", "4")
		r.Has("off", "HeyGen answers again after")
	})
}

func TestAnIdleHourIsAFewLines(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r := start(t, newSim(3), 120, 40)
		defer r.Stop()
		r.Wait(time.Hour)
		r.Press("4")
		r.Has("GET /v3/lipsyncs  200", "times")
		if n := strings.Count(r.Text(), "call "); n > 4 {
			t.Fatalf("%d lines of calls:\n%s", n, r.Text())
		}
	})
}

func TestSlowDownsAreInTheActivity(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := newSim(3)
		r := start(t, server, 120, 40)
		defer r.Stop()
		server.Faults().Add(sim.Fault{Kind: sim.FaultStatus, Status: 429, RetryAfter: "8", Times: 1})
		r.Press("r")
		r.Wait(2 * time.Second)
		r.Press("4")
		r.Has("429", "HeyGen asked to slow down, waiting 8", "1 slow-down")
	})
}

func TestAFrozenViewKeepsItsRowsWhileJobsGoOn(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := newSim(3)
		server.AddJob(sim.JobSpec{Title: "ep018 German", CreatedAt: time.Now(), Pending: time.Second, Running: time.Minute, Duration: time.Minute})
		r := start(t, server, 120, 40)
		defer r.Stop()
		r.Until("● running", time.Minute)
		r.Press("z")
		r.Has("frozen", "z resumes")
		before := rowsOf(r.Text())
		r.Wait(12 * time.Second)
		r.Has("frozen 12s")
		server.AddJob(sim.JobSpec{Title: "from elsewhere", Status: "completed", CreatedAt: time.Now(), Duration: time.Minute})
		r.Wait(3 * time.Minute)
		if got := rowsOf(r.Text()); got != before {
			t.Fatalf("the rows moved:\n%s\nwere\n%s", got, before)
		}
		r.HasNot("from elsewhere")
		r.Press("j", "k", "z")
		r.Has("1 job changed, 1 is new while the view was frozen", "from elsewhere")
		if rowsOf(r.Text()) == before {
			t.Fatal("the view still stands")
		}
	})
}

// rowsOf is the list's part of a screen of 120 columns.
func rowsOf(screen string) string {
	var out []string
	for _, l := range strings.Split(screen, "\n")[3:35] {
		left, _, _ := strings.Cut(l, "│")
		out = append(out, strings.TrimRight(left, " "))
	}
	return strings.Join(out, "\n")
}

func TestActionsInAFrozenViewWorkOnWhatIsThereNow(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := newSim(3)
		r := start(t, server, 120, 40)
		defer r.Stop()
		r.Press("z", "j", "x")
		r.Has("Delete job 002")
		r.Wait(time.Second)
		r.Press("y")
		r.Wait(9 * time.Second)
		r.Has("job 002", "1 job deleted")
		r.Press("x", "e", "d", "enter", "esc")
		r.Has("1 job changed")
		r.HasNot("job 002  ")
		if n := server.CallCount("DELETE /v3/lipsyncs/{lipsync_id}"); n != 1 {
			t.Fatalf("%d deletes", n)
		}
	})
}

func TestTheActivityStandsStillToo(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r := start(t, newSim(3), 120, 40)
		defer r.Stop()
		r.Press("4", "z")
		before := strings.SplitN(r.Text(), "\n", 4)[3]
		r.Press("r")
		r.Wait(5 * time.Minute)
		if got := strings.SplitN(r.Text(), "\n", 4)[3]; got != before {
			t.Fatalf("the activity moved:\n%s\nwas\n%s", got, before)
		}
		r.Press("esc")
		r.HasNot("frozen 5m")
		if strings.SplitN(r.Text(), "\n", 4)[3] == before {
			t.Fatal("it still stands")
		}
	})
}

func TestThePaletteRunsWhatItsKeysDo(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r := start(t, newSim(3), 120, 40, func(o *ui.Options) { o.Notifier = notifierFunc(nil) })
		defer r.Stop()
		r.Press("j", ":")
		r.Type("delete")
		r.Press("enter")
		r.Has("Delete job 002")
		r.Press("esc")
		r.Wait(time.Second)
		r.Press("esc", "ctrl+p")
		r.Type("transfers")
		r.Press("enter")
		r.Has("nothing goes up or comes down")
		r.Press(":")
		r.Type("delete")
		r.HasNot("delete the job or the marked")
		r.Press("esc", "1", ":")
		r.Type("w")
		r.Press("enter")
		r.Has("nothing to save: drafts keep themselves")
		r.Press(":")
		r.Type("notify test")
		r.Press("enter")
		r.Wait(time.Second)
		r.Has("sent a message to try it, by a test")
		r.Press(":")
		r.Type("q")
		r.Press("enter")
		r.Wait(time.Second)
		if !r.Ended() {
			t.Fatal(":q does not quit")
		}
	})
}

// notifierFunc is a notifier that says it is one.
type notifierFunc func(string)

func (f notifierFunc) Notify(_ context.Context, text string) (sequence, how string, err error) {
	if f != nil {
		f(text)
	}
	return "", "by a test", nil
}

func TestNoSecretIsInTheActivity(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := newSim(2)
		link := "https://media.example.com/v.mp4?X-Amz-Signature=5ecre7s1gnature&Expires=9"
		server.AddJob(sim.JobSpec{Title: "leaky", CreatedAt: time.Now(), Pending: time.Second, Running: 2 * time.Second, Failure: "could not fetch " + link + " with key " + secret})
		r := start(t, server, 200, 50)
		defer r.Stop()
		r.Wait(time.Minute)
		server.Faults().Add(sim.Fault{Route: "PATCH /v3/lipsyncs/{lipsync_id}", Kind: sim.FaultStatus, Status: 400, Message: "bad key " + testKey + " and " + secret + " at " + link})
		r.Press("e")
		r.Type("x")
		r.Press("enter")
		r.Wait(time.Second)
		server.Faults().Add(sim.Fault{Kind: sim.FaultStatus, Status: 401, Message: "the key " + testKey + " is no good, nor is " + secret})
		r.Press("r")
		r.Wait(5 * time.Second)
		r.Press("4")
		r.Has("leaky failed", "Not renamed")
		for range 12 {
			r.Press("enter")
			clean(t, r.Text())
			r.Press("esc", "j")
			clean(t, r.Text())
		}
		for range 5 {
			r.Press("!")
			clean(t, r.Text())
		}
	})
}

func clean(t *testing.T, screen string) {
	t.Helper()
	for _, bad := range []string{"5ecre7s1gnature", testKey[:20], "OTHERPEOPLE", "Expires=9"} {
		if strings.Contains(screen, bad) {
			t.Fatalf("%s is on screen:\n%s", bad, screen)
		}
	}
}
