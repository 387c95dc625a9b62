// Package review decides about what people think of results: a mark and a short note on a job
// that has ended. HeyGen knows nothing of them; they are this machine's, also where the account
// is only read.
//
// A review shows at once. What the journal cannot keep is as it was before, and each change can
// be taken back.
package review

import (
	"maps"
	"strings"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/ui/kit/format"
)

// Reviews are what is thought of some jobs.
type Reviews = map[api.JobID]record.Review

// Room is what is thought of the jobs of an account.
type Room struct {
	known Reviews
	// saving is how many changes are on their way to the journal.
	saving int
	steps  []Reviews
	// changes counts what became different.
	changes int
	// newest is how many of the last steps are newer than whatever else can be taken back.
	newest int
}

// longest is how long a note is at most, in characters.
const longest = 200

// steps is how many changes can be taken back.
const steps = 50

// Of is what is thought of a job.
func (r *Room) Of(id api.JobID) record.Review { return r.known[id] }

// Look takes them as the journal has them, and returns the jobs of which something became
// different. While a change is on its way there, what is shown stays.
func (r *Room) Look(kept Reviews) []api.JobID {
	if r.saving > 0 {
		return nil
	}
	was := r.known
	r.known = maps.Clone(kept)
	changed := differing(was, kept)
	if len(changed) > 0 {
		r.changes++
	}
	return changed
}

// Changes counts how often something became different.
func (r *Room) Changes() int { return r.changes }

func differing(a, b Reviews) (ids []api.JobID) {
	for id, x := range a {
		if b[id] != x {
			ids = append(ids, id)
		}
	}
	for id := range b {
		if _, both := a[id]; !both {
			ids = append(ids, id)
		}
	}
	return ids
}

// Mark gives jobs a mark, or takes it off if all of them have it. It returns what is to be
// saved: Saved answers it.
func (r *Room) Mark(ids []api.JobID, mark record.Mark) Reviews {
	off := len(ids) > 0
	for _, id := range ids {
		off = off && r.known[id].Mark == mark
	}
	if off {
		mark = record.Unmarked
	}
	next := Reviews{}
	for _, id := range ids {
		next[id] = record.Review{Mark: mark, Note: r.known[id].Note}
	}
	return r.begin(next)
}

// Note gives jobs a note, or none.
func (r *Room) Note(ids []api.JobID, note string) Reviews {
	note = string([]rune(strings.TrimSpace(note))[:min(longest, len([]rune(strings.TrimSpace(note))))])
	next := Reviews{}
	for _, id := range ids {
		next[id] = record.Review{Mark: r.known[id].Mark, Note: note}
	}
	return r.begin(next)
}

// begin has a change shown at once.
func (r *Room) begin(next Reviews) Reviews {
	before := Reviews{}
	for id := range next {
		before[id] = r.known[id]
	}
	if maps.Equal(before, next) {
		return nil
	}
	if r.steps = append(r.steps, before); len(r.steps) > steps {
		r.steps = r.steps[1:]
	}
	r.newest = min(r.newest+1, len(r.steps))
	r.set(next)
	return next
}

// set shows reviews, and has them be on their way.
func (r *Room) set(next Reviews) {
	if r.known == nil {
		r.known = Reviews{}
	}
	maps.Copy(r.known, next)
	r.saving++
	r.changes++
}

// Behind says that something else was done that can be taken back, before any review.
func (r *Room) Behind() { r.newest = 0 }

// CanUndo tells whether a change can be taken back; First whether it is the newest thing that
// can be.
func (r *Room) CanUndo() bool { return len(r.steps) > 0 }

// Forget drops what could be taken back of a job that is gone.
func (r *Room) Forget(id api.JobID) {
	older := len(r.steps) - r.newest
	var kept []Reviews
	r.newest = 0
	for i, s := range r.steps {
		if delete(s, id); len(s) == 0 {
			continue
		}
		if kept = append(kept, s); i >= older {
			r.newest++
		}
	}
	r.steps = kept
}

// First is described with CanUndo.
func (r *Room) First() bool { return r.newest > 0 }

// Undoes is what Undo takes back, in the footer's words, "" for nothing.
func (r *Room) Undoes() string {
	if !r.CanUndo() {
		return ""
	}
	for id, before := range r.steps[len(r.steps)-1] {
		if before.Mark != r.known[id].Mark {
			return "undo review"
		}
	}
	return "undo note"
}

// Undo takes the newest change back, and returns what is to be saved.
func (r *Room) Undo() Reviews {
	if !r.CanUndo() {
		return nil
	}
	n := len(r.steps) - 1
	back := r.steps[n]
	r.steps, r.newest = r.steps[:n], max(0, r.newest-1)
	r.set(back)
	return back
}

// Saved takes the journal's answer to a change; what it could not keep is as the journal has it.
func (r *Room) Saved(kept Reviews) []api.JobID {
	r.saving = max(0, r.saving-1)
	return r.Look(kept)
}

// Marked is what a mark did, in words, Noted what a note did; called is how their jobs are called.
func Marked(called string, next Reviews) string {
	for _, x := range next {
		if x.Mark != record.Unmarked {
			return called + ": " + string(x.Mark)
		}
	}
	return called + ": mark removed"
}

// Noted is described with Marked.
func Noted(called string, next Reviews) string {
	for _, x := range next {
		if x.Note != "" {
			return called + ": note kept"
		}
	}
	return called + ": note removed"
}

// Undone is what taking a change back did.
func Undone(called string, _ Reviews) string { return called + ": the review is as it was" }

// Brief is a review in a row, "" for none.
func Brief(x record.Review, ellipsis string) string {
	note := format.Shorten(format.Line(x.Note), 24, ellipsis)
	switch {
	case x.None():
		return ""
	case note == "":
		return string(x.Mark)
	case x.Mark == record.Unmarked:
		return "note: " + note
	}
	return string(x.Mark) + ": " + note
}
