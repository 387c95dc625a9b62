//go:build linux || darwin

package journal

import (
	"syscall"
	"testing"
	"time"
)

func TestAProcessThatWasStoppedKeepsWhatItHasAndIsNamed(t *testing.T) {
	path := alone(t)
	j := openedAt(t, path)
	queued(t, j, "one")
	queued(t, j, "two")
	j.Leave()
	cmd, _ := stays(t, path)
	must(t, j.Join())
	queued(t, j, "mine")
	for _, c := range []struct {
		signal syscall.Signal
		want   int
	}{{syscall.SIGSTOP, cmd.Process.Pid}, {syscall.SIGCONT, 0}} {
		must(t, cmd.Process.Signal(c.signal))
		eventually(t, func() bool {
			got, err := j.Stopped(t.Context())
			must(t, err)
			return got["one"] == c.want && got["two"] == c.want && got["mine"] == 0
		})
		if got := adopts(t, j); got != "" {
			t.Errorf("after %v %s was taken", c.signal, got)
		}
	}
}

// eventually waits for what the system is about to do.
func eventually(t *testing.T, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); !ok(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("it never came")
		}
	}
}
