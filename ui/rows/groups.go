package rows

import (
	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/pane/failures"
	"lipdash/ui/state/browse"
	"lipdash/ui/state/create"
)

// Groups are the failed jobs by reason. One is marked when all of it is.
func (s Source) Groups(marked func(action.RowID) bool) (groups []failures.Group) {
	for _, g := range s.Browse.Groups() {
		out := failures.Group{Reason: g.Reason, IDs: g.IDs, Marked: true, Job: func(i int) failures.Job { return s.failure(g.IDs[i]) }}
		if e, ok := s.Store.Get(g.IDs[0]); ok {
			out.Example, out.Brief, out.Newest = browse.Whole(e.Job.FailureMessage), browse.Brief(e.Job.FailureMessage), s.age(e.Job)
		}
		for _, id := range g.IDs {
			out.Marked = out.Marked && marked(action.JobRow(id))
			if create.WhyNotAgain(s.Create.Records.Of(id).Values) == "" {
				out.Again++
			}
		}
		groups = append(groups, out)
	}
	return groups
}

// failure is one job of a group.
func (s Source) failure(id api.JobID) failures.Job {
	e, _ := s.Store.Get(id)
	j := failures.Job{Title: format.Line(e.Job.Title), Age: s.age(e.Job)}
	if j.Title == "" {
		j.Title = "(untitled) " + tail(id)
	}
	values := s.Create.Records.Of(id).Values
	switch {
	case len(s.Create.Records.Unknown([]api.JobID{id})) > 0:
	case len(values) == 0:
		j.Not = "made elsewhere"
	case create.WhyNotAgain(values) != "":
		j.Not = "link was signed"
	}
	return j
}

// GroupsFoot is the line under the groups.
func (s Source) GroupsFoot(stalled bool) string { return s.Browse.GroupsFoot(stalled, s.handled()) }
