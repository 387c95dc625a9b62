package terminal

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"lipdash/api"
	"lipdash/api/sim"
	"lipdash/cmd/account"
	"lipdash/ui"
	"lipdash/ui/calls"
	"lipdash/ui/uitest"
)

// dash is the dashboard at 120x40 against a simulator.
type dash struct {
	*screen
	p   *tea.Program
	sim *sim.Server
}

const dashKey = "sk_test_0123456789abcdef4f2a"

// withDash runs a test on it in true colour, in fake time.
func withDash(t *testing.T, fill func(*sim.Server), test func(t *testing.T, d dash)) {
	t.Helper()
	withDashIn(t, colorprofile.TrueColor, fill, test)
}

// slotsInTest is how many jobs run at once from a dash: what is over is held.
const slotsInTest = 4

// noFiles uploads nothing.
type noFiles struct{}

func (noFiles) Upload(string) (api.Upload, error) { return api.Upload{}, errors.New("no files here") }

// silent tells nobody anything.
type silent struct{}

func (silent) Notify(context.Context, string) (string, string, error) { return "", "", nil }

// withDashIn is withDash with so many colours.
func withDashIn(t *testing.T, colors colorprofile.Profile, fill func(*sim.Server), test func(t *testing.T, d dash)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(20*365*24*time.Hour + 17*time.Second + 300*time.Millisecond)
		server := sim.New(sim.Options{Key: dashKey, Seed: 1, Concurrency: -1, FailureRate: 0.4})
		fill(server)
		client, err := api.New(api.Credential{Key: dashKey}, api.Options{Transport: server.Transport()})
		if err != nil {
			t.Fatal(err)
		}
		dark := true
		ctx, cancel := context.WithCancel(t.Context())
		session := &calls.Session{Client: client, Identity: calls.Identity{Profile: "acme-prod", KeyTail: "4f2a"}}
		session.OpenMemory = func(context.Context, string) calls.Memory {
			return account.New(ctx, account.Options{Client: client, Files: noFiles{}, Limit: slotsInTest, Folder: account.Folder{Path: t.TempDir(), Name: "{title}"}})
		}
		model := ui.New(ctx, ui.Options{Session: session, Dark: &dark, Notifier: silent{}})
		d := dash{screen: newScreen(120, 40), sim: server}
		painted(model, d.screen, 30, func(p *tea.Program) {
			d.p = p
			d.wait(time.Second)
			p.Send(tea.ModeReportMsg{Mode: ansi.ModeSynchronizedOutput, Value: ansi.ModeReset})
			d.wait(2 * time.Second)
			test(t, d)
		}, tea.WithColorProfile(colors))
		cancel()
		time.Sleep(10 * time.Minute)
	})
}

func (d dash) wait(t time.Duration) {
	time.Sleep(t)
	synctest.Wait()
}

// over waits until no job has moved for two minutes.
func (d dash) over() {
	active := func(j sim.JobView) bool { return j.Status == "pending" || j.Status == "running" }
	for calm := 0; calm < 2; calm++ {
		if slices.ContainsFunc(d.sim.Jobs(), active) {
			calm = -1
		}
		d.wait(time.Minute)
	}
}

func (d dash) press(key string) {
	d.p.Send(uitest.Key(key))
	d.wait(100 * time.Millisecond)
}

// titles are what jobs are called in the tests of bytes.
var titles = map[string]string{"ascii": "Episode %02d, German final cut", "Japanese": "第%02d話 日本語の字幕テスト 最終版"}

// hindi has clusters of doubtful width, each of which is put in its column.
const hindi = "पाठ %02d हिन्दी में अंतिम शिक्षा"

// finished are jobs that are done, one each so often.
func finished(title string, every time.Duration) func(*sim.Server) {
	return func(s *sim.Server) {
		for i := range 60 {
			s.AddJob(sim.JobSpec{
				Title: fmt.Sprintf(title, i), Status: "completed", CreatedAt: time.Now().Add(-time.Duration(i)*every - 5*time.Minute),
				Duration: time.Duration(90+i) * time.Second, Caption: i%3 == 0,
			})
		}
	}
}

// with20 are 20 running jobs over those, the youngest as old as told.
func with20(title string, age time.Duration) func(*sim.Server) {
	return func(s *sim.Server) {
		finished(title, time.Hour)(s)
		for i := range 20 {
			s.AddJob(sim.JobSpec{
				Title: fmt.Sprintf(title, 90-i), CreatedAt: time.Now().Add(-time.Duration(i)*age/4 - age),
				Pending: age / 2, Running: time.Hour,
			})
		}
	}
}

// within fails when something costs more bytes than it may.
func within(t *testing.T, what string, got, most int, sent string) {
	t.Helper()
	t.Logf("%s: %d bytes", what, got)
	if got > most {
		t.Errorf("%s costs %d bytes, at most %d are allowed: %q", what, got, most, sent)
	}
}

func eachTitle(t *testing.T, f func(t *testing.T, title string)) {
	for name, title := range titles {
		if testing.Short() && name != "ascii" {
			continue
		}
		t.Run(name, func(t *testing.T) { f(t, title) })
	}
}

func TestAMoveOfTheCursorCostsAtMost700Bytes(t *testing.T) {
	eachTitle(t, func(t *testing.T, title string) { moves(t, title, 700, 620) })
}

func TestAMoveBetweenTitlesOfDoubtfulWidthCostsAtMost920Bytes(t *testing.T) {
	moves(t, hindi, 920, 830)
}

// full is what a move may cost at most that shows a job of another kind, and usual what it
// may on average: the detail beside the list has other sections then, and the footer the
// keys that fit it. A third of it is the text, another takes the cursor to each piece, and
// the rest are blanks on a ground and a colour for each style.
const (
	full  = 1300
	usual = 700
)

// moves takes thirty steps of the cursor.
func moves(t *testing.T, title string, limit, mean int) {
	withDash(t, finished(title, 37*time.Minute), func(t *testing.T, d dash) {
		most, sum, dearest := 0, 0, ""
		for i := range 30 {
			d.wait(time.Second)
			n, sent := d.cost(func() { d.press([]string{"j", "j", "j", "k"}[i%4]) })
			if sum += n; n > most {
				most, dearest = n, sent
			}
		}
		within(t, "the dearest of thirty moves", most, limit, dearest)
		within(t, "a move on average", sum/30, mean, dearest)
	})
}

// TestAMoveBetweenJobsOfAnyKindCostsAtMost1300Bytes is about the detail pane, which
// shows another job with each move: failures, captions, titles that are cut, in
// several scripts. Half a screen of rows is turned where the cursor leaves it, which
// is not a move.
func TestAMoveBetweenJobsOfAnyKindCostsAtMost1300Bytes(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("takes a hundred frames and more")
	}
	withDash(t, func(s *sim.Server) { s.Populate(100) }, func(t *testing.T, d dash) {
		d.over()
		most, sum, turns, dearest := 0, 0, 0, ""
		for range 49 {
			n, sent := d.cost(func() { d.press("j") })
			if n > full {
				turns++
				continue
			}
			if sum += n; n > most {
				most, dearest = n, sent
			}
		}
		if turns != 2 {
			t.Errorf("%d moves turned the screen, want 2", turns)
		}
		within(t, "the dearest of the moves that turn nothing", most, full, dearest)
		within(t, "one of them on average", sum/47, usual, dearest)
	})
}

// TestAMoveBetweenJobsMadeHereAndElsewhereCostsAtMost1300Bytes goes over the jobs of
// this machine, of which everything is known, and on to others, of which little is:
// while some are held, wait and run, and when all are over and their files are here.
func TestAMoveBetweenJobsMadeHereAndElsewhereCostsAtMost1300Bytes(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("takes a hundred frames and more")
	}
	for name, colors := range map[string]colorprofile.Profile{"true colour": colorprofile.TrueColor, "256 colours": colorprofile.ANSI256} {
		t.Run(name, func(t *testing.T) {
			withDashIn(t, colors, func(s *sim.Server) { s.Populate(40) }, func(t *testing.T, d dash) {
				for i := range slotsInTest + 2 {
					d.press("c")
					for _, text := range []string{"https://cdn.example.com/in/ep01%d.mp4", "https://cdn.example.com/in/ep01%d_de.wav", "ep01%d German"} {
						d.p.Send(tea.PasteMsg{Content: fmt.Sprintf(text, i)})
						d.press("tab")
					}
					d.press("ctrl+x")
					d.press("enter")
					d.wait(2 * time.Second)
				}
				moves := func(when string) {
					d.press("g")
					d.wait(5 * time.Second)
					for i := range slotsInTest + 6 {
						d.wait(time.Second)
						step(t, fmt.Sprint("step ", i+1, " ", when), d.frames(func() { d.press("j") }))
					}
				}
				moves("while all are held")
				for i := range rounds(4) {
					moves(fmt.Sprint("while some run, ", i))
					d.wait(time.Minute)
				}
				d.over()
				moves("when they are over")
				d.press("g")
				d.press("v")
				for range slotsInTest + 1 {
					d.press("j")
				}
				d.press("d")
				d.wait(time.Second)
				d.press("y") // some have failed: it asks
				d.wait(time.Minute)
				d.press("esc")
				if n := strings.Count(d.text(), " saved "); n != 4 {
					t.Errorf("the files of %d jobs are here:\n%s", n, d.text())
				}
				moves("with their files here")
			})
		})
	}
}

// step checks the frame that moves the cursor, and by itself each frame of what changed
// in the same moment: when a job changes is the simulator's to say.
func step(t *testing.T, what string, frames []string) {
	t.Helper()
	moved := 0
	for _, f := range frames {
		if strings.Contains(f, "▌") {
			moved++
			within(t, what, len(f), full, f)
		} else {
			within(t, "what changed beside "+what, len(f), 200, f)
		}
	}
	if moved == 0 {
		t.Errorf("%s moved the cursor in none of %d frames", what, len(frames))
	}
}

// TestAChangeOfStatusCostsAtMost200Bytes counts all that a terminal is sent at once
// because of it: the state, the counts, the length or the reason. What waits for the
// two bright seconds to be over is counted by itself.
func TestAChangeOfStatusCostsAtMost200Bytes(t *testing.T) {
	t.Parallel()
	hows := []struct {
		name, end, failure string
		others             int
	}{
		{"one of several ends", "✓ done", "", 3},
		{"the last one ends", "✓ done", "", 0},
		{"one fails", "✗ failed", "The audio is longer than the limit for this plan.", 3},
		{"the last one fails", "✗ failed", "No face was detected in the source video.", 0},
	}
	for _, how := range hows[:rounds(len(hows))] {
		t.Run(how.name, func(t *testing.T) {
			eachTitle(t, func(t *testing.T, title string) {
				withDash(t, ending(title, how.failure, how.others), func(t *testing.T, d dash) {
					d.press("j")
					frames := d.frames(func() { d.wait(45 * time.Second) })
					cost(t, frames, "● running")
					after := cost(t, frames, how.end)
					for _, f := range frames[after+1 : min(after+4, len(frames))] {
						within(t, "what comes after it", len(f), 200, f)
					}
				})
			})
		})
	}
}

// ending is one job that runs for twenty seconds, above some that go on.
func ending(title, failure string, others int) func(*sim.Server) {
	return func(s *sim.Server) {
		finished(title, time.Hour)(s)
		for i := range others {
			s.AddJob(sim.JobSpec{Title: fmt.Sprintf(title, 90+i), CreatedAt: time.Now().Add(-2 * time.Hour), Status: "running"})
		}
		s.AddJob(sim.JobSpec{
			Title: fmt.Sprintf(title, 99), CreatedAt: time.Now().Add(-3 * time.Hour), Failure: failure,
			Pending: 3*time.Hour + 12*time.Second, Running: 20 * time.Second, Duration: time.Minute,
		})
	}
}

// cost checks the frame in which a state shows, and tells which it is.
func cost(t *testing.T, frames []string, state string) int {
	t.Helper()
	i := slices.IndexFunc(frames, func(f string) bool { return strings.Contains(f, state) })
	if i < 0 {
		t.Fatalf("nothing became %s: %q", state, frames)
	}
	within(t, "becoming "+state, len(frames[i]), 200, frames[i])
	return i
}

func TestTwentyRunningJobsCostAtMost200BytesASecond(t *testing.T) {
	ages := []time.Duration{12 * time.Second, time.Minute, 10 * time.Minute}
	for _, age := range ages[:rounds(len(ages))] {
		eachTitle(t, func(t *testing.T, title string) {
			withDash(t, with20(title, age), func(t *testing.T, d dash) {
				n, sent := d.cost(func() { d.wait(time.Minute) })
				within(t, fmt.Sprintf("a second of twenty that run for %v", age), n/60, 200, sent[:min(len(sent), 2000)])
			})
		})
	}
}

func TestNothingChangingCostsAtMost10BytesASecond(t *testing.T) {
	kinds := []time.Duration{time.Minute, time.Hour}
	for _, every := range kinds[:rounds(len(kinds))] {
		eachTitle(t, func(t *testing.T, title string) {
			withDash(t, finished(title, every), func(t *testing.T, d dash) {
				minutes := rounds(10)
				n, sent := d.cost(func() { d.wait(time.Duration(minutes) * time.Minute) })
				within(t, fmt.Sprintf("an idle second with a job each %v", every), n/60/minutes, 10, sent[:min(len(sent), 2000)])
			})
		})
	}
}
