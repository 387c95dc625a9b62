package browse

import (
	"cmp"
	"slices"

	"lipdash/api"
)

// Group is the failed jobs of one kind.
type Group struct {
	Reason string
	// IDs are its jobs in the list's order, the first the newest.
	IDs []api.JobID
}

// Groups are the failed jobs by reason, the largest group first.
func (f *finder) Groups() []Group {
	var out []Group
	of := map[string]int{}
	for _, x := range slices.Backward(f.list) {
		reason := x.fact.reason
		if reason == "" {
			continue
		}
		i, met := of[reason]
		if !met {
			i = len(out)
			of[reason] = i
			out = append(out, Group{Reason: reason})
		}
		out[i].IDs = append(out[i].IDs, x.fact.id)
	}
	slices.SortStableFunc(out, func(a, b Group) int { return cmp.Compare(len(b.IDs), len(a.IDs)) })
	return out
}
