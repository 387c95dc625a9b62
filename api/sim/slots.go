package sim

import (
	"slices"
	"time"
)

// slots are the account's places for active jobs (api.md 5.3). Lives are fixed
// when jobs are made, so the moments at which places become free are known.
type slots struct {
	unlimited bool
	free      int
	// ends are when the taken places become free, soonest first.
	ends []time.Time
}

// slots counts every job that has not ended; the caller holds the lock.
func (s *Server) slots() *slots {
	out := &slots{unlimited: s.opts.Concurrency < 0}
	now := s.now()
	for _, j := range s.jobs {
		if j.active(now) || j.queued(now) {
			out.give(j.endAt())
		}
	}
	limit := s.opts.Concurrency
	out.free = limit - len(out.ends)
	if over := -out.free; over > 0 && !out.unlimited {
		// That many have to end before the first place is free.
		out.free, out.ends = 0, out.ends[over:]
	}
	return out
}

// refuse is the 429 of a job that finds no place.
func (f *slots) refuse(now time.Time) *problem {
	if f.unlimited || f.free > 0 {
		return nil
	}
	return tooMany("Concurrent job limit reached", min(f.ends[0].Sub(now), time.Minute))
}

// give notes when a job ends.
func (f *slots) give(end time.Time) {
	i, _ := slices.BinarySearchFunc(f.ends, end, time.Time.Compare)
	f.ends = slices.Insert(f.ends, i, end)
}

// take is when the next job may begin.
func (f *slots) take(now time.Time) time.Time {
	switch {
	case f.unlimited:
		return now
	case f.free > 0:
		f.free--
		return now
	}
	at := f.ends[0]
	f.ends = f.ends[1:]
	return at
}
