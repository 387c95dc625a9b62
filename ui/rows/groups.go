package rows

import (
	"strings"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/pane/failures"
)

// Groups are the failed jobs by reason. One is marked when all of it is.
func (s Source) Groups(marked func(action.RowID) bool) (groups []failures.Group) {
	for _, g := range s.Browse.Groups() {
		out := failures.Group{Reason: g.Reason, IDs: g.IDs, Marked: true}
		if e, ok := s.Store.Get(g.IDs[0]); ok {
			out.Example, out.Newest = brief(e.Job.FailureMessage), s.age(e.Job)
		}
		for _, id := range g.IDs {
			out.Marked = out.Marked && marked(action.JobRow(id))
		}
		groups = append(groups, out)
	}
	return groups
}

// brief is a failure in the few cells of a row: without its article and its full stop, in
// lower case like every other cell.
func brief(failure string) string {
	s := strings.TrimSuffix(format.Line(failure), ".")
	for _, article := range []string{"The ", "the ", "A ", "An "} {
		s = strings.TrimPrefix(s, article)
	}
	if len(s) > 1 && s[0] >= 'A' && s[0] <= 'Z' && s[1] >= 'a' && s[1] <= 'z' {
		s = string(s[0]+'a'-'A') + s[1:]
	}
	return s
}
