package cmd

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"lipdash/cmd/terminal"
	"lipdash/config"
	"lipdash/ui"
	"lipdash/ui/uitest"
)

// inDemo runs the demo's dashboard on an emulated screen, in fake time and without a socket,
// from 9:14 on a Monday: what is on screen is the same each time.
func inDemo(t *testing.T, w, h int, f func(s *uitest.Screen, c connector)) {
	t.Helper()
	inDemoWith(t, "dark", w, h, f)
}

// inDemoWith is inDemo in a theme.
func inDemoWith(t *testing.T, look string, w, h int, f func(s *uitest.Screen, c connector)) {
	t.Helper()
	t.Setenv("TMPDIR", t.TempDir())
	// What the runtime starts with the first signal that is asked for stays for good, so
	// it must not begin in the bubble.
	heard := make(chan os.Signal, 1)
	signal.Notify(heard, os.Interrupt)
	signal.Stop(heard)
	synctest.Test(t, func(t *testing.T) {
		<-time.After(time.Until(time.Date(2026, 11, 30, 9, 14, 0, 0, time.UTC)))
		ctx, cancel := context.WithCancel(t.Context())
		settings := settingsOf(map[string]string{"theme": look})
		c := connector{
			secrets: &terminal.Secrets{}, memories: &memories{}, sessions: &openSessions{}, hooks: &runningHooks{}, network: http.DefaultTransport,
		}.under(settings)
		c.profile, c.source = "", config.System()
		session, err := c.demo(ctx)
		if err != nil {
			t.Fatal(err)
		}
		d := &dashboard{settings: settings, conn: c}
		o := d.options(&session, nil)
		o.Jitter, o.Notifier = func() float64 { return 0.5 }, nil
		s := uitest.Start(t, ui.New(ctx, o), w, h)
		f(s, c)
		var said strings.Builder
		s.Stop(cancel, func() { c.memories.wait(&said) })
		if !strings.Contains(said.String(), "removed with all that was fetched into it: ") {
			t.Errorf("at the end it says %q", said.String())
		}
	})
}

func TestTheDemoIsTheSameEachTime(t *testing.T) {
	onlyLooks(t)
	for _, size := range [][2]int{{80, 24}, {120, 40}, {200, 50}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			var frames [2]string
			for i := range frames {
				inDemo(t, size[0], size[1], func(s *uitest.Screen, _ connector) {
					s.Wait(3 * time.Second)
					s.Press("g")
					s.Resize(size[0]-8, size[1]) // columns are measured anew when the width changes
					s.Resize(size[0], size[1])
					frames[i] = s.Text()
				})
			}
			if unordered(frames[0]) != unordered(frames[1]) {
				t.Errorf("once it is\n%s\nand then\n%s", frames[0], frames[1])
			}
			for _, want := range []string{"DEMO", "held", "for a slot", "stuck?", "failed", "saved"} {
				if size[1] > 24 && !strings.Contains(frames[0], want) {
					t.Errorf("it lacks %q:\n%s", want, frames[0])
				}
			}
		})
	}
}

// unordered is a frame with the lines at its right sorted: what began at the same moment
// stands in the activity in any order.
func unordered(frame string) string {
	var left, right []string
	for line := range strings.Lines(frame) {
		l, r, _ := strings.Cut(line, "│")
		left, right = append(left, l), append(right, strings.TrimSpace(r))
	}
	slices.Sort(right)
	return strings.Join(left, "\n") + strings.Join(right, "\n")
}

// What waits in the demo becomes a job, the visitor's too, and files arrive; in the end
// nothing is left on disk.
func TestTheDemoGoesOn(t *testing.T) {
	var dir string
	inDemo(t, 120, 40, func(s *uitest.Screen, c connector) {
		dir = os.TempDir()
		s.Wait(2 * time.Second)
		m := c.memories.open[0]
		values := map[string]string{"video": "https://example.com/a.mp4", "audio": "https://example.com/a.wav", "title": "mine"}
		if _, err := m.SubmitAgain(context.Background(), values, "", ""); err != nil {
			t.Fatal(err)
		}
		left, err := os.ReadDir(dir)
		if err != nil || len(left) != 1 {
			t.Errorf("it has %v on disk, %v", left, err)
		}
		s.Wait(3 * time.Minute)
		if all := m.Outgoing(); len(all) > 0 {
			t.Errorf("%d lipsyncs still wait", len(all))
		}
		for _, f := range m.Downloads().Transfers() {
			if !f.Over() {
				t.Errorf("%s is still on its way: %+v", f.Name, f)
			}
		}
		s.Press("g")
		s.Until("mine", time.Second)
		// Where the files are is told as a shell finds them.
		out, _ := m.Downloads().Folder()
		if _, err := os.Stat(out); err != nil || !filepath.IsAbs(out) {
			t.Errorf("files are said to be in %q, %v", out, err)
		}
		s.Press("3")
		s.Until("free in "+out, time.Second)
	})
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("it leaves %v, %v", left, err)
	}
}
