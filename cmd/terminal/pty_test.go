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
	s, state = begin(t, o, "", env...)
	s.Has("ready")
	return s, state
}

// begin starts the model, as the command "$0" of a shell if there is a script for it.
func begin(t *testing.T, o ptytest.Options, script string, env ...string) (s *ptytest.Session, state string) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	state = t.TempDir()
	o.Env = append([]string{"TERM=xterm-256color", "PATH=" + os.Getenv("PATH"), "LIPDASH_TEST_RUN=1", "XDG_STATE_HOME=" + state}, env...)
	if script != "" {
		return ptytest.Start(t, o, "/bin/sh", "-c", script, self), state
	}
	return ptytest.Start(t, o, self), state
}

func TestEveryWayOutRestoresTheTerminal(t *testing.T) {
	t.Parallel()
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
		{"TERM while hanging, with keys waiting", func(s *ptytest.Session) {
			s.Type("hxyz")
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
	t.Parallel()
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
	t.Parallel()
	s, _ := start(t, ptytest.Options{}, "LIPDASH_TEST_JOIN=1")
	s.Until("last question", func(_, raw string) bool {
		for _, q := range questions {
			if !strings.Contains(raw, string(q)) {
				return false
			}
		}
		return strings.HasSuffix(raw, lastQuestion) || strings.Count(raw, lastQuestion) >= 2
	})
	<-time.After(200 * time.Millisecond) // its answer would be part of the key
	for range 100 {
		if torn(s) {
			break
		}
	}
	s.Has("down")
	s.Type("q")
	s.Exit()
	s.Restored()
}

// torn types a key in pieces, as a slow link brings them, and tells whether it arrived as
// one. On a busy machine, which is slower than a link, it may not; without joining it never does.
func torn(s *ptytest.Session) bool {
	for _, b := range []string{"\x1b", "[", "B"} {
		s.Type(b)
		<-time.After(120 * time.Millisecond) // longer than Bubble Tea's own patience
	}
	return strings.Contains(s.Text(), "down")
}

func TestALoneEscapeArrivesAlsoWhenJoined(t *testing.T) {
	t.Parallel()
	s, _ := start(t, ptytest.Options{}, "LIPDASH_TEST_JOIN=1")
	s.Type("\x1b")
	s.Has("esc")
	s.Type("q")
	s.Exit()
}

func TestAnswersOfTheTerminalDoNotEndUpAtTheShell(t *testing.T) {
	t.Parallel()
	const late = 200 * time.Millisecond
	for _, keys := range []string{"q", "\x1a"} {
		t.Run(keys, func(t *testing.T) {
			t.Parallel()
			s, _ := begin(t, ptytest.Options{AnswerAfter: late}, `set -m; "$0"; echo over; read line; kill -9 %% 2>/dev/null; wait`)
			s.Has("starting")
			s.Type(keys)
			s.Has("over")
			<-time.After(2 * late) // what comes after the end would come by then
			if left := s.Unread(); left != "" || strings.Contains(s.Text(), "^[") {
				t.Errorf("at the prompt is %q, on the screen\n%s", left, s.Text())
			}
			s.Type("\n")
			s.Exit()
		})
	}
}

func TestAStopFromOutsideGivesTheTerminalBackUntilTheProgramGoesOn(t *testing.T) {
	t.Parallel()
	for _, sig := range []string{"TSTP", "TTIN", "TTOU", "STOP", "key"} {
		t.Run(sig, func(t *testing.T) {
			t.Parallel()
			s, state := begin(t, ptytest.Options{}, `set -m; "$0"; echo stopped; read line; fg >/dev/null; echo over`)
			s.Has("ready")
			if sig == "key" {
				s.Type("\x1a")
			} else {
				s.Type(map[string]string{"TSTP": "1", "TTIN": "2", "TTOU": "3", "STOP": "4"}[sig])
			}
			s.Has("stopped")
			noted := func(name string) bool {
				_, err := os.Stat(filepath.Join(state, "lipdash", name))
				return err == nil
			}
			if sig != "STOP" { // which nobody can predict
				s.Restored()
				if !noted("stopping") || noted("goes on") {
					t.Errorf("told that it stops: %v, that it goes on: %v", noted("stopping"), noted("goes on"))
				}
			}
			s.Type("\n")
			s.Until("picture again", func(text, _ string) bool {
				return strings.HasPrefix(text, "ready") && !strings.Contains(text, "stopped")
			})
			s.TypeUntil("x", " x")
			if sig != "STOP" && !noted("goes on") {
				t.Error("not told that it goes on")
			}
			s.Type("q")
			s.Has("over")
			s.Restored()
			if n := strings.Count(s.Raw(), "\x1b[?1049h"); n > 2 && sig != "STOP" {
				t.Errorf("the screen was entered %d times", n)
			}
		})
	}
}

func TestAStoppedProgramThatIsEndedLeavesTheShellItsTerminal(t *testing.T) {
	t.Parallel()
	s, _ := begin(t, ptytest.Options{}, `set -m; "$0"; pid=$(jobs -p); kill $pid; kill -CONT $pid; while kill -0 $pid; do sleep 0.1; done; echo over; read line`)
	s.Has("ready")
	s.Type("\x1a")
	s.Has("over")
	s.Restored()
	if strings.Contains(s.Text(), "ready") || strings.Count(s.Raw(), "\x1b[?1049h") > 1 {
		t.Errorf("the shell's screen is\n%s", s.Text())
	}
}

func TestWithoutAShellThatCouldContinueItTheProgramIsNotStopped(t *testing.T) {
	t.Parallel()
	s, _ := start(t, ptytest.Options{})
	s.Type("\x1a")
	s.Until("picture again", func(_, raw string) bool { // what is typed before is dropped
		left := strings.LastIndex(raw, "\x1b[?1049l")
		return left >= 0 && strings.Contains(raw[left:], "\x1b[?1049h")
	})
	s.TypeUntil("x", " x")
	s.Type("q")
	if code, _ := s.Exit(); code != 0 {
		t.Errorf("exit code %d", code)
	}
}

func TestAStalledTerminalIsLeftSoon(t *testing.T) {
	for name, c := range map[string]struct {
		out  func(*ptytest.Session)
		code int
	}{
		"q":    {func(s *ptytest.Session) { s.Type("q") }, 0},
		"TERM": {func(s *ptytest.Session) { s.Signal(syscall.SIGTERM) }, 143},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, _ := start(t, ptytest.Options{})
			s.Stall()
			s.Type("w")               // writes without end
			<-time.After(time.Second) // until nothing more is taken
			began := time.Now()
			c.out(s)
			if code, _ := s.Exit(); code != c.code || time.Since(began) > 4*time.Second {
				t.Errorf("exit code %d after %v", code, time.Since(began))
			}
			s.Read()
			s.Restored()
		})
	}
}

func TestWhatAStalledTerminalMissedIsPaintedAgain(t *testing.T) {
	t.Parallel()
	s, _ := start(t, ptytest.Options{})
	s.Stall()
	s.Type("w")
	<-time.After(time.Second)
	s.Type("n") // ends what changes, but is not heeded before there is room
	<-time.After(2 * time.Second)
	s.Read()
	s.Has("once painted")
	s.Type("q")
	if code, _ := s.Exit(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	s.Restored()
}
