package create

import (
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/ui/kit/action"
)

// Record is what a job was asked for here, which HeyGen does not return.
type Record struct {
	Values map[string]string
	// Shown are the local files among them as people write them, by the parameters' names.
	Shown map[string]string
	Mode  api.Mode
	// Cost is what it was estimated to cost when it was sent, in dollars, 0 when nobody knew.
	Cost float64
	// Seen is the life observed so far, oldest first.
	Seen []record.Seen
	// early is true for what became a job in this run, of which the journal knows more.
	early bool
}

// recordsAtOnce bounds one look into the journal to what a screen shows.
const recordsAtOnce = 200

// restAfter is how long a journal that could not be read is left alone.
const restAfter = 5 * time.Second

// Records are what jobs were asked for here, empty for those that were not.
type Records struct {
	known map[api.JobID]Record
	// asked are those that the journal has not answered for.
	asked    map[api.JobID]bool
	failedAt time.Time
}

// Of is what a job was asked for, the zero value when that is not known.
func (r *Records) Of(id api.JobID) Record { return r.known[id] }

// Known counts the jobs that the journal has answered for.
func (r *Records) Known() int { return len(r.known) }

// Typed are the inputs of a job or a submission, as far as they are known.
func (r *Room) Typed(row action.RowID) map[string]string {
	if o := r.Pending.Find(row.Submission); o != nil {
		return o.Values
	}
	return r.Records.Of(row.Job).Values
}

// MadeHere tells whether a job was asked for on this machine.
func (r *Records) MadeHere(id api.JobID) bool { return len(r.known[id].Values) > 0 }

// Here tells whether a job was asked for on this machine, and whether that is known.
func (r *Records) Here(id api.JobID) (made, known bool) {
	_, known = r.known[id]
	return r.MadeHere(id), known
}

// Unread are those of some jobs that the journal is to be asked about now, once.
func (r *Records) Unread(ids []api.JobID, now time.Time) (out []api.JobID) {
	if r.resting(now) {
		return nil
	}
	for _, id := range ids {
		if rec, known := r.known[id]; known && !rec.early {
			continue
		}
		if len(out) < recordsAtOnce && !r.asked[id] {
			if r.asked == nil {
				r.asked = map[api.JobID]bool{}
			}
			r.asked[id] = true
			out = append(out, id)
		}
	}
	return out
}

// Unknown are those of some jobs that nothing is known of, whether the journal was
// asked or not.
func (r *Records) Unknown(ids []api.JobID) (out []api.JobID) {
	for _, id := range ids {
		if _, known := r.known[id]; !known {
			out = append(out, id)
		}
	}
	return out
}

// resting tells whether the journal is left alone because it could not be read.
func (r *Records) resting(now time.Time) bool { return now.Sub(r.failedAt) < restAfter }

// Read takes the journal's answer about some jobs. Not known is not the same as made
// elsewhere: after an error they are asked about again.
func (r *Records) Read(asked []api.JobID, got map[api.JobID]Record, err error, now time.Time) {
	for _, id := range asked {
		delete(r.asked, id)
		if was := r.known[id]; was.early && err == nil {
			was.early = false
			r.put(id, was)
		}
		if rec, made := got[id]; err == nil && (made || !r.MadeHere(id)) {
			r.put(id, rec)
		}
	}
	if err != nil {
		r.failedAt = now
	}
}

// learn notes what a job was asked for, unless that is known.
func (r *Records) learn(id api.JobID, rec Record) {
	if !r.MadeHere(id) {
		rec.early = true
		r.put(id, rec)
	}
}

func (r *Records) put(id api.JobID, rec Record) {
	if r.known == nil {
		r.known = map[api.JobID]Record{}
	}
	r.known[id] = rec
}
