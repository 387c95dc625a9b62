package poll

import (
	"time"

	"lipdash/api"
	"lipdash/ui/kit/format"
)

const (
	// staleAfter is how long an answer may be overdue before the picture is called
	// stale.
	staleAfter = 5 * time.Second
	// askingFor is how long a round goes on before that is worth a word.
	askingFor = time.Second
	// slowFrom is from when on the longest wait is told beside the age.
	slowFrom = 15 * time.Second
	// toldBy is how finely the longest wait is told.
	toldBy = 5 * time.Second
)

// Mood is how the picture on screen relates to the server.
type Mood int

// Live is up to date; Asking has not heard anything yet; Odd is stale, offline,
// paused or refused.
const (
	Live Mood = iota
	Asking
	Odd
)

// Picture says how old what is on screen is and when the next answer comes. Text has
// the same in shorter and shorter forms.
type Picture struct {
	Mood Mood
	Text []string
}

func odd(text ...string) Picture { return Picture{Odd, text} }

// Picture is what the header says. kept is of when the list on screen is while all of
// it is an earlier run's, else zero.
func (r *Rounds) Picture(now, pausedUntil, kept time.Time) Picture {
	age := keptAge(kept, now)
	switch paused := pausedUntil.Sub(now); {
	case r.refused != nil:
		return odd("key refused, not asking", "key refused")
	case paused > 0:
		s := format.Seconds(paused)
		return odd("HeyGen asked to slow down, resumes in "+s, "slowed down, "+s, "slowed "+s)
	case r.past.Failures > 0:
		return odd(r.outage(now, age)...)
	case r.retrying != nil && age != "":
		return odd(age+", trying again", age)
	case r.retrying != nil:
		return odd(retryWord(r.retrying)+", trying again", "trying again")
	case age != "":
		return Picture{Asking, []string{age + ", asking", age}}
	case r.lastOK.IsZero():
		return Picture{Asking, []string{"asking HeyGen", "asking"}}
	case r.Asking() && r.overdue(now):
		stale := format.Seconds(now.Sub(r.lastOK))
		return odd("stale "+stale+", asking", "stale "+stale)
	}
	if r.spent && r.next.After(now) {
		s := format.Seconds(r.next.Sub(now))
		return odd("no calls left this minute, next look in "+s, "no calls left, "+s, "next look "+s)
	}
	return Picture{Text: r.live(now)}
}

// live is the picture while all is well: how old it is. Its figure moves at a calm pace, so
// that it costs little on slow links. What is slow to be seen, in a large fleet, is told too.
func (r *Rounds) live(now time.Time) []string {
	live := "live"
	if age := r.calmAge(now.Sub(r.lastOK)); age > 0 {
		live += " " + format.Seconds(age)
	}
	switch {
	case r.Asking() && now.Sub(r.past.Started) >= askingFor:
		return []string{live + ", asking", live}
	case r.within > slowFrom && r.Pace() != "":
		return []string{live + ", " + r.Pace(), live}
	}
	return []string{live}
}

// calmAge is an age as it is told: by two seconds, later by five, and with nothing under
// way by ten, as often as the screen is drawn then.
func (r *Rounds) calmAge(age time.Duration) time.Duration {
	switch {
	case len(r.jobs.Active()) == 0:
		return age.Truncate(10 * time.Second)
	case age < 10*time.Second:
		return age.Truncate(2 * time.Second)
	}
	return age.Truncate(5 * time.Second)
}

// Pace is how soon a change is seen, in words, "" while nothing is asked about.
func (r *Rounds) Pace() string {
	if r.within == 0 || len(r.jobs.Active()) == 0 {
		return ""
	}
	return "changes within " + format.Seconds(r.told())
}

// told is within as it is told.
func (r *Rounds) told() time.Duration { return (r.within + toldBy - 1).Truncate(toldBy) }

// overdue tells whether the round's answers are late.
func (r *Rounds) overdue(now time.Time) bool {
	return now.Sub(r.past.Started) > staleAfter || now.Sub(r.lastOK) > r.within+2*staleAfter
}

// outage is the picture while rounds fail: since when, and when the next try is.
func (r *Rounds) outage(now time.Time, age string) []string {
	word, since := OutageWord(r.err), ""
	if age != "" {
		word += ", " + age
	} else if !r.lastOK.IsZero() {
		since = " " + format.Seconds(now.Sub(r.lastOK))
	}
	try, short := "trying", "trying"
	if next := r.next.Sub(now); next > 0 {
		try, short = "next try in "+format.Seconds(next), format.Seconds(next)
	}
	return []string{word + since + ", " + try, word + since + ", " + short, word + ", " + short}
}

// OutageWord is what keeps HeyGen from being heard, in a word or two.
func OutageWord(err error) string { return outageWord(err, "offline") }

// outageWord has offline for a network that carries nothing.
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
	switch e := api.As(err); {
	case api.IsOffline(err):
		return outageWord(err, "no answer")
	case e.Status >= 500:
		return "a fault at HeyGen"
	case e.Status == 409:
		return "HeyGen is not ready yet"
	}
	return "an unusable answer"
}

// keptAge says of when an earlier run's list is, "" when there is none.
func keptAge(kept, now time.Time) string {
	if kept.IsZero() {
		return ""
	}
	at, layout := kept.Local(), "15:04"
	if now := now.Local(); at.YearDay() != now.YearDay() || at.Year() != now.Year() {
		layout = "2 Jan 15:04"
	}
	return "from " + at.Format(layout) + ", " + format.Age(now.Sub(at)) + " ago"
}
