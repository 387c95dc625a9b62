// Package transfers decides about files on their way: which jobs' files are wanted on
// this machine, what arrived or failed, which files are here, and how far and how fast
// all of them are.
//
// Room is a machine: the download queue as it is now and the time go in, News and Due
// come out. It fetches nothing, reads no disk and draws nothing.
package transfers

import (
	"time"

	"lipdash/api"
)

// State is where a transfer stands.
type State int

// The states of a transfer; the last three are over.
const (
	Queued State = iota
	Running
	Paused
	Failed
	Done
	Cancelled
)

// Transfer is one file on its way from HeyGen to this machine.
type Transfer struct {
	ID       string
	Job      api.JobID
	Captions bool
	// Path is absolute, Name is how people write it.
	Path, Name string
	// Size is in bytes, -1 when unknown; Done of them are here. Speed is in bytes
	// a second.
	Size, Done int64
	Speed      float64
	State      State
	// Step is what is being done, a word or two; Reason is one sentence about why
	// it waits or failed.
	Step, Reason string
	// Asks is true while a file of that name is in the way and the user decides.
	Asks bool
	// Linked is true when the link was renewed on the way.
	Linked bool
	// NextTry is when it is tried again; At is when it changed last.
	NextTry, At time.Time
}

// Over tells whether nothing happens with a transfer unless the user wants it.
func (t Transfer) Over() bool { return t.State >= Failed }

// Waits tells whether a running transfer waits for its next try.
func (t Transfer) Waits(now time.Time) bool { return t.State == Running && t.NextTry.After(now) }

// File is one file of a job on this machine.
type File struct {
	// Path is absolute, Name is how people write it.
	Path, Name string
	Captions   bool
	Size       int64
	At         time.Time
}

// Auto says whose results are fetched by themselves.
type Auto int

// Nothing, what was made from this machine, everything.
const (
	AutoOff Auto = iota
	AutoMine
	AutoAll
)

// Room is what is known of an account's files.
type Room struct {
	auto Auto
	// list is the queue as last seen; byJob is the place in it of the transfer that
	// says most of a job.
	list  []Transfer
	byJob map[api.JobID]int
	// openedAt is when the queue was first seen: what ended before is no news. busySince
	// is when something came into the queue while it was empty.
	openedAt, busySince time.Time
	// totals are those of the day that began at today.
	totals Totals
	today  time.Time

	// saved are the files of the jobs that were asked about, savedFailed when that was
	// answered with an error.
	saved       map[api.JobID][]File
	savedFailed time.Time
	// wanted are jobs to be fetched once they are done and have links.
	wanted map[api.JobID]wish
	speeds speeds
}

// New is a room of which nothing is known yet.
func New(auto Auto) *Room {
	return &Room{auto: auto, saved: map[api.JobID][]File{}, wanted: map[api.JobID]wish{}}
}

// News are the transfers that something happened to since the queue was last seen.
type News struct{ Begun, Renewed, Arrived, Failed, Stopped []Transfer }

// Changed takes the queue as it is now. Before it was first seen it may have gone on
// without us.
func (r *Room) Changed(queue []Transfer, now time.Time) News {
	if r.openedAt.IsZero() {
		r.openedAt = now
	}
	before := make(map[string]Transfer, len(r.list))
	for _, t := range r.list {
		before[t.ID] = t
	}
	var n News
	for _, t := range queue {
		was, known := before[t.ID]
		if known && t.Linked && !was.Linked {
			n.Renewed = append(n.Renewed, t)
		}
		if known && was.State == t.State || !known && t.Over() && !t.At.After(r.openedAt) {
			continue // nothing happened to it, or nothing that this run is to tell
		}
		switch t.State {
		case Running:
			n.Begun = append(n.Begun, t)
		case Done:
			n.Arrived = append(n.Arrived, t)
			r.arrived(t, now)
		case Failed:
			n.Failed = append(n.Failed, t)
		case Cancelled:
			n.Stopped = append(n.Stopped, t)
		}
	}
	r.take(queue, now)
	return n
}

func (r *Room) take(queue []Transfer, now time.Time) {
	wasBusy := r.totals.Open > 0
	r.list, r.byJob = queue, make(map[api.JobID]int, len(queue))
	for i, t := range queue {
		// Of a job's files the one that is not over yet says most, then the video.
		at, ok := r.byJob[t.Job]
		if old := &queue[at]; !ok || old.Over() && !t.Over() || old.Captions && old.Over() == t.Over() {
			r.byJob[t.Job] = i
		}
	}
	r.count(now)
	if !wasBusy && r.totals.Open > 0 {
		r.busySince = now
		r.count(now)
	}
}

// List is the queue: what is to come, in order, then what is over.
func (r *Room) List() []Transfer { return r.list }

// Find is a transfer by its id.
func (r *Room) Find(id string) (Transfer, bool) {
	for _, t := range r.list {
		if t.ID == id {
			return t, true
		}
	}
	return Transfer{}, false
}

// Of is the transfer of a job that says most.
func (r *Room) Of(id api.JobID) (Transfer, bool) {
	i, ok := r.byJob[id]
	if !ok {
		return Transfer{}, false
	}
	return r.list[i], true
}

// Coming tells whether a job's video is on its way.
func (r *Room) Coming(id api.JobID) bool {
	t, ok := r.Of(id)
	return ok && !t.Over() && !t.Captions
}
