//go:build unix

package cmd

import (
	"bytes"
	"net/http/httptest"
	"os/exec"
	"regexp"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"lipdash/api/sim"
	"lipdash/cmd/ptytest"
)

// simulated is an address where a simulated HeyGen with so many jobs answers.
func simulated(t *testing.T, jobs int) string {
	server := sim.New(sim.Options{Key: shopKey, Seed: 1})
	server.Populate(jobs)
	web := httptest.NewServer(server)
	t.Cleanup(web.Close)
	return web.URL
}

// listAll lists a whole account and returns how many lines it printed and how much
// memory it took, in bytes.
func listAll(t *testing.T, jobs int) (lines int, resident int64) {
	c := exec.Command(binary, "list", "--all", "--jsonl")
	c.Env = environment(t.TempDir(), "HEYGEN_API_BASE="+simulated(t, jobs), "HEYGEN_API_KEY="+shopKey)
	out, err := c.Output()
	if err != nil {
		t.Fatal(err)
	}
	usage, ok := c.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		t.Skip("this system does not say how much memory a process took")
	}
	resident = usage.Maxrss
	if runtime.GOOS == "linux" {
		resident *= 1024
	}
	return bytes.Count(out, []byte("\n")), resident
}

func TestAListOfTenThousandJobsTakesNoMoreMemoryThanOneOfAHundred(t *testing.T) {
	if testing.Short() {
		t.Skip("Linux counts what this process has at the start of the other, which grows by itself under the race detector")
	}
	few, little := listAll(t, 100)
	many, much := listAll(t, 10_000)
	t.Logf("%d lines %.1f MB, %d lines %.1f MB", few, float64(little)/1e6, many, float64(much)/1e6)
	if few != 100 || many != 10_000 {
		t.Errorf("%d and %d lines", few, many)
	}
	if more := much - little; more > 10_000_000 {
		t.Errorf("%d bytes for %d jobs and %d for %d: %d more", little, few, much, many, more)
	}
}

var sgr = regexp.MustCompile(`\x1b\[[0-9;]*m`)

// TestNoCommandAsksTheTerminal holds that colours are all that a command sends to a
// terminal besides its text: what asks would wait for an answer that may not come.
func TestNoCommandAsksTheTerminal(t *testing.T) {
	env := environment(t.TempDir(), "HEYGEN_API_BASE="+simulated(t, 60), "HEYGEN_API_KEY="+shopKey)
	for _, line := range []string{
		"list", "list --json", "get ls_990a9bd5f49e366f", "get nothing", "account", "delete --yes ls_3350fd4c00bdb8c5", "update ls_990a9bd5f49e366f --title x",
		"schema", "version", "--help", "list --help", "list --nothing", "notify",
	} {
		t.Run(line, func(t *testing.T) {
			t.Parallel()
			s := ptytest.Start(t, ptytest.Options{Env: env, AnswerAfter: time.Hour}, binary, strings.Fields(line)...)
			s.Until("its output", func(_, raw string) bool { return strings.HasSuffix(raw, "\n") })
			s.Exit()
			if raw := s.Raw(); strings.Contains(sgr.ReplaceAllString(raw, ""), "\x1b") {
				t.Errorf("it sent %q", raw)
			}
		})
	}
}
