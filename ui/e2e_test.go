package ui_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/api/sim"
	"lipdash/cmd/account"
	"lipdash/ui"
	"lipdash/ui/calls"
	"lipdash/ui/state/share"
	"lipdash/ui/uitest"
)

const testKey = "sk_test_0123456789abcdef4f2a"

// rig is the real program on an emulated screen, with the simulator behind it.
type rig struct {
	*uitest.Screen
	sim  *sim.Server
	clip *clipboard
	// leave ends what works beside the screen.
	leave context.CancelFunc
}

// Stop ends the program and the memory, as at the end of a run. A memory that
// went on would look at its journal each second of what Stop waits for.
func (r rig) Stop() { r.Screen.Stop(r.leave) }

type clipboard struct {
	texts []string
	how   share.Copied
}

func (c *clipboard) Copy(_ context.Context, text string) (share.Copied, error) {
	c.texts = append(c.texts, text)
	return c.how, nil
}

func start(t *testing.T, server *sim.Server, w, h int, change ...func(*ui.Options)) rig {
	t.Helper()
	return startOn(uitest.Start, t, server, w, h, change...)
}

// startWriting is start for tests of what is written to the terminal.
func startWriting(t *testing.T, server *sim.Server, w, h int, change ...func(*ui.Options)) rig {
	t.Helper()
	return startOn(uitest.StartWriting, t, server, w, h, change...)
}

func startOn(screen func(*testing.T, tea.Model, int, int) *uitest.Screen, t *testing.T, server *sim.Server, w, h int, change ...func(*ui.Options)) rig {
	t.Helper()
	cred := api.Credential{Key: testKey}
	attempts := make(chan api.Call, 64)
	client, err := api.New(cred, api.Options{Transport: server.Transport(), Observe: func(c api.Call) { attempts <- c }})
	if err != nil {
		t.Fatal(err)
	}
	dark := true
	clip := &clipboard{how: share.Copied{How: "to the test"}}
	o := ui.Options{
		Session:   &calls.Session{Client: client, Identity: calls.Identity{Profile: "test", KeyTail: cred.Tail()}, Calls: attempts},
		Dark:      &dark,
		Clipboard: clip,
	}
	for _, f := range change {
		f(&o)
	}
	ctx, cancel := context.WithCancel(t.Context())
	if o.Session.OpenMemory == nil {
		o.Session.OpenMemory = func(ctx context.Context, _ string) calls.Memory {
			return account.New(ctx, account.Options{Client: client, Files: noFiles{}, Limit: -1})
		}
	}
	r := rig{Screen: screen(t, ui.New(ctx, o), w, h), sim: server, clip: clip, leave: cancel}
	r.Wait(time.Second)
	t.Cleanup(cancel)
	t.Cleanup(func() { close(attempts) })
	return r
}

type noFiles struct{}

func (noFiles) Upload(string) (api.Upload, error) { return api.Upload{}, errors.New("no files here") }

func newSim(jobs int) *sim.Server {
	s := sim.New(sim.Options{Key: testKey, Seed: 1, Concurrency: -1})
	for i := range jobs {
		s.AddJob(sim.JobSpec{
			Title: fmt.Sprintf("job %03d", i+1), Status: "completed",
			CreatedAt: time.Now().Add(-time.Duration(i+1) * time.Minute), Duration: 90 * time.Second,
		})
	}
	return s
}

// bubble runs a test in fake time.
func bubble(t *testing.T, f func(t *testing.T)) {
	t.Helper()
	synctest.Test(t, f)
}

func TestAJobMadeInTheFormBecomesDoneByItself(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r := start(t, newSim(3), 120, 40)
		defer r.Stop()
		r.Has("job 001", "job 003", "page 1 jobs 1 to 3")
		r.Press("c")
		r.Has("New lipsync")
		r.Type("https://example.com/ep018.mp4")
		r.Press("tab")
		r.Type("https://example.com/ep018_de.wav")
		r.Press("tab")
		r.Type("ep018 German")
		r.Press("ctrl+x", "enter")
		r.Wait(2 * time.Second)
		r.Has("ep018 German", "pending")
		r.Until("✓ done", 15*time.Minute)
		r.Has("done")
		if n := r.sim.CallCount("POST /v3/lipsyncs"); n != 1 {
			t.Fatalf("%d creates", n)
		}
	})
}

func TestPagesTurnBothWaysWithoutAnInventedTotal(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r := start(t, newSim(250), 120, 40)
		defer r.Stop()
		r.Has("page 1 jobs 1 to 50, more")
		r.Press("n")
		r.Has("page 2 jobs 51 to 100, more", "job 051")
		r.Press("n", "n", "n")
		r.Has("page 5 jobs 201 to 250, the last", "job 201")
		r.Press("n")
		r.Has("page 5")
		r.Press("p", "[")
		r.Has("page 3 jobs 101 to 150 of 250") // all are loaded
		r.Press("g")
		r.Has("page 1 jobs 1 to 50 of 250")
		r.Press("G", "j")
		r.Has("page 2")
		r.Press("k")
		r.Has("page 1", "job 050")
	})
}

func TestDeleteCanBeTakenBackAndThenNothingWasSent(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r := start(t, newSim(3), 120, 40)
		defer r.Stop()
		r.Press("x")
		r.Has("Delete job 001", "Cancel")
		r.Press("enter")
		r.HasNot("will be deleted")
		r.Press("x")
		r.Wait(time.Second)
		r.Press("y")
		r.Has("will be deleted")
		r.Press("u")
		r.Wait(20 * time.Second)
		if n := r.sim.CallCount("DELETE /v3/lipsyncs/{lipsync_id}"); n != 0 {
			t.Fatalf("%d deletes sent", n)
		}
		r.Has("job 001")

		r.Press("x")
		r.Wait(time.Second)
		r.Press("y")
		r.Wait(10 * time.Second)
		r.HasNot("job 001")
		r.Has("1 job deleted")
	})
}

func TestTypedAheadKeysNeverConfirmADelete(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r := start(t, newSim(3), 120, 40)
		defer r.Stop()
		r.Type("xy")
		r.Wait(20 * time.Second)
		if n := r.sim.CallCount("DELETE /v3/lipsyncs/{lipsync_id}"); n != 0 {
			t.Fatalf("%d deletes sent", n)
		}
	})
}

func TestRenameShowsAtOnceAndCanBeUndone(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r := start(t, newSim(2), 120, 40)
		defer r.Stop()
		r.Press("e", "ctrl+u")
		r.Type("better name")
		r.Press("enter")
		r.Wait(time.Second)
		r.Has("better name")
		if r.sim.Jobs()[0].Title != "better name" {
			t.Fatalf("server has %q", r.sim.Jobs()[0].Title)
		}
		r.Press("u")
		r.Wait(time.Second)
		r.Has("job 001")
		r.HasNot("better name  ")
	})
}

func TestOutageIsSaidAndHealsWithoutAKey(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := newSim(2)
		server.AddJob(sim.JobSpec{Title: "long one", Pending: time.Second, Running: time.Hour, CreatedAt: time.Now()})
		r := start(t, server, 120, 40)
		defer r.Stop()
		r.Has("live")
		server.Faults().Add(sim.Fault{Kind: sim.FaultDropBefore})
		r.Wait(15 * time.Second)
		text := r.Text()
		if !strings.Contains(text, "offline") && !strings.Contains(text, "stale") {
			t.Fatalf("no word of the outage after 15 s:\n%s", text)
		}
		r.Press("j")
		r.Has("job 001")
		server.Faults().Clear()
		r.Wait(70 * time.Second)
		r.Has("live")
		r.HasNot("offline")
	})
}

func TestNothingActiveCostsAtMostTwoCallsAMinute(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r := startWriting(t, newSim(3), 120, 40)
		defer r.Stop()
		r.Wait(5 * time.Minute)
		r.sim.ResetCalls()
		before := r.Bytes()
		r.Wait(10 * time.Minute)
		if n := len(r.sim.Calls()); n > 20 {
			t.Fatalf("%d calls in ten idle minutes", n)
		}
		if n := r.sim.CallCount("GET /v3/lipsyncs/statuses"); n != 0 {
			t.Fatalf("%d status calls with nothing active", n)
		}
		if n := r.Bytes() - before; n > 600*10 {
			t.Fatalf("%d bytes in ten idle minutes", n)
		}
	})
}

func TestFortyActiveJobsCostAtMostFourteenCallsAMinute(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := newSim(20)
		for i := range 40 {
			server.AddJob(sim.JobSpec{
				Title: fmt.Sprintf("active %02d", i), CreatedAt: time.Now(),
				Pending: 5 * time.Second, Running: time.Duration(10+i) * 30 * time.Second,
			})
		}
		r := start(t, server, 120, 40)
		defer r.Stop()
		r.Wait(time.Minute)
		for minute := range 10 {
			r.sim.ResetCalls()
			r.Wait(time.Minute)
			if n := len(r.sim.Calls()); n > 14 {
				t.Fatalf("minute %d: %d calls", minute, n)
			}
		}
	})
}

func TestRateLimitIsObeyedByTheWholeClientAndShown(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := newSim(3)
		r := start(t, server, 120, 40)
		defer r.Stop()
		server.Faults().Add(sim.Fault{Kind: sim.FaultStatus, Status: 429, RetryAfter: "20", Times: 1})
		r.Press("r")
		r.sim.ResetCalls()
		r.Wait(2 * time.Second)
		r.Has("slow")
		r.Press("r")
		r.Wait(10 * time.Second)
		if n := len(r.sim.Calls()); n != 0 {
			t.Fatalf("%d calls while told to wait", n)
		}
		r.Wait(30 * time.Second)
		r.Has("live")
	})
}

func TestRefusedKeyStopsThePollingAndKeepsTheRows(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := newSim(3)
		r := startWriting(t, server, 120, 40)
		defer r.Stop()
		server.Faults().Add(sim.Fault{Kind: sim.FaultStatus, Status: 401, Code: "unauthorized"})
		r.Press("r")
		r.Wait(5 * time.Second)
		r.Has("job 001", "refused")
		r.sim.ResetCalls()
		r.Wait(5 * time.Minute)
		if n := len(r.sim.Calls()); n != 0 {
			t.Fatalf("%d calls after the key was refused", n)
		}
		if strings.Contains(r.Raw(), testKey[:20]) {
			t.Fatal("the key was drawn")
		}
	})
}

func TestCopyTakesTheWholeLink(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r := start(t, newSim(1), 120, 40)
		defer r.Stop()
		r.Press("Y", "v")
		if len(r.clip.texts) != 1 || !strings.Contains(r.clip.texts[0], "Signature=") {
			t.Fatalf("copied %q", r.clip.texts)
		}
		if strings.Contains(r.Text(), "Signature") {
			t.Fatal("the signature is on screen")
		}
	})
}

func TestHostileTitlesKeepColumnsAndSendNothing(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := newSim(0)
		for _, title := range []string{
			"\x1b[31mred\x1b[0m \x1b]0;owned\x07 \x1b[2J", "two\nlines\r\nand\ttab", strings.Repeat("long ", 600),
			"字幕テスト 第三話 日本語", "👨‍👩‍👧‍👦 family ❤️ 1️⃣ 👍🏽", "שלום עולם \u202eevil\u202c", "\u009b31mC1",
		} {
			server.AddJob(sim.JobSpec{Title: title, Status: "completed", CreatedAt: time.Now().Add(-time.Hour), Duration: time.Minute})
		}
		r := startWriting(t, server, 120, 40)
		defer r.Stop()
		if raw := r.Raw(); strings.Contains(raw, "owned") && strings.Contains(raw, "\x1b]0;owned") || strings.Contains(raw, "\u202e") || strings.Contains(raw, "\u009b") {
			t.Fatal("a title's control sequence reached the terminal")
		}
		col := -1
		for _, line := range strings.Split(r.Text(), "\n") {
			if i := cellOf(line, "│"); i > 0 && strings.Contains(line, "1:00") {
				if col < 0 {
					col = i
				}
				if i != col {
					t.Fatalf("the rule moved from %d to %d:\n%s", col, i, r.Text())
				}
			}
		}
		if col < 0 {
			t.Fatalf("no rows:\n%s", r.Text())
		}
	})
}

func TestEverySizeDrawsWithoutOverflow(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r := start(t, newSim(60), 80, 24)
		defer r.Stop()
		for _, size := range [][2]int{{40, 10}, {41, 11}, {59, 13}, {60, 16}, {80, 24}, {99, 15}, {100, 30}, {120, 40}, {200, 50}, {250, 70}} {
			r.Resize(size[0], size[1])
			r.Has("job 0", "?")
			for _, k := range []string{"enter", "i", "esc", "esc", "c", "esc", "x", "esc", "Y", "esc", "?", "esc", "e", "esc"} {
				r.Press(k)
			}
			r.Wait(20 * time.Second) // until the note that stands in place of the keys is gone
			r.Has("job 0")
		}
	})
}
