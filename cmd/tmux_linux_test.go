package cmd

import (
	"encoding/base64"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"lipdash/cmd/ptytest"
)

// pane is lipdash in a tmux without any configuration, in a terminal that is
// recorded.
type pane struct {
	*ptytest.Session
	t    *testing.T
	dir  string
	env  []string
	tmux string
}

// inTmux starts lipdash in a tmux of its own, which ends with the test, and lipdash
// with it: before the test's folders are removed, it has written what it writes at its
// end. The server dies with its terminal too, for the case that the test is killed.
func inTmux(t *testing.T, env []string) pane {
	t.Helper()
	tmux, err := exec.LookPath("tmux")
	if err != nil {
		t.Skip("tmux is not installed")
	}
	dir, err := os.MkdirTemp("", "lipdash-tmux-") // a test's own folder is too long for a socket
	must(t, err)
	p := pane{t: t, dir: dir, tmux: tmux, env: append(env, "TMUX_TMPDIR="+dir, "SHELL=/bin/sh")}
	ended := func() {}
	t.Cleanup(func() {
		_ = p.command("kill-server").Run()
		ended()
		_ = os.RemoveAll(dir)
	})
	p.Session = ptytest.Start(t, ptytest.Options{Env: p.env}, tmux, append(p.args("new-session"), "exec "+binary, ";", "set", "destroy-unattached", "on")...)
	p.Has("jobs 1 to ")
	ended = p.end()
	return p
}

// end is what waits until the program in tmux has ended, which is no child of the test's.
func (p pane) end() (wait func()) {
	p.t.Helper()
	out, err := p.command("display-message", "-p", "#{pane_pid}").Output()
	must(p.t, err)
	pid, err := strconv.Atoi(strings.TrimSpace(string(out)))
	must(p.t, err)
	fd, err := unix.PidfdOpen(pid, 0)
	must(p.t, err)
	return func() {
		p.t.Helper()
		process := []unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}
		for deadline := time.Now().Add(ptytest.Patience); ; {
			n, err := unix.Poll(process, int(time.Until(deadline).Milliseconds()))
			if errors.Is(err, unix.EINTR) && time.Now().Before(deadline) {
				continue
			}
			if n == 0 || err != nil {
				p.t.Errorf("lipdash goes on after its tmux, %v", err)
			}
			break
		}
		must(p.t, unix.Close(fd))
	}
}

func (p pane) args(words ...string) []string {
	return append([]string{"-f", os.DevNull, "-L", filepath.Base(p.dir)}, words...)
}

func (p pane) command(words ...string) *exec.Cmd {
	c := exec.Command(p.tmux, p.args(words...)...) //nolint:gosec,noctx // the test's own tmux
	c.Env, c.WaitDelay = p.env, ptytest.Patience
	return c
}

// screen is what tmux holds, with lines that wrapped by themselves whole.
func (p pane) screen() string {
	p.t.Helper()
	out, err := p.command("capture-pane", "-p", "-J").Output()
	must(p.t, err)
	return string(out)
}

// showing waits until the terminal shows a text, and returns the screen.
func (p pane) showing(text string) string {
	p.t.Helper()
	p.Has(text)
	return p.screen()
}

func TestInAStockTmuxTheOuterTerminalGetsWhatIsCopied(t *testing.T) {
	t.Parallel()
	d := newDesktop(t, 3)
	p := inTmux(t, d.env)
	for _, c := range []struct{ keys, text string }{
		{"y", d.sim.Jobs()[0].ID},
		{"jY" + "h", "HEYGEN_API_BASE=" + d.base + " heygen lipsync get " + d.sim.Jobs()[1].ID},
	} {
		p.Type(c.keys)
		osc52 := base64.StdEncoding.EncodeToString([]byte(c.text))
		p.Until("OSC 52 of "+c.text, func(_, raw string) bool {
			_, after, found := strings.Cut(raw, "\x1b]52;")
			return found && strings.Contains(after, ";"+osc52)
		})
	}
	p.Has("through tmux")
	if out, err := p.command("show-options", "-gv", "set-clipboard").Output(); err != nil || strings.TrimSpace(string(out)) == "on" {
		t.Errorf("this tmux is not untouched: set-clipboard is %q, %v", out, err)
	}
}

func TestOnThePlainScreenALongLinkIsOneLineToTheTerminal(t *testing.T) {
	t.Parallel()
	d := newDesktop(t, 3)
	p := inTmux(t, d.env)
	p.Type("Yt")
	screen := p.showing("esc leaves")
	var link string
	for _, line := range strings.Split(screen, "\n") {
		if strings.HasPrefix(line, "http://127.0.0.1") {
			link = strings.TrimRight(line, " ")
		}
	}
	if !strings.Contains(link, "/video.mp4?Expires=") || !strings.Contains(link, "&Signature=") || len(link) <= 120 {
		t.Errorf("the link is %q on\n%s", link, screen)
	}
	if strings.ContainsAny(screen, "│─▌") {
		t.Errorf("more than text on\n%s", screen)
	}
	p.Type("q")
	p.Has("jobs 1 to ")
	p.Type("Yt")
	p.Has("esc leaves")
	p.Type("\x1b")
	p.Has("jobs 1 to ")
	p.Type("q")
	if code, _ := p.Exit(); code != 0 {
		t.Errorf("tmux ended with %d", code)
	}
}

func TestAProgramThatIsEndedOnThePlainScreenGivesTheTerminalBack(t *testing.T) {
	t.Parallel()
	d := newDesktop(t, 3)
	s := d.open(t)
	s.Type("Yt")
	s.Has("esc leaves")
	s.Signal(os.Interrupt)
	if code, _ := s.Exit(); code != 130 {
		t.Errorf("exit code %d", code)
	}
	s.Restored()
}
