package rows

import (
	"cmp"
	"slices"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/pattern"
	"lipdash/ui/state/create"
	"lipdash/ui/state/edits"
	"lipdash/ui/state/share"
)

// Known are those of some jobs that are loaded and not about to go, in the order of the
// list.
func (s Source) Known(ids []api.JobID) (known []api.JobID) {
	for _, j := range s.Store.Jobs(ids) {
		if !s.Edits.Going(j.ID) {
			known = append(known, j.ID)
		}
	}
	return known
}

// AsShown puts jobs in the order of these rows where they show all of them, however they are
// sorted; else they stay as they are.
func (l List) AsShown(ids []api.JobID) {
	place := map[api.JobID]int{}
	for _, id := range ids {
		i, ok := l.Index(action.JobRow(id))
		if !ok {
			return
		}
		place[id] = i
	}
	slices.SortFunc(ids, func(a, b api.JobID) int { return cmp.Compare(place[a], place[b]) })
}

// ToDelete are the rows that a delete is asked for, as far as anything is known of them:
// jobs first, in the order of the list.
func (s Source) ToDelete(rows []action.RowID) (out []edits.Target) {
	for _, id := range s.Known(action.JobsOf(rows)) {
		e, _ := s.Store.Get(id)
		_, here := s.Transfers.Here(id)
		out = append(out, edits.Target{Job: id, Status: e.Job.Status, Here: here, Coming: s.Transfers.Coming(id)})
	}
	for _, row := range rows {
		if o := s.submission(row); o != nil {
			out = append(out, edits.Target{Submission: o.ID, Away: o.Refuse(submission.Drop) != ""})
		}
	}
	return out
}

// ToRename are jobs as a pattern of titles sees them.
func (s Source) ToRename(ids []api.JobID) (out []pattern.Job) {
	for _, id := range ids {
		if e, ok := s.Store.Get(id); ok {
			asked := s.Create.Records.Of(id)
			mode := cmp.Or(string(asked.Mode), asked.Values["mode"])
			out = append(out, pattern.Job{Title: e.Job.Title, ID: string(id), Mode: mode, Created: e.Job.CreatedAt.Local()})
		}
	}
	return out
}

// ToShare is what parts of jobs are made from, for an API at an address.
func (s Source) ToShare(baseURL string) share.Source {
	return share.Source{
		BaseURL: baseURL, Now: s.serverNow(),
		Inputs: func(id api.JobID) (map[string]string, string) {
			values := s.Create.Records.Of(id).Values
			return values, create.WhyNotAgain(values)
		},
		File: func(id api.JobID) string {
			f, _ := s.Transfers.Here(id)
			return f.Path
		},
	}
}
