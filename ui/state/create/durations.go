package create

import (
	"time"

	"lipdash/api"
	"lipdash/ui/kit/format"
)

// Typical is how long jobs of a mode, or of all modes, took on this account, from
// when they were made until they were done. N is of how many that is known.
type Typical struct {
	Median, P90, P95 time.Duration
	N                int
	// For is the same for outputs of about a length; nil when all there is are
	// the figures above.
	For func(length time.Duration) Typical
}

// enough is how many jobs it takes before an estimate is shown.
const enough = 3

// AnyMode stands for the jobs of all modes, and for a mode nobody here knows.
const AnyMode api.Mode = ""

// Modes are what the journal is asked about.
var Modes = []api.Mode{api.ModeSpeed, api.ModePrecision, AnyMode}

// typicalFor is how long a figure is used before it is asked for again.
const typicalFor = 5 * time.Minute

// Durations is how long jobs take.
type Durations struct {
	typical map[api.Mode]Typical
	askedAt time.Time
}

// Due tells whether the journal is to be asked how long jobs take, once.
func (d *Durations) Due(now time.Time) bool { return due(&d.askedAt, typicalFor, now) }

// Learned takes how long jobs of a mode take.
func (d *Durations) Learned(mode api.Mode, t Typical) {
	if d.typical == nil {
		d.typical = map[api.Mode]Typical{}
	}
	d.typical[mode] = t
}

// of is how long jobs of a mode take, those of about a length where that is known.
func (d *Durations) of(mode api.Mode, length time.Duration) Typical {
	t := d.typical[mode]
	if length > 0 && t.For != nil {
		return t.For(length)
	}
	return t
}

// Left is what is likely left of an active job that is that old, from this account's
// own past; stuck is true for one that takes more than twice as long as nearly all
// did. One whose mode is not known is compared with all, which is no estimate but
// tells when it is stuck.
func (r *Room) Left(j api.Job, elapsed time.Duration) (info string, stuck bool) {
	rec := r.Records.Of(j.ID)
	t := r.Durations.of(rec.Mode, expected(j, rec.Values))
	if t.N < enough || j.CreatedAt.IsZero() || !j.Status.Active() {
		return "", false
	}
	switch {
	case elapsed > 2*t.P95:
		return "usually under " + format.Age(t.P95), true
	case rec.Mode == AnyMode:
		return "", false
	case elapsed > t.P90:
		return "longer than most", false
	case elapsed+time.Second > t.Median:
		return "any moment", false
	}
	return "about " + format.Age(t.Median-elapsed) + " left", false
}

// expected is how long the output of a job will be, 0 when nobody knows: the
// server's word, or the part that was asked for.
func expected(j api.Job, values map[string]string) time.Duration {
	if j.Duration > 0 {
		return j.Duration
	}
	req, _ := api.ParseCreate(values)
	if req.EndTime == nil {
		return 0
	}
	secs := *req.EndTime
	if req.StartTime != nil {
		secs -= *req.StartTime
	}
	return seconds(max(0, secs))
}

// Median is how long half of the jobs of all modes took at most, 0 while that is not known.
func (d *Durations) Median() time.Duration {
	if t := d.typical[AnyMode]; t.N >= enough {
		return t.Median
	}
	return 0
}

// Takes is how long some jobs of a mode and about a length are likely to take from now on,
// where some others are before them and so many run at once (slots, 0 for all): how long half
// of such jobs took, how long nearly all, and of how many that is known. It is nothing while
// too few are known.
func (d *Durations) Takes(mode api.Mode, length time.Duration, jobs, before, slots int) (about, worst time.Duration, n int) {
	t := d.of(mode, length)
	if t.N < enough || jobs == 0 {
		return 0, 0, 0
	}
	rounds := 1
	if slots > 0 {
		rounds = (before + jobs + slots - 1) / slots
	}
	return time.Duration(rounds) * t.Median, time.Duration(rounds) * t.P90, t.N
}
