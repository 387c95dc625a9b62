package api

import (
	"context"
	"errors"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// The official CLI's figures (api.md 1.7).
const (
	retries      = 2
	firstBackoff = time.Second
	lastBackoff  = 30 * time.Second
	jitterShare  = 0.25
	// inProgressTries is how often an upload whose first request is still running
	// is asked again: it is a wait, not a failure.
	inProgressTries = 6
)

// backoff tells how long to wait before the next attempt, and whether there is
// one; without one the wait is 0. A 429 closes the gate for everybody.
func (c *Client) backoff(ctx context.Context, k call, e *Error, attempt int) (wait time.Duration, again bool) {
	wait = c.delay(attempt)
	if e.Status == http.StatusTooManyRequests && e.Code != "quota_exceeded" {
		wait = max(wait, e.RetryAfter)
		c.gate.close(wait)
		again = wait <= longestWait && attempt <= retries && !noRateLimitWait(ctx)
	} else {
		wait = max(wait, min(e.RetryAfter, longestWait))
		again = attempt <= k.triesAfter(e)
	}
	if !again {
		return 0, false
	}
	return wait, true
}

// triesAfter is how many attempts may follow the first one for a failure. A
// create that may have made its job is never sent again from here: whoever
// called looks for the job first, since nobody promises that a key outlives an
// answer 5xx (api.md 10).
func (k call) triesAfter(e *Error) int {
	switch {
	case k.create && e.maybe:
		return 0
	case e.inProgress() && k.key != "":
		return inProgressTries
	case k.create && e.notReady(), k.repeatable() && e.worthRepeating():
		return retries
	}
	return 0
}

// delay doubles with every attempt, with a quarter of jitter either way.
func (c *Client) delay(attempt int) time.Duration {
	d := Backoff(firstBackoff, lastBackoff, attempt-1)
	return time.Duration(float64(d) * (1 - jitterShare + 2*jitterShare*c.jitter()))
}

// repeatable tells whether sending twice is harmless: the method is idempotent,
// or the call has a key.
func (k call) repeatable() bool {
	switch k.method {
	case http.MethodGet, http.MethodHead, http.MethodPut, http.MethodDelete:
		return true
	}
	return k.key != ""
}

// worthRepeating tells whether a second try may help. A time-out of ours never
// is: the server is slow, and asking again makes it slower.
func (e *Error) worthRepeating() bool {
	switch e.kind {
	case kindTransport:
		return true
	case kindBody:
		return !errors.Is(e.Err, errTooLarge)
	case kindStatus:
		switch e.Status {
		case 500, 502, 503, 504:
			return true
		}
	}
	return false
}

// longestAsk bounds Retry-After, so that no number overflows.
const longestAsk = 24 * time.Hour

// retryAfter reads the header in both of its forms; what makes no sense is 0.
// A date is compared with the one of the answer, or with now by the server's clock
// (api.md 9, no. 37).
func retryAfter(h http.Header, now time.Time) time.Duration {
	v := strings.TrimSpace(h.Get("Retry-After"))
	if s, err := strconv.ParseFloat(v, 64); err == nil {
		if s <= 0 || math.IsNaN(s) {
			return 0
		}
		return time.Duration(min(s, longestAsk.Seconds()) * float64(time.Second))
	}
	at, err := http.ParseTime(v)
	if err != nil {
		return 0
	}
	if date, err := http.ParseTime(h.Get("Date")); err == nil {
		now = date
	}
	return max(0, min(at.Sub(now), longestAsk))
}

// Backoff is how long to wait after so many waits: first, then twice as long each time,
// last at most.
func Backoff(first, last time.Duration, waits int) time.Duration {
	return min(first<<min(waits, 10), last)
}
