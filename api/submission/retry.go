package submission

import (
	"time"

	"lipdash/api"
)

// What fails in passing is retried automatically where the user wants that: a create that was
// refused because the host of a source did not answer, with the same submission, and a job that
// failed, with another one (Retry). Nothing else is, and each only so often as was allowed when
// the intent was given.

// The waits before what failed is tried again.
const (
	firstRetry = 2 * time.Minute
	lastRetry  = time.Hour
)

// RetryPause is how long to wait before the n-th try, 1 for the first.
func RetryPause(n int) time.Duration { return api.Backoff(firstRetry, lastRetry, 2*(max(n, 1)-1)) }

// MayRetry tells whether it may be tried once more by itself.
func (s Submission) MayRetry() bool { return s.Retried < s.Retries && len(Withheld(s.Values)) == 0 }

// Retry is the intent to make a job again that failed in passing, of the submission that made
// it.
func Retry(id ID, made Submission, now time.Time) Submission {
	s := New(id, made.Values, now)
	s.Retries, s.Retried, s.Again = made.Retries, made.Retried+1, made.JobID
	s.Batch, s.Item, s.Alone = made.Batch, made.Item, made.Batch != ""
	s.Cost = made.Cost
	return s
}

// retryLater waits minutes where a refusal is passing: nothing was made or billed. It tells
// whether it does.
func (s *Submission) retryLater(err error, p Problem, now time.Time) bool {
	cause, _ := api.CauseOf(api.As(err).Message)
	if api.As(err).Code != "download_failed" || cause != api.CausePassing || !s.MayRetry() {
		return false
	}
	s.Retried++
	s.State, s.Problem, s.NextTry = Queued, p, now.Add(RetryPause(s.Retried))
	return true
}
