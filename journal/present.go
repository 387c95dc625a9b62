package journal

import (
	"os"

	"github.com/gofrs/flock"
)

// Process is a lipdash that has a journal open.
type Process struct {
	// PID is 0 where it is not known: the process is on another machine.
	PID int
	// Stopped tells that it was stopped, by ctrl+z say: what it keeps waits for it.
	Stopped bool
}

// Present are the other processes that have the journal at a path open. It changes nothing,
// and needs no journal to be there.
func Present(path string) (others []Process) {
	for _, name := range presences(path) {
		if p := processOf(name); p.PID != os.Getpid() && locked(name) {
			others = append(others, p)
		}
	}
	return others
}

// locked tells whether a process holds the file of its name.
func locked(name string) bool {
	lock := flock.New(name, flock.SetFlag(os.O_RDONLY))
	defer func() { _ = lock.Close() }()
	got, err := lock.TryRLock()
	return err == nil && !got
}

// processOf is the process whose name a file holds.
func processOf(name string) Process {
	raw, _ := os.ReadFile(name) //nolint:gosec // a file of ours beside the journal
	pid := pidOf(string(raw))
	return Process{PID: pid, Stopped: pid != 0 && stopped(pid)}
}
