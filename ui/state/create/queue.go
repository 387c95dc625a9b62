package create

import (
	"slices"
	"strings"
	"time"

	"lipdash/api/submission"
	"lipdash/ui/kit/format"
)

// What waits here is a queue that every process of this account sees and may change. Here
// is decided what a key changes, and what is said of it.

// Queue takes the queue as it is, and tells what became of it, whichever process did that.
func (r *Room) Queue(q submission.Queue, now time.Time) []Effect {
	p := &r.Pending
	was, known := p.queue, p.queueKnown
	p.queue, p.queueKnown = q, true
	switch {
	case q.Paused() && !known:
		return []Effect{Warn{Text: "the queue is paused since " + format.Stamp(q.PausedAt, now) + ": nothing that waits is sent until " + p.on.Queue + " resumes it"}}
	case q.Paused() && !was.Paused():
		return []Effect{Warn{Text: "the queue is paused, what is on its way continues; " + p.on.Queue + " resumes it"}}
	case !q.Paused() && was.Paused():
		return []Effect{Tell{Text: "the queue is resumed"}}
	}
	return nil
}

// Paused tells whether nothing that waits is sent.
func (p *Pending) Paused() bool { return p.queue.Paused() }

// Pause pauses the queue, or resumes it.
func (p *Pending) Pause() submission.Change {
	if p.Paused() {
		return submission.Change{Do: submission.ResumeAll}
	}
	return submission.Change{Do: submission.PauseAll}
}

// Hold pauses submissions, or lets them go on when all that can be paused are.
func (p *Pending) Hold(ids []submission.ID) submission.Change {
	c := submission.Change{Do: submission.ResumeOne, IDs: p.oldestFirst(ids)}
	for _, id := range ids {
		if o := p.Find(id); o != nil && !o.Paused && o.Refuse(submission.PauseOne) == "" {
			c.Do = submission.PauseOne
		}
	}
	return c
}

// Shift moves submissions by a row. The newest is on top of the list, and the next one to be
// sent at its bottom.
func (p *Pending) Shift(ids []submission.ID, up bool) submission.Change {
	to := submission.Forward
	if up {
		to = submission.Backward
	}
	return submission.Change{Do: submission.Reorder, IDs: p.oldestFirst(ids), Move: submission.Move{To: to}}
}

// oldestFirst are submissions in the order of the queue.
func (p *Pending) oldestFirst(ids []submission.ID) []submission.ID {
	out := slices.Clone(ids)
	slices.SortFunc(out, func(a, b submission.ID) int { return p.index(a) - p.index(b) })
	return out
}

// Arranged says what came of a change, "" where the rows do, and whether something was not
// done. One submission is called by its name.
func (p *Pending) Arranged(do submission.Do, c submission.Changed) (text string, refused bool) {
	var parts []string
	switch n := len(c.Done); {
	case n == 0 || do == submission.Reorder:
	case n == 1 && len(c.Refused) == 0:
		parts = append(parts, p.name(c.Done[0])+" "+arrangedWords[do][0])
	default:
		parts = append(parts, format.Count(n, "lipsync "+arrangedWords[do][0], "lipsyncs "+arrangedWords[do][1]))
	}
	if n := len(c.Refused); n == 1 && len(c.Done) == 0 {
		parts = append(parts, p.name(c.Refused[0].ID)+" is not "+participles[do]+": "+c.Refused[0].Why)
	} else if n > 0 {
		parts = append(parts, format.Count(n, "is", "are")+" not "+participles[do]+": "+whys(c.Refused))
	}
	return strings.Join(parts, ", "), len(c.Refused) > 0
}

// arrangedWords are what is said of one submission and of several.
var arrangedWords = map[submission.Do][2]string{
	submission.PauseOne:  {"is paused", "are paused"},
	submission.ResumeOne: {"is resumed", "are resumed"},
	submission.Drop:      {"is dropped, nothing is billed", "are dropped, nothing is billed"},
}

var participles = map[submission.Do]string{
	submission.PauseOne: "paused", submission.ResumeOne: "resumed", submission.Drop: "dropped", submission.Reorder: "moved",
}

func (p *Pending) name(id submission.ID) string {
	if o := p.Find(id); o != nil {
		return p.Called(o)
	}
	return "the lipsync"
}

// whys are the reasons, each once with how many it is for.
func whys(refused []submission.Refusal) string {
	counts := map[string]int{}
	var order []string
	for _, r := range refused {
		if counts[r.Why]++; counts[r.Why] == 1 {
			order = append(order, r.Why)
		}
	}
	if len(order) == 1 {
		return order[0]
	}
	for i, why := range order {
		order[i] = format.Number(counts[why]) + ", " + why
	}
	return strings.Join(order, "; ")
}
