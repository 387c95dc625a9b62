package poll

import (
	"time"

	"lipdash/api"
	"lipdash/ui/kit/format"
)

// asleep is how far the wall clock must have run ahead of the program's own for
// the machine to have slept: timers and the monotonic clock stop then, so the
// next tick would come as if nothing had happened.
const asleep = 10 * time.Second

// Clocks are both clocks at one moment.
type Clocks struct {
	wall, own time.Time
	// told is true once it was said that HeyGen's differs.
	told bool
}

// Slept compares the clocks with what they said before, and tells how long the machine
// slept in between, 0 when it did not.
func (c *Clocks) Slept(wall, own time.Time) time.Duration {
	before := *c
	c.wall, c.own = wall.Round(0), own
	slept := c.wall.Sub(before.wall) - own.Sub(before.own)
	if before.own.IsZero() || slept < asleep {
		return 0
	}
	return slept
}

// apart is from when on it is worth a word that two clocks differ.
const apart = time.Minute

// Differ says once that this machine's clock and HeyGen's differ, else "". offset is how far
// HeyGen's is ahead.
func (c *Clocks) Differ(offset time.Duration) string {
	if c.told || offset.Abs() <= apart {
		return ""
	}
	c.told = true
	behind := "behind"
	if offset < 0 {
		behind = "ahead of"
	}
	return "this machine's clock is " + format.Took(offset.Abs()) + " " + behind + " HeyGen's: ages are counted by HeyGen's"
}

// Slept tells that the machine slept: the picture is older by that.
func (r *Rounds) Slept(d time.Duration) {
	for _, t := range []*time.Time{&r.lastOK, &r.past.Started, &r.refreshed, &r.accountAt} {
		if !t.IsZero() {
			*t = t.Add(-d)
		}
	}
}

// Focus tells whether the terminal has the focus.
func (r *Rounds) Focus(focused bool) { r.past.Focused = focused }

// Pressed tells that a key was pressed, and LastKey when the last one was.
func (r *Rounds) Pressed(now time.Time) { r.past.LastKey = now }

// LastKey is when a key was last pressed, zero before the first.
func (r *Rounds) LastKey() time.Time { return r.past.LastKey }

// KeepUser takes over what is known of the user from the rounds of the session before.
func (r *Rounds) KeepUser(before *Rounds) {
	r.past.Focused, r.past.LastKey = before.past.Focused, before.past.LastKey
}

// Retrying is why the client is waiting to repeat a call, nil when it is not.
func (r *Rounds) Retrying() error { return r.retrying }

// paused takes until when the client makes no calls, after a 429.
func (r *Rounds) paused(until time.Time) {
	if until = until.Add(slowedFor); until.After(r.past.SlowedUntil) {
		r.past.SlowedUntil = until
	}
}

// Refuse stops the rounds if an error says that the key is not accepted any more. It
// tells whether that is new.
func (r *Rounds) Refuse(err error) (first bool) {
	if !api.IsAuth(err) {
		return false
	}
	first = r.refused == nil
	r.refused, r.next = err, time.Time{}
	return first
}

// Refused is why the key is not accepted any more, nil while it is.
func (r *Rounds) Refused() error { return r.refused }

// Allow ends the refusal: the key is looked for again.
func (r *Rounds) Allow() { r.refused = nil }

// Failures is how many rounds in a row failed, and Err why the last one did.
func (r *Rounds) Failures() int { return r.past.Failures }

// Err is why the last round failed, nil when it did not.
func (r *Rounds) Err() error { return r.err }

// Asking tells whether a round is under way.
func (r *Rounds) Asking() bool { return len(r.awaiting) > 0 }

// LastChange is when a job was last seen to change its state.
func (r *Rounds) LastChange() time.Time { return r.past.LastChange }
