package activity

import (
	"slices"
	"strings"
	"time"

	"lipdash/api/submission"
)

const (
	// kept is how many calls are kept, and how many other entries: a night of polling
	// pushes nothing out that happened.
	kept = 2000
	// problemsKept is how far back the last errors can be walked.
	problemsKept = 100
)

// Log is what happened and what was called. Its zero value is empty.
type Log struct {
	// all is what is kept, oldest first, n how many of it are calls (true) and others.
	all      []*Entry
	n        map[bool]int
	last     int
	problems []*Problem
	// edge is the id of the last entry that ends a run of routine calls.
	edge int
	// version counts the changes, shown is what was made of them.
	version int
	shown   [Problems + 1]shown
	// uploads is what was last told of submissions.
	uploads map[submission.ID]upload
	// going are the batches whose files go up.
	going map[submission.BatchID]bool
}

// Happened keeps something that is no call.
func (l *Log) Happened(now time.Time, kind Kind, text string) { l.add(now, kind, text, nil) }

// Trouble keeps what went wrong; it is one of the last errors too.
func (l *Log) Trouble(now time.Time, kind Kind, text string, p Problem) {
	l.add(now, kind, text, l.note(p.clean(), now))
}

func (l *Log) add(now time.Time, kind Kind, text string, p *Problem) {
	l.keep(Entry{At: now, Kind: kind, Text: Plainly(text), Problem: p})
	l.edge = l.last
}

// keep adds an entry, and drops the oldest of its sort where there are too many.
func (l *Log) keep(e Entry) {
	l.last++
	l.version++
	e.ID, e.From = l.last, e.At
	l.all = append(l.all, &e)
	if l.n == nil {
		l.n = map[bool]int{}
	}
	call := e.Call != nil
	if l.n[call]++; l.n[call] > kept {
		i := slices.IndexFunc(l.all, func(old *Entry) bool { return (old.Call != nil) == call })
		l.all = slices.Delete(l.all, i, i+1)
		l.n[call]--
	}
}

// called keeps an attempt. Routine ones of the same path are one line as long
// as nothing else happens: their number and how long they took says it all.
// What went wrong with one is its story and no error of its own: whoever made the
// call tells what came of it.
func (l *Log) called(at time.Time, c Call, wrong *Problem) {
	c.N = 1
	if c.Routine && l.joined(at, c) {
		return
	}
	kind := Called
	if c.Status == 429 {
		kind = Limited
	}
	if wrong != nil {
		wrong.First, wrong.Last, wrong.N = at, at, 1
	}
	l.keep(Entry{At: at, Kind: kind, Call: &c, Problem: wrong})
	if !c.Routine {
		l.edge = l.last
	}
}

// runLook bounds how many calls are looked at for one that is the same.
const runLook = 8

// joined adds a call to the one it repeats, and tells whether there is one.
func (l *Log) joined(at time.Time, c Call) bool {
	for i := len(l.all) - 1; i >= max(0, len(l.all)-runLook) && l.all[i].ID > l.edge; i-- {
		e := l.all[i]
		if was := e.Call; was.Method == c.Method && was.Path == c.Path && was.Status == c.Status {
			c.N = was.N + 1
			c.Least, c.Most = min(was.Least, c.Least), max(was.Most, c.Most)
			l.all[i] = &Entry{ID: e.ID, At: at, From: e.From, Kind: Called, Call: &c}
			l.version++
			return true
		}
	}
	return false
}

// note remembers a problem, or that it happened again, as the newest.
func (l *Log) note(p Problem, at time.Time) *Problem {
	p.First, p.Last, p.N = at, at, 1
	if i := slices.IndexFunc(l.problems, p.same); i >= 0 {
		was := l.problems[i]
		p.First, p.N = was.First, was.N+1
		if p.RequestID == "" {
			p.RequestID = was.RequestID
		}
		l.problems = slices.Delete(l.problems, i, i+1)
	}
	l.problems = append(l.problems, &p)
	if len(l.problems) > problemsKept {
		l.problems = slices.Delete(l.problems, 0, 1)
	}
	return &p
}

// Known keeps a problem that is told as a part of something else: it is one of the last
// errors, and no line of its own.
func (l *Log) Known(now time.Time, p Problem) {
	l.note(p.clean(), now)
	l.version++
}

// callsSince counts the attempts since a moment, and how many of them were
// asked to slow down. Collapsed ones are spread evenly over their time. Those that carry a
// file are not among them: they count for no limit of HeyGen's, nor in the header.
func (l *Log) callsSince(from time.Time) (n, slowed int) {
	for _, e := range l.all {
		if e.Call == nil || e.At.Before(from) || e.Call.carries() {
			continue
		}
		n += e.Call.within(e, from)
		if e.Kind == Limited {
			slowed++
		}
	}
	return n, slowed
}

func (c *Call) carries() bool {
	return strings.HasPrefix(c.Path, "/(") || !c.Reads && strings.HasPrefix(c.Path, "/v3/assets")
}

func (c *Call) within(e *Entry, from time.Time) int {
	span := e.At.Sub(e.From)
	if c.N < 2 || !e.From.Before(from) || span <= 0 {
		return c.N
	}
	return max(1, int(float64(c.N)*float64(e.At.Sub(from))/float64(span)+0.5))
}

// Entries are those that a filter lets through, newest first. They are to be read only,
// and the same until something is added.
func (l *Log) Entries(f Filter) []*Entry {
	if s := l.shown[f]; s.version == l.version && s.entries != nil {
		return s.entries
	}
	out := make([]*Entry, 0, len(l.all))
	for _, e := range slices.Backward(l.all) {
		if f.wants(e) {
			out = append(out, e)
		}
	}
	l.shown[f] = shown{l.version, out}
	return out
}

// shown are the entries of a filter at a version of the log.
type shown struct {
	version int
	entries []*Entry
}
