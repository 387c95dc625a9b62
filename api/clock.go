package api

import (
	"net/http"
	"slices"
	"sync"
	"time"
)

const (
	// clockSamples is how many answers the median is of.
	clockSamples = 5
	// sameClock is up to what difference clocks are taken to agree: a Date has
	// whole seconds, and its answer was a while on the way.
	sameClock = 2 * time.Second
)

// serverClock is how far the server's clock is ahead of this machine's, by the
// Date of its answers (api.md 9, no. 37).
type serverClock struct {
	mu sync.Mutex
	// seen are the newest measurements, the newest last.
	seen   []time.Duration
	offset time.Duration
}

// note measures the clock by the header of an answer that arrived at now. One
// that a cache kept is as old as it says. The offset stays as it is while the
// median is near to it, so that times which are reckoned by it stand still.
func (c *serverClock) note(h http.Header, now time.Time) {
	date, err := http.ParseTime(h.Get("Date"))
	if err != nil || h.Get("Age") != "" {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.seen = append(c.seen, date.Add(time.Second/2).Sub(now.Round(0)))
	c.seen = c.seen[max(0, len(c.seen)-clockSamples):]
	sorted := slices.Sorted(slices.Values(c.seen))
	if median := sorted[len(sorted)/2]; (median - c.offset).Abs() > sameClock {
		c.offset = median
	}
}

func (c *serverClock) ahead() (offset time.Duration, known bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.offset, len(c.seen) > 0
}

// ClockOffset is how far HeyGen's clock is ahead of this machine's, as the newest
// answers tell; not known before the first one. Times that HeyGen gave are
// compared with this machine's by it.
func (c *Client) ClockOffset() (offset time.Duration, known bool) { return c.clock.ahead() }

// serverTime is a moment of this machine's clock by HeyGen's.
func (c *Client) serverTime(t time.Time) time.Time {
	offset, _ := c.clock.ahead()
	return t.Add(offset)
}
