//go:build linux || darwin

package cmd

import (
	"bytes"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"lipdash/api/sim"
	"lipdash/cmd/ptytest"
)

// TestTheRealProgramWorksThroughPipes is what nothing in this process can show: that the pipes
// of a shell do.
func TestTheRealProgramWorksThroughPipes(t *testing.T) {
	t.Parallel()
	server := sim.New(sim.Options{Key: shopKey, Seed: 1, Speed: 1000})
	web := httptest.NewServer(server)
	t.Cleanup(web.Close)
	home := t.TempDir()
	var out, said bytes.Buffer
	c := exec.CommandContext(t.Context(), binary, "--plain")
	c.Dir, c.Stdout, c.Stderr = home, &out, &said
	c.Env = environment(home, "HEYGEN_API_BASE="+web.URL, "HEYGEN_API_KEY="+shopKey)
	c.Stdin = strings.NewReader("create\nhttps://example.com/v.mp4\nhttps://example.com/a.wav\nPiped\n\nno\nyes\nwatch\ndownload\n")
	if err := c.Run(); err != nil || said.Len() > 0 {
		t.Fatalf("%v, %s\n%s", err, said.String(), out.String())
	}
	readsWell(t, out.String())
	holds(t, out.String(), "Made: Piped is job ls_", "Done: Piped.", "Everything has ended.", "Saved: Piped. File out/Piped.mp4.")
	if _, err := os.Stat(filepath.Join(home, "out", "Piped.mp4")); err != nil || len(server.Jobs()) != 1 {
		t.Errorf("%v, %d jobs", err, len(server.Jobs()))
	}
}

func TestADumbTerminalGetsNothingButLines(t *testing.T) {
	t.Parallel()
	for _, end := range []struct {
		name string
		do   func(*ptytest.Session)
		code int
	}{
		{"quit", func(s *ptytest.Session) { s.Type("quit\n") }, 0},
		{"ctrl+d", func(s *ptytest.Session) { s.Type("\x04") }, 0},
		{"ctrl+c", func(s *ptytest.Session) { s.Type("\x03") }, 130},
		{"TERM", func(s *ptytest.Session) { s.Signal(syscall.SIGTERM) }, 143},
	} {
		t.Run(end.name, func(t *testing.T) {
			t.Parallel()
			env := append(environment(t.TempDir()), "TERM=dumb")
			s := ptytest.Start(t, ptytest.Options{Env: env}, binary, "demo")
			s.Has("Jobs in the demo", "command:")
			s.Type("watch\n")
			s.Has("Only changes are reported. Press enter to stop.")
			s.Type("\n")
			s.Has("No longer watching.")
			end.do(s)
			if code, _ := s.Exit(); code != end.code {
				t.Errorf("exit code %d, want %d", code, end.code)
			}
			if strings.ContainsAny(s.Raw(), "\x1b\a") {
				t.Errorf("an escape sequence in %q", s.Raw())
			}
		})
	}
}

func TestAKeyThatIsTypedInTheLineModeIsNotShown(t *testing.T) {
	t.Parallel()
	server := sim.New(sim.Options{Key: shopKey, Seed: 1})
	web := httptest.NewServer(server)
	t.Cleanup(web.Close)
	home := t.TempDir()
	env := append(environment(home, "HEYGEN_API_BASE="+web.URL, "XDG_RUNTIME_DIR="+home), "TERM=dumb")
	for _, way := range []string{"\x03", shopKey + "\n"} { // whoever leaves can see again what is typed
		s := ptytest.Start(t, ptytest.Options{Env: env}, binary)
		s.Has("There is no API key.", "key:")
		if s.Type(way); way == "\x03" {
			if code, _ := s.Exit(); code != 130 {
				t.Errorf("exit code %d", code)
			}
			s.Restored()
			continue
		}
		s.Has("Empty for file:")
		s.Type("\n")
		s.Has("keys/default.json", "command:")
		s.Type("quit\n")
		if code, _ := s.Exit(); code != 0 || strings.Contains(s.Raw(), shopKey[:8]) || !strings.Contains(s.Raw(), "quit") {
			t.Errorf("exit code %d\n%s", code, s.Raw())
		}
		s.Restored()
	}
	if info, err := os.Stat(filepath.Join(home, ".config", "lipdash", "keys", "default.json")); err != nil || info.Mode().Perm() != 0o600 {
		t.Error(info, err)
	}
}
