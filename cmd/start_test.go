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
