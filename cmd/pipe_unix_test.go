//go:build unix

package cmd

import (
	"bytes"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"regexp"
	"strings"
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

// peakFile names the file that lipdash in the test binary writes its peak memory to.
const peakFile = "LIPDASH_PEAK_TEST"

// peak is the most memory this process had resident, as Linux writes it: "VmHWM: 20000 kB".
// The figure that a parent gets begins with its own.
func peak() []byte {
	status, _ := os.ReadFile("/proc/self/status")
	return regexp.MustCompile(`VmHWM:.*`).Find(status)
}

// listAll lists a whole account and returns how many lines it printed and how much
// memory it took, in kB.
func listAll(t *testing.T, jobs int) (lines, resident int) {
	home := t.TempDir()
	c := exec.Command(os.Args[0], "list", "--all", "--jsonl") //nolint:gosec // this binary
	c.Env = environment(home, "HEYGEN_API_BASE="+simulated(t, jobs), "HEYGEN_API_KEY="+shopKey, killedRole+"=1", peakFile+"="+home+"/peak")
	out, err := c.Output()
	if err != nil {
		t.Fatal(err)
	}
	said, err := os.ReadFile(home + "/peak")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := fmt.Sscanf(string(said), "VmHWM: %d kB", &resident); err != nil {
		t.Skip("this system does not say how much memory a process took")
	}
	return bytes.Count(out, []byte("\n")), resident
}

func TestAListOfTenThousandJobsTakesNoMoreMemoryThanOneOfAHundred(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector's own memory grows with every access")
	}
	few, little := listAll(t, 100)
	many, much := listAll(t, 10_000)
	t.Logf("%d lines %d kB, %d lines %d kB", few, little, many, much)
	if few != 100 || many != 10_000 {
		t.Errorf("%d and %d lines", few, many)
	}
	if more := much - little; more > 10_000 {
		t.Errorf("%d kB for %d jobs and %d kB for %d: %d kB more", little, few, much, many, more)
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
