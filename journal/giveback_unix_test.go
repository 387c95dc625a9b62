//go:build linux || darwin

package journal

import (
	"strings"
	"syscall"
	"testing"

	"lipdash/api/submission"
)

// What a process that is stopped did not give back is nobody else's before it ends,
// and whoever waits is told its number.
func TestWhatIsNotGivenBackStaysWithTheProcessAndNamesIt(t *testing.T) {
	path := alone(t)
	a, b := openedAt(t, path), openedAt(t, path)
	cmd, out := printing(t, "keeps", path)
	for out.Scan() && out.Text() != "end" {
		t.Log(out.Text())
	}
	must(t, cmd.Process.Signal(syscall.SIGSTOP))
	eventually(t, func() bool {
		got, err := a.Stopped(t.Context())
		must(t, err)
		return got["signed"] == cmd.Process.Pid
	})
	if got := adopts(t, a) + adopts(t, b); strings.Contains(got, "signed") || got != "twothree" {
		t.Errorf("adopted %q", got)
	}
	must(t, cmd.Process.Kill())
	_ = cmd.Wait()
	if got := adopts(t, b) + adopts(t, a); got != "signed" {
		t.Errorf("after its end %q is adopted", got)
	}
}

// What was kept stays with a process that lives although it closed the journal.
func TestWhatHangsIsNotFreeBeforeTheProcessEnds(t *testing.T) {
	a, b, c := three(t)
	queued(t, a, "1")
	queued(t, a, "2")
	must(t, a.GiveBack(t.Context(), []submission.ID{"1"}, nil))
	must(t, a.Close())
	if got := adopts(t, b) + adopts(t, c); got != "2" {
		t.Errorf("adopted %q", got)
	}
	a.Leave()
	if got := adopts(t, c); got != "1" {
		t.Errorf("adopted %q in the end", got)
	}
}
