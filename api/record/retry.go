package record

import "time"

// Retry is how a failed job is tried again by itself.
type Retry struct {
	// At is when, N which try that is, of Of at most.
	At    time.Time
	N, Of int
	// Begun tells that it was; Stopped is why it is not after all, "" when it is.
	Begun   bool
	Stopped NoRetry
}

// NoRetry is why a job is not tried again by itself after all.
type NoRetry string

// The reasons: the day's limit is reached, it was made again already, it was deleted.
const (
	NoRetryLimit NoRetry = "limit"
	NoRetryMade  NoRetry = "made"
	NoRetryGone  NoRetry = "gone"
)
