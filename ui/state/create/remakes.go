package create

import (
	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/submission"
	"lipdash/ui/kit/action"
	"lipdash/ui/state/store"
)

// Remakes are the jobs that were made again from this machine. A failure that was made again is
// handled, whatever became of that: what fails anew stands for itself.
type Remakes struct {
	// newest is by the job that was made again, of by what makes one again.
	newest map[api.JobID]record.Remake
	of     map[action.RowID]api.JobID
	// handing are those that were just handed over, until the outbox shows what makes them again.
	handing map[api.JobID]onTheWay
}

// onTheWay is how a job stands that was just handed over, and what made it again before.
type onTheWay struct{ as, before record.Remake }

// Handing takes what is handed over: its jobs are handled from now on. It returns them.
func (r *Remakes) Handing(w Intent) []api.JobID {
	if r.handing == nil {
		r.handing = map[api.JobID]onTheWay{}
	}
	if r.newest == nil {
		r.newest = map[api.JobID]record.Remake{}
	}
	for i, id := range w.Again {
		x := record.Remake{Of: id, Title: w.Values[i]["title"]}
		r.handing[id], r.newest[id] = onTheWay{as: x, before: r.newest[id]}, x
	}
	return w.Again
}

// notTaken takes back that a job was handed over; the next look shows it.
func (r *Remakes) notTaken(id api.JobID) { delete(r.handing, id) }

// Look takes them as the journal has them, the newest first, and as they are on their way, the
// oldest first. It returns the jobs of which something became different.
func (r *Remakes) Look(kept []record.Remake, out []Outgoing) (changed []api.JobID) {
	was := r.newest
	r.newest, r.of = map[api.JobID]record.Remake{}, map[action.RowID]api.JobID{}
	for _, x := range kept {
		if _, later := r.newest[x.Of]; !later {
			r.newest[x.Of] = x
		}
		r.of[rowOf(x)] = x.Of
	}
	for i := range out {
		o := &out[i]
		delete(r.handing, o.Again)
		if o.Again == "" || o.State == submission.Refused || o.State == submission.Discarded {
			continue
		}
		x := record.Remake{Of: o.Again, By: o.ID, Job: o.JobID, Title: o.Title()}
		r.newest[x.Of], r.of[rowOf(x)] = x, x.Of
	}
	for id, x := range r.handing {
		if r.newest[id] != x.before {
			delete(r.handing, id)
		} else {
			r.newest[id] = x.as
		}
	}
	for id, x := range r.newest {
		if was[id] != x {
			changed = append(changed, id)
		}
	}
	for id := range was {
		if _, still := r.newest[id]; !still {
			changed = append(changed, id)
		}
	}
	return changed
}

// rowOf is what makes a job again: a submission, which is its job once it is one.
func rowOf(x record.Remake) action.RowID {
	if x.Job != "" {
		return action.JobRow(x.Job)
	}
	return action.SubmissionRow(x.By)
}

// As is what makes a job again, the newest of several.
func (r *Remakes) As(id api.JobID) (record.Remake, bool) {
	x, ok := r.newest[id]
	return x, ok
}

// Of is the job that a job or a submission makes again, "" for none.
func (r *Remakes) Of(row action.RowID) api.JobID { return r.of[row] }

// Handled is how many of the failed jobs were made again.
func (r *Remakes) Handled(jobs *store.Store) (n int) {
	for id := range r.newest {
		if e, ok := jobs.Get(id); ok && e.Job.Status == api.StatusFailed {
			n++
		}
	}
	return n
}
