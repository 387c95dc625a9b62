package detail

import (
	"slices"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/ui/kit/format"
)

// spans are how long a job took and of what that was made, as far as it was
// seen from here. The resource tells none of it (api.md 1.2).
type spans struct {
	took time.Duration
	// waited is the part of took before it ran, where the change was seen.
	waited time.Duration
	parted bool
	// over is false while the job goes on; took then runs until now.
	over bool
	// before is when a job was found to be over whose end nobody saw, zero for any
	// other; took is then longer than it was.
	before time.Time
}

// measure reads the spans from what was seen; false for a job whose end alone
// was seen, or whose beginning nobody told.
func measure(d Data, now time.Time) (spans, bool) {
	start, ok := begun(d)
	if !ok {
		return spans{}, false
	}
	end := now
	s := spans{}
	if i := slices.IndexFunc(d.History, func(seen record.Seen) bool { return !seen.Status.Active() }); i >= 0 {
		s.over, end = true, d.History[i].At
		if d.History[i].Found {
			s.before = end
		}
	}
	s.took = max(0, end.Sub(start))
	for _, seen := range d.History[1:] {
		if seen.Status == api.StatusRunning && !seen.Found && !s.parted {
			s.parted = true
			s.waited = min(s.took, max(0, seen.At.Sub(start)))
		}
	}
	return s, true
}

// begun is when the job began to wait: by our own clock when it was seen being made
// here, else by the server's, unless that is ahead of ours. What was not made has not.
func begun(d Data) (time.Time, bool) {
	if d.Submission != "" || len(d.History) == 0 || !d.History[0].Status.Active() {
		return time.Time{}, false
	}
	first := d.History[0].At
	switch at := d.Job.CreatedAt; {
	case d.CreatedHere && (!d.History[0].Found || at.IsZero()):
		return first, true
	case at.IsZero() || at.After(first):
		return first, !at.IsZero()
	default:
		return at, true
	}
}

// time is how long the job took, or takes so far.
func (s *sheet) time(d Data) {
	t, ok := measure(d, s.now)
	switch {
	case !ok:
	case !t.over:
		s.progress(d)
	case !t.before.IsZero():
		s.field("ended", s.text(s.before(t.before), ""))
	case t.parted:
		s.field("took", s.brief(s.text(format.Took(t.took), "waited "+format.Elapsed(t.waited)+", ran "+format.Elapsed(t.took.Round(time.Second)-t.waited.Truncate(time.Second)))))
	default:
		s.field("took", s.text(format.Took(t.took), ""))
	}
}

// progress is how far a job is that goes on, and what is to be expected of it.
func (s *sheet) progress(d Data) {
	t, ok := measure(d, s.now)
	if !ok {
		return
	}
	s.field("so far", s.text(format.Elapsed(t.took), clean(d.Expected)))
	if t.parted && s.all {
		s.field("waited", s.text(format.Elapsed(t.waited), "")) // beside the list the history says it
	}
}

// longAgo is from when on it is worth a line that nothing was heard of a job.
const longAgo = 2 * time.Minute

// history is what was seen of the job's life, and when it was last heard of if that is a
// while ago. That a job was there already when this run began is nothing to say beside the
// list.
func (s *sheet) history(d Data) {
	took, events := s.seen(d)
	if len(events) == 0 {
		return
	}
	s.heading(seenHeading, took)
	for _, e := range events {
		r := s.row().Put(s.th.Faint, e.when+" ")
		s.put(r.PutCut(s.th.Muted, e.word, r.Left(), s.th.Glyphs.Ellipsis))
	}
}

const seenHeading = "seen from here"

// event is a moment as people write it, and a word for what was seen then.
type event struct{ when, word string }

// seen are the events of the history, and how long all took where no other place says it.
func (s *sheet) seen(d Data) (took string, events []event) {
	if len(d.History) == 0 {
		return "", nil
	}
	last := d.History[len(d.History)-1].At
	silent := d.SeenAt.Sub(last) >= time.Second && s.now.Sub(d.SeenAt) >= longAgo
	if len(d.History) == 1 && !d.CreatedHere && !s.all && !silent {
		return "", nil
	}
	if t, ok := measure(d, s.now); ok && t.over && !s.all && !s.roomy {
		took = "took " + format.Took(t.took)
		if !t.before.IsZero() {
			took = "ended " + s.before(t.before)
		}
	}
	for i, seen := range d.History {
		at := seen.At
		if start, ok := begun(d); ok && i == 0 && d.CreatedHere {
			at = start
		}
		events = append(events, event{s.moment(at), s.word(d, i)})
	}
	if silent {
		events = append(events, event{s.moment(d.SeenAt), "last heard of"})
	}
	return took, events
}

func (s *sheet) word(d Data, i int) string {
	seen := d.History[i]
	word := format.CutWith(clean(s.th.Status(seen.Status).Word), maxWord, s.th.Glyphs.Ellipsis)
	switch {
	case i > 0 && seen.Found:
		return "found " + word
	case i > 0:
		return word
	case d.Submission != "":
		return "put here"
	case d.CreatedHere:
		return "created here"
	}
	if len(d.History) == 1 && seen.Status == d.Job.Status {
		return "first seen" // as it is now
	}
	return "first seen, " + word
}

// before is a moment that something was over by, to the minute.
func (s *sheet) before(at time.Time) string {
	at = at.Add(time.Minute - time.Nanosecond).Truncate(time.Minute).In(s.now.Location())
	if !sameDay(at, s.now) {
		return "before " + at.Format("2 Jan 15:04")
	}
	return "before " + at.Format("15:04")
}

// moment is a time of day; the day is told when it is not today.
func (s *sheet) moment(at time.Time) string {
	if !sameDay(at.In(s.now.Location()), s.now) {
		return format.Stamp(at, s.now)
	}
	return format.Clock(at, s.now)
}

func sameDay(a, b time.Time) bool { return a.Year() == b.Year() && a.YearDay() == b.YearDay() }
