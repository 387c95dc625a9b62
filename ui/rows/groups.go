package rows

import (
	"lipdash/ui/kit/action"
	"lipdash/ui/pane/failures"
	"lipdash/ui/state/browse"
)

// Groups are the failed jobs by reason. One is marked when all of it is.
func (s Source) Groups(marked func(action.RowID) bool) (groups []failures.Group) {
	for _, g := range s.Browse.Groups() {
		out := failures.Group{Reason: g.Reason, IDs: g.IDs, Marked: true}
		if e, ok := s.Store.Get(g.IDs[0]); ok {
			out.Example, out.Newest = browse.Whole(e.Job.FailureMessage), s.age(e.Job)
		}
		for _, id := range g.IDs {
			out.Marked = out.Marked && marked(action.JobRow(id))
		}
		groups = append(groups, out)
	}
	return groups
}

// GroupsFoot is the line under the groups.
func (s Source) GroupsFoot(stalled bool) string { return s.Browse.GroupsFoot(stalled, s.handled()) }
