package account

import (
	"context"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/journal"
	"lipdash/journal/outbox"
)

// learnedHeld is how many answers wait to be written down. What is over is not
// learned: a slow disk must not hold up the screen.
const learnedHeld = 64

// lesson is what was seen of jobs; written, where it is not nil, is closed once that and all
// before it was written down.
type lesson struct {
	seen    []record.Observation
	written chan struct{}
}

// Observe notes changes of state, in the background.
func (m *Memory) Observe(seen []record.Observation) { m.note(seen) }

// See passes on what a poll brought, and notes what is over and how long results
// are: it may have ended while nobody looked.
func (m *Memory) See(active []api.JobID, jobs []api.Job) {
	m.each(func(o *outbox.Outbox) { o.See(active, jobs) })
	m.note(over(jobs))
}

// Learn notes which jobs are over, how long results are and what they cost, before it returns.
func (m *Memory) Learn(ctx context.Context, jobs []api.Job) { m.write(ctx, over(jobs)) }

// over are those of some jobs that have ended, as they were found.
func over(jobs []api.Job) (out []record.Observation) {
	for _, j := range jobs {
		if j.Status.Terminal() {
			out = append(out, record.Observation{ID: j.ID, Status: j.Status, At: time.Now(), Found: true, Length: j.Duration, Failure: j.FailureMessage})
		}
	}
	return out
}

func (m *Memory) note(seen []record.Observation) {
	if len(seen) == 0 {
		return
	}
	select {
	case m.learned <- lesson{seen: seen}:
	default:
	}
}

// learn writes down what was seen of jobs that were made here, and what they
// turned out to cost.
func (m *Memory) learn(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			m.learnLast()
			return
		case l := <-m.learned:
			m.take(ctx, l)
		}
	}
}

// lastWords bounds how long the end waits for a disk.
const lastWords = 3 * time.Second

// learnLast writes down what was seen last, at the end.
func (m *Memory) learnLast() {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(m.ctx), lastWords)
	defer cancel()
	for {
		select {
		case l := <-m.learned:
			m.take(ctx, l)
		default:
			return
		}
	}
}

func (m *Memory) take(ctx context.Context, l lesson) {
	if len(l.seen) > 0 {
		m.write(ctx, l.seen)
	}
	if l.written != nil {
		close(l.written)
	}
}

// learnedSoFar waits until all that was seen is written down.
func (m *Memory) learnedSoFar(ctx context.Context) {
	l := lesson{written: make(chan struct{})}
	select {
	case m.learned <- l:
	case <-ctx.Done():
		return
	case <-m.ctx.Done():
		return
	}
	select {
	case <-l.written:
	case <-ctx.Done():
	case <-m.ctx.Done():
	}
}

func (m *Memory) write(ctx context.Context, seen []record.Observation) {
	ids := make([]api.JobID, len(seen))
	for i, s := range seen {
		ids[i] = s.ID
	}
	j := m.live()
	ours, err := j.Jobs(ctx, ids)
	if err != nil {
		return
	}
	var keep []record.Observation
	for _, s := range seen {
		r, ok := ours[s.ID]
		if !ok {
			continue
		}
		if !s.Found || r.Status != s.Status || r.Length == 0 && s.Length > 0 || s.Failure != "" {
			keep = append(keep, s)
		}
		// The outbox may have noted the end already, but it knows no rates. What
		// was paid once does not change with them.
		if cost := m.cost(r.Mode, s); cost > 0 && r.Cost == 0 {
			_ = j.RecordJob(ctx, journal.JobRecord{ID: s.ID, Cost: cost})
		}
	}
	if len(keep) > 0 {
		_ = j.Observe(ctx, keep)
	}
}

// cost is what a finished job cost by the rates: HeyGen bills the output's
// seconds (api.md 5.5).
func (m *Memory) cost(mode api.Mode, s record.Observation) float64 {
	if m.rate == nil || s.Status != api.StatusCompleted {
		return 0
	}
	return m.rate(mode) * s.Length.Seconds()
}
