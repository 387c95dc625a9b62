package format

import (
	"fmt"
	"time"
)

const day = 24 * time.Hour

// figure is a length of time in the forms for seconds, minutes, hours and days, each of
// which is given the whole ones and what is left in the unit below. A negative length, from
// a clock that is behind, is none.
func figure(d time.Duration, forms ...string) string {
	d = max(0, d)
	units := []time.Duration{time.Second, time.Minute, time.Hour, day}
	at := 0
	for at < len(forms)-1 && d >= units[at+1] {
		at++
	}
	return fmt.Sprintf(forms[at], d/units[at], d%units[at]/units[max(0, at-1)])
}

// Age is a coarse age, "40s", "3m", "1h", "2d".
func Age(d time.Duration) string { return figure(d, "%[1]ds", "%[1]dm", "%[1]dh", "%[1]dd") }

// Elapsed is a figure that ticks: "38s", "3m02", from an hour on "1h52", from
// a day on "3d04h". It never rounds up.
func Elapsed(d time.Duration) string { return figure(d, "%[1]ds", "%dm%02d", "%dh%02d", "%dd%02dh") }

// Seconds is a short count of time, rounded to the second: "38s", "3m02".
func Seconds(d time.Duration) string { return Elapsed(d.Round(time.Second)) }

// skew is how far two clocks may differ before it is worth a word (api.md 9,
// no. 37).
const skew = time.Minute

// Ago is an age in words: "just now", "11 min ago", "3 days ago".
func Ago(d time.Duration) string {
	switch {
	case d < -skew:
		return "in the future"
	case d < 5*time.Second:
		return "just now"
	case d < time.Minute:
		return fmt.Sprintf("%d s ago", d/time.Second)
	case d < time.Hour:
		return fmt.Sprintf("%d min ago", d/time.Minute)
	case d < day:
		return fmt.Sprintf("%d h ago", d/time.Hour)
	}
	return Count(int(d/day), "day", "days") + " ago"
}

// Took is how long something lasted: "38s", "6m41s", "1h02m", rounded to the
// second.
func Took(d time.Duration) string {
	return figure(d.Round(time.Second), "%[1]ds", "%dm%02ds", "%dh%02dm")
}

// Left is how long something is still good for: "6d 23h", "41m", "30s".
func Left(d time.Duration) string { return figure(d, "%[1]ds", "%[1]dm", "%dh %dm", "%dd %dh") }

// Length is the length of a video: "2:14", "1:02:03", "" when unknown.
func Length(d time.Duration) string {
	if d <= 0 {
		return ""
	}
	d = d.Round(time.Second)
	minute, second := d%time.Hour/time.Minute, d%time.Minute/time.Second
	if d >= time.Hour {
		return fmt.Sprintf("%d:%02d:%02d", d/time.Hour, minute, second)
	}
	return fmt.Sprintf("%d:%02d", minute, second)
}

// Stamp is a moment in now's time zone: "23 Nov 08:52:07", with the year when it
// is another one, "" for no time.
func Stamp(t, now time.Time) string {
	if t.IsZero() {
		return ""
	}
	t = t.In(now.Location())
	if t.Year() != now.Year() {
		return t.Format("2 Jan 2006 15:04:05")
	}
	return t.Format("2 Jan 15:04:05")
}

// Clock is a moment's time of day in now's time zone, "" for no time.
func Clock(t, now time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(now.Location()).Format("15:04:05")
}

// WholeMinutes is an age that moves on the minute from the first one on, for what no longer
// changes: all ages of a list move in one frame then. It is half a minute off at most.
func WholeMinutes(now, at time.Time) time.Duration {
	if age := now.Sub(at); age < time.Minute {
		return age
	}
	return max(time.Minute, now.Truncate(time.Minute).Add(time.Minute/2).Sub(at))
}

// Earliest is the first of some moments, zero ones left out.
func Earliest(moments ...time.Time) (first time.Time) {
	for _, at := range moments {
		if first.IsZero() || !at.IsZero() && at.Before(first) {
			first = at
		}
	}
	return first
}

// Midnight is when the day of a moment began.
func Midnight(t time.Time) time.Time {
	y, mo, d := t.Date()
	return time.Date(y, mo, d, 0, 0, 0, 0, t.Location())
}
