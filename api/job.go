package api

import (
	"encoding/json"
	"net/url"
	"strings"
	"time"
)

// JobID identifies a lipsync job. It is opaque: samples look like ls_… or 32
// hex digits, and it is escaped wherever it enters a path (api.md 1.2).
type JobID string

// BatchID identifies a batch that the server made (api.md 1.1). It is opaque.
type BatchID string

// Job is the lipsync resource as the server last told it (api.md 1.2). Only ID
// and Status are promised; every other field may be absent and is then zero.
type Job struct {
	ID     JobID
	Status Status
	Title  string
	// Duration is the length of the output, 0 when unknown or senseless.
	Duration time.Duration
	// VideoURL and CaptionURL are presigned: secrets, short-lived, never stored.
	// Ask VideoLink and CaptionLink for what may be offered to a user.
	VideoURL   string
	CaptionURL string
	CallbackID string
	// CreatedAt is zero when the server did not say.
	CreatedAt      time.Time
	FailureMessage string
	// Raw is the object as it came, for the raw view, but for secrets in its
	// texts; it holds presigned links.
	Raw json.RawMessage
}

// IDsOf are the ids of jobs, in their order.
func IDsOf(jobs []Job) []JobID {
	ids := make([]JobID, len(jobs))
	for i, j := range jobs {
		ids[i] = j.ID
	}
	return ids
}

// VideoLink is the result's link if it may be offered: the job is completed
// and the link is https, or http to loopback (api.md 9, no. 10).
func (j Job) VideoLink() (string, bool) { return j.link(j.VideoURL) }

// CaptionLink is the SRT file's link under the same rule as VideoLink.
func (j Job) CaptionLink() (string, bool) { return j.link(j.CaptionURL) }

func (j Job) link(raw string) (string, bool) {
	if j.Status != StatusCompleted || raw == "" {
		return "", false
	}
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" || !secureURL(u) {
		return "", false
	}
	return raw, true
}

// JobPage is one page of GET /v3/lipsyncs in the server's order, which is not
// documented (api.md 1.1).
type JobPage struct {
	Jobs []Job
	// NextToken is the opaque cursor of the following page, "" at the end.
	NextToken string
	// Incomplete says that the server promised more but gave no token, so the
	// end of the list cannot be reached (api.md 9, no. 17).
	Incomplete bool
	// Skipped counts items without an id, which cannot be shown.
	Skipped int
}

// HasMore tells whether another page can be fetched.
func (p JobPage) HasMore() bool { return p.NextToken != "" }

// JobStatus is one answer of a bulk status call (api.md 1.3).
type JobStatus struct {
	ID     JobID
	Status Status
	// Failure is the first useful text of the open error object, or "".
	Failure string
}

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
