package api

import "strings"

// Status is the one vocabulary for a job's state in this program, folded from
// both of the wire's (api.md 1.4). A word nobody documented is kept as it came,
// trimmed and in lower case: it is shown, counts as active, and is polled slowly.
type Status string

// The states a job can be in.
const (
	// StatusUnknown is an empty or missing status word.
	StatusUnknown   Status = ""
	StatusPending   Status = "pending"
	StatusRunning   Status = "running"
	StatusCompleted Status = "completed"
	StatusFailed    Status = "failed"
	// StatusGone is a bulk answer's not_found. It is final only after a GET
	// says 404 with an envelope too (api.md 9, no. 14).
	StatusGone Status = "gone"
)

// ParseStatus folds a status word of the wire into a Status.
func ParseStatus(wire string) Status {
	word := strings.ToLower(strings.TrimSpace(wire))
	switch word {
	case "pending", "queued", "waiting":
		return StatusPending
	case "running", "processing":
		return StatusRunning
	case "completed", "succeeded", "success", "done":
		return StatusCompleted
	case "failed", "failure", "error", "rejected", "cancelled", "canceled":
		return StatusFailed
	case "not_found":
		return StatusGone
	}
	return Status(word)
}

// Terminal tells whether the state is final: completed or failed.
func (s Status) Terminal() bool { return s == StatusCompleted || s == StatusFailed }

// Known tells whether the state is one this program has a name for.
func (s Status) Known() bool {
	switch s {
	case StatusPending, StatusRunning, StatusCompleted, StatusFailed, StatusGone:
		return true
	}
	return false
}

// Active tells whether the job is still worth polling: pending, running, or a
// word this program does not know.
func (s Status) Active() bool { return !s.Terminal() && s != StatusGone }

// Rank orders the states in the one direction a job moves: pending and unknown
// words 0, running 1, terminal 2. A later answer with a lower rank is old news.
func (s Status) Rank() int {
	switch s {
	case StatusRunning:
		return 1
	case StatusCompleted, StatusFailed:
		return 2
	}
	return 0
}
