package find

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
func (x *Index) Groups() []Group {
	byReason := map[int32][]api.JobID{}
	var met []int32
	for _, s := range x.order {
		it := x.job(s)
		if it.reason < 0 || !x.live(s) {
			continue
		}
		if byReason[it.reason] == nil {
			met = append(met, it.reason)
		}
		byReason[it.reason] = append(byReason[it.reason], it.id)
	}
	out := make([]Group, len(met))
	for i, r := range met {
		out[i] = Group{Reason: x.names[r], IDs: byReason[r]}
	}
	slices.SortStableFunc(out, func(a, b Group) int { return cmp.Compare(len(b.IDs), len(a.IDs)) })
	return out
}
