//go:build linux || darwin

package terminal

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"lipdash/cmd/ptytest"
)

// start runs the model of main_test.go in a terminal.
func start(t *testing.T, o ptytest.Options, env ...string) (s *ptytest.Session, state string) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	state = t.TempDir()
	o.Env = append([]string{"TERM=xterm-256color", "PATH=" + os.Getenv("PATH"), "LIPDASH_TEST_RUN=1", "XDG_STATE_HOME=" + state}, env...)
	s = ptytest.Start(t, o, self)
	s.Has("ready")
	return s, state
}

func TestEveryWayOutRestoresTheTerminal(t *testing.T) {
	for _, c := range []struct {
		name string
		out  func(*ptytest.Session)
		code int
	}{
		{"quit", func(s *ptytest.Session) { s.Type("q") }, 0},
		{"INT", func(s *ptytest.Session) { s.Signal(syscall.SIGINT) }, 130},
		{"TERM", func(s *ptytest.Session) { s.Signal(syscall.SIGTERM) }, 143},
		{"HUP", func(s *ptytest.Session) { s.Signal(syscall.SIGHUP) }, 129},
		{"QUIT", func(s *ptytest.Session) { s.Signal(syscall.SIGQUIT) }, 131},
		{"panic in Update", func(s *ptytest.Session) { s.Type("u") }, 2},
		{"panic in View", func(s *ptytest.Session) { s.Type("v") }, 2},
		{"panic in a command", func(s *ptytest.Session) { s.Type("c") }, 2},
		{"panic in a batch", func(s *ptytest.Session) { s.Type("b") }, 2},
		{"panic in a sequence", func(s *ptytest.Session) { s.Type("s") }, 2},
		{"panic in a goroutine", func(s *ptytest.Session) { s.Type("g") }, 2},
		{"panic in a program that has the terminal", func(s *ptytest.Session) { s.Type("e") }, 2},
		{"panic in what follows such a program", func(s *ptytest.Session) { s.Type("f") }, 2},
		{"panic after the end", func(s *ptytest.Session) { s.Type("a") }, 2},
		{"panic in a goroutine while hanging", func(s *ptytest.Session) { s.Type("H") }, 2},
		{"TERM while hanging", func(s *ptytest.Session) {
			s.Type("h")
			s.Signal(syscall.SIGTERM)
		}, 143},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s, _ := start(t, ptytest.Options{})
			c.out(s)
			if code, _ := s.Exit(); code != c.code {
				t.Errorf("exit code %d, want %d", code, c.code)
			}
			s.Restored()
		})
	}
}

func TestAPanicIsOneLineAndAPrivateReportWithoutSecrets(t *testing.T) {
	for _, key := range []string{"u", "v", "c", "b", "s", "g", "e", "f", "a", "H"} {
		t.Run(key, func(t *testing.T) {
			t.Parallel()
			s, state := start(t, ptytest.Options{})
			s.Type(key)
			s.Exit()
			s.Has("lipdash: stopped by a fault of its own: fell with [removed] (report: ")
			if strings.Contains(s.Raw(), "goroutine ") || strings.Contains(s.Raw(), secretInTest) {
				t.Errorf("the terminal got more than the line:\n%s", s.Text())
			}
			files, _ := filepath.Glob(filepath.Join(state, "lipdash", "crash-*.txt"))
			if len(files) != 1 {
				t.Fatalf("reports %v", files)
			}
			info, err := os.Stat(files[0])
			if err != nil || info.Mode().Perm() != 0o600 {
				t.Errorf("mode %v, %v", info.Mode(), err)
			}
			body, _ := os.ReadFile(files[0])
			if !strings.Contains(string(body), "terminal.fall") || strings.Contains(string(body), secretInTest) {
				t.Errorf("report:\n%s", body)
			}
		})
	}
}

func TestALostTerminalEndsTheProcess(t *testing.T) {
	for name, detached := range map[string]bool{"with a signal": false, "without one": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, _ := start(t, ptytest.Options{Detached: detached})
			s.HangUp()
			code, took := s.Exit()
			if code != 129 || took > 2*time.Second {
				t.Errorf("exit code %d after %v", code, took)
			}
		})
	}
}

func TestATornKeyIsOneKeyWhenJoined(t *testing.T) {
	s, _ := start(t, ptytest.Options{}, "LIPDASH_TEST_JOIN=1")
	for _, b := range []string{"\x1b", "[", "B"} {
		s.Type(b)
		<-time.After(120 * time.Millisecond) // longer than Bubble Tea's own patience
	}
	s.Type("x")
	s.Has("down x")
	s.Type("q")
	s.Exit()
	s.Restored()
}

func TestALoneEscapeArrivesAlsoWhenJoined(t *testing.T) {
	s, _ := start(t, ptytest.Options{}, "LIPDASH_TEST_JOIN=1")
	s.Type("\x1b")
	s.Has("esc")
	s.Type("q")
	s.Exit()
}
