//go:build linux || darwin

package cmd

import (
	"bytes"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lipdash/api/sim"
	"lipdash/cmd/ptytest"
)

// shells is a machine with jobs called "ep008 German" and "talk", and a script of a shell in the
// folder that is returned.
func shells(t *testing.T, shell, script string) (dir string, env []string) {
	t.Helper()
	if _, err := exec.LookPath(shell); err != nil {
		t.Skip("there is no " + shell)
	}
	server := sim.New(sim.Options{Key: shopKey, Seed: 1})
	for _, title := range []string{"ep008 German", "talk"} {
		server.AddJob(sim.JobSpec{Title: title, Status: "completed", CreatedAt: time.Now().Add(-time.Hour)})
	}
	web := httptest.NewServer(server)
	t.Cleanup(web.Close)
	dir = t.TempDir()
	var out bytes.Buffer
	if code := run(t.Context(), []string{"completion", shell}, streams{in: strings.NewReader(""), out: &out, err: &out}); code != exitOK {
		t.Fatal(out.String())
	}
	path := filepath.Join(dir, script)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	env = environment(dir, "HEYGEN_API_BASE="+web.URL, "HEYGEN_API_KEY="+shopKey, "TERM=xterm")
	return dir, append(env, "PATH="+filepath.Dir(binary)+":"+os.Getenv("PATH"))
}

func TestFishCompletesTitlesInQuotes(t *testing.T) {
	t.Parallel()
	_, env := shells(t, "fish", ".config/fish/completions/lipdash.fish")
	for typed, want := range map[string]string{
		`lipdash get ep`: "ep008 German\t", `lipdash get "ep008 G`: "ep008 German\t", `lipdash get ep008\ `: "ep008 German\t",
		"lipdash --plain=of": "--plain=off", "lipdash wat": "watch\t",
	} {
		c := exec.CommandContext(t.Context(), "fish", "-c", "complete -C $argv[1]", typed)
		c.Env = env
		if out, err := c.CombinedOutput(); err != nil || !strings.HasPrefix(string(out), want) {
			t.Errorf("%s: %q, %v", typed, out, err)
		}
	}
}

func TestZshCompletesTitlesInQuotes(t *testing.T) {
	t.Parallel()
	dir, env := shells(t, "zsh", "_lipdash")
	s := ptytest.Start(t, ptytest.Options{Env: env}, "zsh", "-f", "-i")
	s.Type("PS1='> '; fpath=(" + dir + " $fpath); autoload -U compinit; compinit -u -D; clear; echo rea''dy\n")
	s.Has("ready")
	for typed, want := range map[string]string{
		"lipdash get ep":           `lipdash get ep008\ German`,
		`lipdash get "ep008`:       `lipdash get "ep008 German"`,
		`lipdash get ep008\ `:      `lipdash get ep008\ German`,
		"lipdash --plain=of":       "lipdash --plain=off",
		"lipdash create --mode sp": "lipdash create --mode speed",
	} {
		s.Type(typed + "\t")
		s.Has("> " + want)
		s.Type("\x15clear; echo rea''dy\n")
		s.Until("a clear line", func(text, _ string) bool { return strings.HasPrefix(strings.TrimSpace(text), "ready") })
	}
}
