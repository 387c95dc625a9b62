//go:build linux || darwin

package cmd

import (
	"fmt"
	"os/exec"
	"strings"
	"testing"
)

// TestNoPackageMakesMuchAtTheStart holds what every command pays for, whatever it does:
// regular expressions and tables belong behind the first use, and a library that cannot
// wait is not for the program. Bytes are counted, which are the same in each run.
func TestNoPackageMakesMuchAtTheStart(t *testing.T) {
	const most = 64 << 10
	start := exec.CommandContext(t.Context(), binary, "version")
	start.Env = environment(t.TempDir(), "GODEBUG=inittrace=1")
	out, err := start.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	seen := 0
	for line := range strings.Lines(string(out)) {
		var name string
		var at, took float64
		var bytes int
		if n, _ := fmt.Sscanf(line, "init %s @%f ms, %f ms clock, %d bytes", &name, &at, &took, &bytes); n != 4 {
			continue
		}
		if seen++; bytes > most {
			t.Errorf("%s makes %d bytes when the program starts, more than %d", name, bytes, most)
		}
	}
	if seen == 0 {
		t.Errorf("nothing was traced: %s", out)
	}
}

// TestACommandIsTheSameAlone compares what a command line makes of the tree with the whole.
func TestACommandIsTheSameAlone(t *testing.T) {
	for _, whole := range newRoot(streams{}).Commands() {
		root := newRootFor([]string{whole.Name(), "--help"}, streams{})
		alone, _, err := root.Find([]string{whole.Name()})
		if err != nil || len(root.Commands()) != 1 || alone.Use != whole.Use || alone.GroupID != whole.GroupID || alone.UsageString() != whole.UsageString() {
			t.Errorf("%s alone: %v, %d commands, group %q, help\n%s", whole.Name(), err, len(root.Commands()), alone.GroupID, alone.UsageString())
		}
	}
	for _, args := range []string{"", "--help", "help list", "nonsense", "__complete list", "--page-size 5 list"} {
		if got, want := len(newRootFor(strings.Fields(args), streams{}).Commands()), len(entries()); got != want {
			t.Errorf("%q has %d commands, want all %d", args, got, want)
		}
	}
}
