package ui

import (
	"errors"
	"time"

	"lipdash/api"
	"lipdash/ui/kit/format"
	"lipdash/ui/pane/statusbar"
)

// staleAfter is how long an answer may be overdue before the picture is called
// stale.
const staleAfter = 5 * time.Second

// pulse says how old the picture is and when the next one comes.
func (m *Model) pulse() statusbar.Pulse {
	p := &m.poll
	odd := func(text ...string) statusbar.Pulse { return statusbar.Pulse{Mood: statusbar.Odd, Text: text} }
	switch {
	case m.stands():
		return m.frozenPulse()
	case !m.isOpen():
		return statusbar.Pulse{Mood: statusbar.Asking, Text: []string{"nothing sent yet"}}
	case m.refused != nil:
		return odd("key refused, not asking", "key refused")
	case m.pausedFor() > 0:
		s := seconds(m.pausedFor())
		return odd("HeyGen asked to slow down, goes on in "+s, "slowed down, "+s, "slowed "+s)
	case p.failures > 0:
		return odd(m.outage(p.nextAt.Sub(m.now))...)
	case p.retrying != nil && m.fromCache():
		return odd(m.cachedAge()+", trying again", m.cachedAge())
	case p.retrying != nil:
		return odd(retryWord(p.retrying)+", trying again", "trying again")
	case m.fromCache():
		return m.cachedPulse()
	case p.lastOK.IsZero():
		return statusbar.Pulse{Mood: statusbar.Asking, Text: []string{"asking HeyGen", "asking"}}
	case len(p.awaiting) > 0 && m.overdue():
		age := seconds(m.now.Sub(p.lastOK))
		return odd("stale "+age+", asking", "stale "+age)
	}
	return statusbar.Pulse{Text: m.live()}
}

// live is the pulse while all is well. Nothing in it moves by itself: a figure
// that counts costs a frame each second, on slow links too, and what it would
// say is bounded by what stands here.
func (m *Model) live() []string {
	p := &m.poll
	switch {
	case len(p.awaiting) > 0 && m.now.Sub(p.startedAt) >= tick:
		return []string{"live, asking", "live"}
	case len(m.store.Active()) == 0:
		return []string{"live, at most " + format.Age(m.poll.within) + " old", "live"}
	}
	if m.poll.within == 0 { // nothing was asked yet
		return []string{"live"}
	}
	s := seconds(roundUp(m.poll.within, tellBy))
	return []string{"live, changes within " + s, "live, within " + s, "live"}
}

// tellBy is how finely the longest wait is told.
const tellBy = 5 * time.Second

func roundUp(d, by time.Duration) time.Duration { return (d + by - 1).Truncate(by) }

// overdue tells whether the round's answers are late.
func (m *Model) overdue() bool {
	return m.now.Sub(m.poll.startedAt) > staleAfter || m.now.Sub(m.poll.lastOK) > m.poll.within+2*staleAfter
}

// outage is the pulse while rounds fail: since when, and when the next try is.
func (m *Model) outage(next time.Duration) []string {
	word := outageWord(m.poll.err, "offline")
	since := ""
	if m.fromCache() {
		word += ", " + m.cachedAge()
	} else if !m.poll.lastOK.IsZero() {
		since = " " + seconds(m.now.Sub(m.poll.lastOK))
	}
	try := "trying"
	if next > 0 {
		try = "next try in " + seconds(next)
	}
	short := "trying"
	if next > 0 {
		short = seconds(next)
	}
	return []string{word + since + ", " + try, word + since + ", " + short, word + ", " + short}
}

// outageWord is what keeps HeyGen from being heard, in a word or two; offline is
// the one for a network that carries nothing.
func outageWord(err error, offline string) string {
	switch {
	case api.IsProxy(err):
		return "proxy fails"
	case api.IsUntrusted(err):
		return "certificate refused"
	case api.IsOffline(err):
		return offline
	}
	return "stale"
}

// retryWord is why a call is made once more.
func retryWord(err error) string {
	var e *api.Error
	switch {
	case api.IsOffline(err):
		return outageWord(err, "no answer")
	case errors.As(err, &e) && e.Status >= 500:
		return "a fault at HeyGen"
	case errors.As(err, &e) && e.Status == 409:
		return "HeyGen is not ready yet"
	}
	return "an unusable answer"
}

// seconds is a short count of time in whole seconds.
func seconds(d time.Duration) string {
	return format.Seconds(d)
}
