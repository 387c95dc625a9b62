package format_test

import (
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"

	"lipdash/ui/kit/format"
)

func TestDurations(t *testing.T) {
	const s, m, h, d = time.Second, time.Minute, time.Hour, 24 * time.Hour
	for _, c := range []struct {
		in                                   time.Duration
		age, elapsed, ago, took, left, video string
	}{
		{-2 * h, "0s", "0s", "in the future", "0s", "0s", ""},
		{-10 * s, "0s", "0s", "just now", "0s", "0s", ""},
		{0, "0s", "0s", "just now", "0s", "0s", ""},
		{38*s + 600*time.Millisecond, "38s", "38s", "38 s ago", "39s", "38s", "0:39"},
		{59*s + 900*time.Millisecond, "59s", "59s", "59 s ago", "1m00s", "59s", "1:00"},
		{3*m + 2*s, "3m", "3m02", "3 min ago", "3m02s", "3m", "3:02"},
		{6*m + 41*s, "6m", "6m41", "6 min ago", "6m41s", "6m", "6:41"},
		{h + 2*m + 3*s, "1h", "1h02", "1 h ago", "1h02m", "1h 2m", "1:02:03"},
		{d, "1d", "1d00h", "1 day ago", "24h00m", "1d 0h", "24:00:00"},
		{6*d + 23*h, "6d", "6d23h", "6 days ago", "167h00m", "6d 23h", "167:00:00"},
	} {
		for name, got := range map[string][2]string{
			"Age": {format.Age(c.in), c.age}, "Elapsed": {format.Elapsed(c.in), c.elapsed},
			"Ago": {format.Ago(c.in), c.ago}, "Took": {format.Took(c.in), c.took},
			"Left": {format.Left(c.in), c.left}, "Length": {format.Length(c.in), c.video},
		} {
			if got[0] != got[1] {
				t.Errorf("%s(%v) = %q, want %q", name, c.in, got[0], got[1])
			}
		}
	}
}

func TestNoDurationIsTooLongToDraw(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := time.Duration(rapid.Int64().Draw(t, "d"))
		if d == math.MinInt64 {
			return // its absolute value does not exist
		}
		for name, got := range map[string]string{
			"Age": format.Age(d), "Elapsed": format.Elapsed(d), "Took": format.Took(d), "Length": format.Length(d),
		} {
			if len(got) > 14 {
				t.Fatalf("%s(%d) = %q", name, d, got)
			}
		}
	})
}

func TestMoments(t *testing.T) {
	zone := time.FixedZone("CET", 3600)
	now := time.Date(2026, 11, 23, 9, 14, 0, 0, zone)
	at := time.Date(2026, 11, 23, 7, 52, 7, 0, time.UTC)
	for _, c := range [][2]string{
		{format.Stamp(at, now), "23 Nov 08:52:07"},
		{format.Stamp(at.AddDate(-1, 0, 0), now), "23 Nov 2025 08:52:07"},
		{format.Stamp(time.Date(2025, 12, 31, 23, 30, 0, 0, time.UTC), now), "1 Jan 00:30:00"},
		{format.Stamp(time.Time{}, now), ""},
		{format.Clock(at, now), "08:52:07"},
		{format.Clock(time.Time{}, now), ""},
	} {
		if c[0] != c[1] {
			t.Errorf("got %q, want %q", c[0], c[1])
		}
	}
}

func TestAnAgeInWholeMinutesIsHalfAMinuteOffAtMostAndMovesOnTheMinute(t *testing.T) {
	at := time.Date(2026, 11, 25, 3, 1, 34, 0, time.UTC)
	for s := range 3 * 3600 {
		now := at.Add(time.Duration(s) * time.Second)
		age, got := now.Sub(at), format.WholeMinutes(now, at)
		if off := (got - age).Abs(); off > 30*time.Second || age < time.Minute && off != 0 {
			t.Fatalf("%v is told as %v", age, got)
		}
		if before := format.WholeMinutes(now.Add(-time.Second), at); age > time.Minute && now.Second() != 0 && got != before {
			t.Fatalf("it moves from %v to %v at %v", before, got, now)
		}
	}
}
