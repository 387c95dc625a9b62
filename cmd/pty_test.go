//go:build linux || darwin

package cmd

import (
	"context"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"lipdash/cmd/ptytest"
)

// binary is the real program, built once for the tests that need it.
var binary string

func TestMain(m *testing.M) {
	if os.Getenv(killedRole) != "" {
		code := run(context.Background(), os.Args[1:], streams{in: os.Stdin, out: os.Stdout, err: os.Stderr, appear: time.Second})
		if name := os.Getenv(peakFile); name != "" {
			_ = os.WriteFile(name, peak(), 0o600)
		}
		os.Exit(code)
	}
	flag.Parse()
	_ = flag.Set("test.parallel", "8") // they wait for processes, not for the processor
	dir, err := os.MkdirTemp("", "lipdash-test-")
	if err != nil {
		panic(err)
	}
	binary = filepath.Join(dir, "lipdash")
	if out, err := exec.Command("go", "build", "-o", binary, "lipdash").CombinedOutput(); err != nil { //nolint:gosec,noctx // our own program
		panic(string(out))
	}
	code := m.Run()
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

// environment is a bare one with a home of its own.
func environment(home string, more ...string) []string {
	return append([]string{
		"HOME=" + home, "XDG_CONFIG_HOME=" + home + "/.config", "XDG_STATE_HOME=" + home + "/.state",
		"PATH=" + os.Getenv("PATH"), "TERM=xterm-256color", "LANG=en_US.UTF-8",
	}, more...)
}

// openTUI starts lipdash in a terminal and waits for the list.
func openTUI(t *testing.T, env []string, args ...string) *ptytest.Session {
	t.Helper()
	s := ptytest.Start(t, ptytest.Options{Env: env}, binary, args...)
	s.Until("list", func(text, _ string) bool { return strings.Contains(text, "jobs 1 to ") })
	return s
}

func TestTheDemoGivesTheTerminalBackOnEveryWayOut(t *testing.T) {
	for _, c := range []struct {
		name string
		out  func(*ptytest.Session)
		code int
	}{
		{"q", func(s *ptytest.Session) { s.Type("q") }, 0},
		{"ctrl+c", func(s *ptytest.Session) { s.Type("\x03") }, 0},
		{"INT", func(s *ptytest.Session) { s.Signal(syscall.SIGINT) }, 130},
		{"TERM", func(s *ptytest.Session) { s.Signal(syscall.SIGTERM) }, 143},
		{"HUP", func(s *ptytest.Session) { s.Signal(syscall.SIGHUP) }, 129},
		{"QUIT", func(s *ptytest.Session) { s.Signal(syscall.SIGQUIT) }, 131},
	} {
		t.Run(c.name, func(t *testing.T) {
			home := t.TempDir()
			s := openTUI(t, environment(home), "demo")
			s.Has("DEMO")
			c.out(s)
			if code, took := s.Exit(); code != c.code || took > 2*time.Second {
				t.Errorf("exit code %d after %v, want %d", code, took, c.code)
			}
			s.Restored()
			if left, _ := os.ReadDir(home); len(left) > 0 {
				t.Errorf("left on disk: %v", left)
			}
		})
	}
}

func TestAnEarlySignalStillGivesTheTerminalBack(t *testing.T) {
	s := ptytest.Start(t, ptytest.Options{Env: environment(t.TempDir())}, binary, "demo")
	s.Until("byte", func(_, raw string) bool { return raw != "" })
	s.Signal(syscall.SIGTERM)
	if code, _ := s.Exit(); code != 143 {
		t.Errorf("exit code %d", code)
	}
	s.Restored()
}

func TestALostTerminalEndsTheDashboard(t *testing.T) {
	s := openTUI(t, environment(t.TempDir()), "demo")
	s.HangUp()
	if code, took := s.Exit(); code != 129 || took > 2*time.Second {
		t.Errorf("exit code %d after %v", code, took)
	}
}

// served starts the simulator as a process of its own and returns the
// environment that leads to it.
func served(t *testing.T, args ...string) (env []string, log string) {
	t.Helper()
	log = filepath.Join(t.TempDir(), "calls.log")
	args = append([]string{"sim", "--listen", "127.0.0.1:0", "--key", keyInTest, "--log", log}, args...)
	s := ptytest.Start(t, ptytest.Options{Env: environment(t.TempDir()), Cols: 200, Rows: 10}, binary, args...)
	base := regexp.MustCompile(`HEYGEN_API_BASE=(http://127\.0\.0\.1:\d+)`)
	s.Until("greeting", func(_, raw string) bool { return base.MatchString(raw) })
	address := base.FindStringSubmatch(s.Raw())[1]
	t.Cleanup(func() {
		s.Signal(syscall.SIGTERM)
		if code, _ := s.Exit(); code != 0 {
			t.Errorf("the simulator ended with %d", code)
		}
	})
	return environment(t.TempDir(), "HEYGEN_API_BASE="+address, "HEYGEN_API_KEY="+keyInTest), log
}

func TestTheDashboardPagesThroughASimulatorOfItsOwn(t *testing.T) {
	t.Parallel()
	env, log := served(t, "--jobs", "250")
	s := openTUI(t, append(env, "LIPDASH_PROFILE=acme", "LIPDASH_CONFIG="+settingsFile(t, "[profiles.acme]\n")), "--page-size", "50")
	s.Has("jobs 1 to 50", "abcd", "acme")
	s.Type("n")
	s.Has("jobs 51 to 100")
	s.Type("p")
	s.Has("jobs 1 to 50")
	s.Resize(60, 15)
	s.Until("narrow list", func(text, _ string) bool {
		return strings.Count(text, "\n") <= 15 && strings.Contains(text, "1 to 50")
	})
	s.Type("q")
	if code, _ := s.Exit(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	s.Restored()
	if strings.Contains(s.Raw(), keyInTest) {
		t.Error("the key was on the screen")
	}
	calls, err := os.ReadFile(log)
	if err != nil || !strings.Contains(string(calls), " GET /v3/lipsyncs 200\n") || strings.Contains(string(calls), keyInTest) {
		t.Errorf("log %q, %v", calls, err)
	}
}

func TestWithoutAKeyTheFirstScreenSaysWhereItLooked(t *testing.T) {
	t.Parallel()
	s := ptytest.Start(t, ptytest.Options{Env: environment(t.TempDir())}, binary)
	s.Has("HEYGEN_API_KEY", "not set", "~/.heygen/credentials", "no such file")
	s.Signal(syscall.SIGTERM)
	if code, _ := s.Exit(); code != 143 {
		t.Errorf("exit code %d", code)
	}
	s.Restored()
}

func TestOtherCommandsSendTheTerminalNoSequence(t *testing.T) {
	t.Parallel()
	for _, args := range []string{"--version", "version", "--help", "schema", "sim --help", "nonsense"} {
		s := ptytest.Start(t, ptytest.Options{Env: environment(t.TempDir())}, binary, strings.Fields(args)...)
		s.Exit()
		s.Until("output", func(_, raw string) bool { return strings.HasSuffix(raw, "\n") })
		if strings.ContainsRune(s.Raw(), '\x1b') {
			t.Errorf("%s: %q", args, s.Raw())
		}
	}
}

func TestNoColorMeansNoColor(t *testing.T) {
	t.Parallel()
	s := openTUI(t, environment(t.TempDir(), "NO_COLOR=yes"), "demo")
	s.Type("j")
	s.Type("q")
	s.Exit()
	colour := regexp.MustCompile(`\x1b\[(?:[0-9;:]*[;:])?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:[;:][0-9;:]*)?m`)
	if !colour.MatchString("\x1b[1;38;5;3m") || colour.MatchString("\x1b[30;5H\x1b[1m") {
		t.Fatal("the test looks for the wrong thing")
	}
	if m := colour.FindString(s.Raw()); m != "" {
		t.Errorf("colour %q", m)
	}
}
