package api

import (
	"encoding/json"
	"net/url"
	"time"
)

// JobID identifies a lipsync job. It is opaque: samples look like ls_… or 32
// hex digits, and it is escaped wherever it enters a path (api.md 1.2).
type JobID string

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
