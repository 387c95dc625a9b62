package submission

import (
	"slices"
	"time"
)

// Queue is what holds for all that waits on a machine.
type Queue struct {
	// PausedAt is since when nothing that waits is sent, zero while the queue is not paused.
	// What is uploading or sending already goes on.
	PausedAt time.Time
	// Version grows with every change of the queue that is not a submission's own.
	Version int64
}

// Paused tells whether nothing that waits is sent.
func (q Queue) Paused() bool { return !q.PausedAt.IsZero() }

// Change is something to be done with the queue, by whatever process.
type Change struct {
	Do Do
	// IDs are the submissions it is about; none for PauseAll and ResumeAll.
	IDs  []ID
	Move Move
}

// Do is a kind of change.
type Do int

// The changes. PauseOne and ResumeOne are for single submissions: while the whole queue is paused,
// one that is resumed still waits for that. Drop forgets them.
const (
	PauseAll Do = iota
	ResumeAll
	PauseOne
	ResumeOne
	Reorder
	Drop
)

// Changed is what came of a change: of which submissions it was done, in the order asked for,
// and why it was not of the others.
type Changed struct {
	Done    []ID
	Refused []Refusal
}

// Refusal is why something was not done with a submission, in a few words without a full
// stop.
type Refusal struct {
	ID  ID
	Why string
}

// Unheard is why nothing is done with a submission that is not known.
const Unheard = "nothing of that id waits here"

// Waits tells whether it waits here, for whatever: nothing of it is on its way.
func (s Submission) Waits() bool { return s.State == Queued || s.State == Ready }

// Refuse is why a change is not made to a submission, "" when it is. Only what waits can be
// changed. What may have been sent is never dropped: its job would be nobody's, and billed.
func (s Submission) Refuse(do Do) string {
	switch {
	case s.State == Accepted:
		return "it is a job already"
	case s.State.Final():
		return "it is over already"
	case s.State == Sending:
		return "it is being sent, HeyGen may have it"
	case s.State == InEnvelope:
		return "it is sent with its batch, HeyGen may have it"
	case s.State == Unknown:
		return "its answer was lost, HeyGen may have made it"
	case s.State == Asking, s.Doubt && do == Drop:
		return "HeyGen may have made it, which is for you to decide first"
	case s.State == Uploading && do != Drop:
		return "its files go up already, and what is on its way continues"
	}
	return ""
}

// Move is where submissions go.
type Move struct {
	To Place
	// Before is the submission that they go before, for ToBefore.
	Before ID
}

// Place is a place in the queue.
type Place int

// The places: the first and the last one, the next one forward and backward, and before
// another submission.
const (
	ToTop Place = iota
	ToBottom
	Forward
	Backward
	ToBefore
)

// Reordered is a queue with some of its submissions moved. They keep their order among
// themselves, and so do the others.
func Reordered(queue, chosen []ID, m Move) []ID {
	is := map[ID]bool{}
	for _, id := range chosen {
		is[id] = true
	}
	out := slices.Clone(queue)
	switch m.To {
	case Forward:
		forward(out, is)
		return out
	case Backward:
		slices.Reverse(out)
		forward(out, is)
		slices.Reverse(out)
		return out
	}
	var moved, rest []ID
	for _, id := range queue {
		if is[id] {
			moved = append(moved, id)
		} else {
			rest = append(rest, id)
		}
	}
	at := 0
	switch m.To {
	case ToBottom:
		at = len(rest)
	case ToBefore:
		if at = slices.Index(rest, m.Before); at < 0 {
			return out
		}
	}
	return slices.Insert(rest, at, moved...)
}

// forward moves those that are chosen by one place; what stands against the top, or against
// another one that does, stays.
func forward(queue []ID, is map[ID]bool) {
	for i := 1; i < len(queue); i++ {
		if is[queue[i]] && !is[queue[i-1]] {
			queue[i-1], queue[i] = queue[i], queue[i-1]
		}
	}
}
