//go:build linux || darwin

package outbox

import (
	"fmt"
	"strings"
	"syscall"
	"testing"
	"time"

	"lipdash/api/sim"
	"lipdash/api/submission"
)

// The first in the queue is in a process that is stopped, then goes on, then is
// killed.
func TestWhoeverWaitsForAStoppedProcessIsToldItsNumber(t *testing.T) {
	t.Parallel()
	server := sim.New(sim.Options{Key: testKey})
	server.Faults().Add(sim.Fault{Route: create, Kind: sim.FaultStatus, Status: 429, RetryAfter: "3600"})
	path := file(t)
	first := start(t, "submit", path, loopback(t, server), "theirs")
	first.ready(t)
	first.confirms(t)
	r := on(t, server, path, Options{})
	id := r.submit(links("mine"))
	named := func() bool {
		p := r.item(id).Submission.Problem
		return p.Code == submission.CodeStopped && strings.Contains(p.Message, fmt.Sprintf("lipdash %d sends", first.cmd.Process.Pid))
	}
	must(t, first.cmd.Process.Signal(syscall.SIGSTOP))
	r.until("named", 20*time.Second, named)
	if n := len(r.Items()); n != 1 {
		t.Errorf("%d items: it was taken over", n)
	}
	must(t, first.cmd.Process.Signal(syscall.SIGCONT))
	r.until("named no more", 20*time.Second, func() bool { return !named() })
	first.killed(t)
	r.until("taken over", 20*time.Second, func() bool { return len(r.Items()) == 2 })
}

func TestAnEndIsSeenWithinHalfASecond(t *testing.T) {
	if usual.adopt > time.Second/2 {
		t.Errorf("only every %v", usual.adopt)
	}
}
