//go:build linux || darwin

package cmd

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"lipdash/cmd/ptytest"
)

func TestNotifyTestRingsARealTerminal(t *testing.T) {
	t.Parallel()
	s := ptytest.Start(t, ptytest.Options{Env: append(environment(t.TempDir()), "TERM=xterm-kitty")}, binary, "notify", "test")
	if code, _ := s.Exit(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	s.Until("words", func(text, _ string) bool {
		return strings.Contains(text, "sent the bell, and a message by kitty (OSC 99)")
	})
	if raw := s.Raw(); !strings.HasPrefix(raw, "\a\x1b]99;;lipdash: ") {
		t.Errorf("%q", raw)
	}
}

// inTmux starts tmux with a configuration in a recorded terminal, the shell
// command inside, and waits for its last word.
func notifyInTmux(t *testing.T, config, command string) *ptytest.Session {
	t.Helper()
	tmux, err := exec.LookPath("tmux")
	if err != nil {
		t.Skip("there is no tmux here")
	}
	dir := t.TempDir()
	conf := filepath.Join(dir, "tmux.conf")
	if err := os.WriteFile(conf, []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	socket := filepath.Join(dir, "s")
	env := append(environment(dir), "TERM=xterm-kitty", "TERMINFO="+terminfo(t), "SHELL=/bin/sh")
	s := ptytest.Start(t, ptytest.Options{Env: env}, tmux, "-S", socket, "-f", conf, "new-session", command+"; echo fini''shed; sleep 60")
	t.Cleanup(func() { _ = exec.Command(tmux, "-S", socket, "kill-server").Run() })
	s.Until("end", func(text, _ string) bool { return strings.Contains(text, "finished") })
	return s
}

// rings counts the bells; a BEL that ends a sequence is none.
func rings(raw string) int {
	return strings.Count(regexp.MustCompile(`\x1b\][^\a\x1b]*(\a|\x1b\\)`).ReplaceAllString(raw, ""), "\a")
}

// terminfo is a folder with an entry for kitty's name, which few machines have.
func terminfo(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	src := filepath.Join(dir, "src")
	if err := os.WriteFile(src, []byte("xterm-kitty|test,\n\tuse=xterm-256color,\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("tic", "-x", "-o", dir, src).CombinedOutput(); err != nil {
		t.Skipf("tic: %v %s", err, out)
	}
	return dir
}

func TestInsideTmuxTheBellArrivesAndTheMessageWhereItIsLetThrough(t *testing.T) {
	t.Parallel()
	const message = "\x1b]99;;lipdash: this is how"
	s := notifyInTmux(t, "", binary+" notify test")
	if raw := s.Raw(); rings(raw) != 1 || strings.Contains(raw, message) {
		t.Errorf("untouched: %q", raw)
	}
	s.Has("the bell alone", "allow-passthrough")

	s = notifyInTmux(t, "set -g allow-passthrough on\n", binary+" notify test")
	if raw := s.Raw(); !strings.Contains(raw, message) || rings(raw) != 1 {
		t.Errorf("with passthrough: %q", raw)
	}
	s.Has("through tmux")
}
