package terminal

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"lipdash/ui/kit/cells/cellstest"
	"lipdash/ui/kit/format"
)

// inTmux runs a tmux without configuration that ends with the test, and returns what
// runs its commands.
func inTmux(t *testing.T, w, h int, command string) func(words ...string) string {
	t.Helper()
	path, err := exec.LookPath("tmux")
	if err != nil {
		t.Skip("tmux is not installed")
	}
	dir, err := os.MkdirTemp("", "lipdash-tmux-") // a test's own folder is too long for a socket
	if err != nil {
		t.Fatal(err)
	}
	run := func(words ...string) string {
		c := exec.Command(path, append([]string{"-u", "-f", os.DevNull, "-S", filepath.Join(dir, "s")}, words...)...)
		c.Env, c.WaitDelay = append(os.Environ(), "LC_ALL=C.UTF-8", "SHELL=/bin/sh", "TERM=xterm-256color"), 5*time.Second
		out, err := c.Output()
		if err != nil && words[0] != "kill-server" {
			t.Fatalf("tmux %q: %v", words, err)
		}
		return strings.TrimRight(string(out), "\n")
	}
	t.Cleanup(func() {
		run("kill-server")
		_ = os.RemoveAll(dir)
	})
	run("new-session", "-d", "-x", strconv.Itoa(w), "-y", strconv.Itoa(h), command, ";", "set", "-g", "status", "off")
	return run
}

// Every title stands in a row of its own, one after the other in each of them, and
// what is behind it always in one column.
func TestInTmuxTheColumnsStandAndNoLetterIsLost(t *testing.T) {
	t.Parallel()
	const w, col = 70, 50
	all := append(slices.Clone(cellstest.Titles), slices.DeleteFunc(slices.Clone(cellstest.Marks), func(s string) bool { return format.Safe(s) == "" })...)
	h := len(all)
	rows := func(turn int) []string {
		out := make([]string, h)
		for y := range out {
			title := format.Safe(all[(y+turn)%h])
			out[y] = "\x1b[7m" + string(format.FitWith(title, col, format.Ellipsis)) + "\x1b[m§" + fmt.Sprintf("%02d", y)
		}
		return out
	}
	_, send := onScreen(t, w, h)
	frames := "\x1b[?1049h\x1b[H\x1b[2J"
	for turn := range h {
		frames += send(rows(turn)...)
	}
	frames += "\x1b[1;60Hdone"
	file := filepath.Join(t.TempDir(), "frames")
	if err := os.WriteFile(file, []byte(frames), 0o600); err != nil {
		t.Fatal(err)
	}
	tmux := inTmux(t, w, h, "cat "+file+"; sleep 60")
	for end := time.Now().Add(20 * time.Second); !strings.Contains(tmux("capture-pane", "-p"), "done"); {
		if time.Now().After(end) {
			t.Fatalf("it shows\n%s", tmux("capture-pane", "-p"))
		}
	}
	letters := func(s string) string { return strings.Join(strings.Fields(s), "") }
	shown := strings.Split(tmux("capture-pane", "-p"), "\n")
	for y := range h {
		mark := fmt.Sprintf("§%02d", y)
		if x := tmux("copy-mode", ";", "send-keys", "-X", "search-backward", mark, ";", "display-message", "-p", "#{copy_cursor_x}"); x != strconv.Itoa(col) {
			t.Errorf("%q is in column %s of %q", mark, x, shown[y])
		}
		title := string(format.Safe(all[(y+h-1)%h]))
		if strings.ContainsAny(title, "\u0cf3\u0378㉈") {
			continue // new to many a libc, by which tmux goes; no character at all; wider there than anywhere
		}
		if got, _, _ := strings.Cut(letters(shown[y]), mark); got != letters(title) {
			t.Errorf("%q is shown as %q, of %+q %+q", title, got, letters(title), got)
		}
	}
}
