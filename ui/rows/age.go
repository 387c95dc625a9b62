package rows

import (
	"time"

	"lipdash/api"
	"lipdash/ui/kit/format"
)

// age is the elapsed time of a job that is active, or was a moment ago, and the age of any
// other.
func (s Source) age(j api.Job) string {
	switch {
	case j.CreatedAt.IsZero():
		return ""
	case j.Status.Active(), s.Browse.Bright(j.ID, s.Now):
		return format.Elapsed(coarse(s.Now.Sub(s.made(j))))
	}
	return format.Age(coarseAge(s.Now, s.made(j)))
}

// calmFrom is from when on a figure in a row moves by calmBy: a screen full of them that
// all move each second is noise, and bytes.
const (
	calmFrom = 10 * time.Second
	calmBy   = 5 * time.Second
)

// coarse is a count of time for a row. It never says more than has passed.
func coarse(d time.Duration) time.Duration {
	if d < calmFrom {
		return d
	}
	return d.Truncate(calmBy)
}

// coarseAge is the age of what no longer changes, for a row. Those of all rows move in the
// same frame, on the minute.
func coarseAge(now, at time.Time) time.Duration {
	return coarse(format.WholeMinutes(now, at))
}
