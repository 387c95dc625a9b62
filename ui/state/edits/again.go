package edits

import (
	"cmp"
	"maps"
	"slices"

	"lipdash/api"
)

// What failed can be asked for again, in this session or, once its jobs are listed there,
// in the one that follows a refused key.

// Again is what is to be asked once more of some jobs: deletes, and renames with their
// titles, of those for which the last thing asked failed.
func (q *Queue) Again(ids []api.JobID) (deletes []api.JobID, renames []Title) {
	for _, id := range ids {
		switch f, bad := q.failures[id]; {
		case !bad:
		case f.Kind == Delete:
			deletes = append(deletes, id)
		default:
			renames = append(renames, Title{ID: id, Title: f.Title})
		}
	}
	return deletes, renames
}

// CanRedo is for how many of some jobs something can be asked once more.
func (q *Queue) CanRedo(ids []api.JobID) int {
	deletes, renames := q.Again(ids)
	return len(deletes) + len(renames)
}

// Unfinished is what is left undone when the session ends now: what failed, what waits or
// is on its way, and what was carried over and not listed since.
func (q *Queue) Unfinished() map[api.JobID]Failure {
	out := maps.Clone(q.carried)
	if out == nil {
		out = map[api.JobID]Failure{}
	}
	maps.Copy(out, q.failures)
	for id, d := range q.deletes {
		if d.unwanted {
			continue // it was taken back: nobody asks for it again
		}
		out[id] = Failure{Kind: Delete, Unsent: !d.sent, Lost: d.sent, Err: ErrReopened}
	}
	for id, r := range q.renames {
		waits := slices.Contains(q.calls[Rename].waiting, id)
		out[id] = Failure{Kind: Rename, Title: r.want, Unsent: waits, Lost: !waits, Err: ErrReopened}
	}
	return out
}

// CarryOver takes what the session before, which was account's, left undone: it stands on
// its jobs again once they are listed.
func (q *Queue) CarryOver(before *Queue, account string) {
	q.carried, q.owner = before.Unfinished(), cmp.Or(account, before.owner)
}

// recall puts what was carried over on the jobs that were listed meanwhile and returns
// them: title tells the title a job is listed with. What was done after all, or is asked
// for again, is dropped.
func (q *Queue) recall(title titleOf) (failed []api.JobID) {
	for id, f := range q.carried {
		is, listed := title(id)
		if !listed {
			continue
		}
		delete(q.carried, id)
		if f.Kind == Rename && is == f.Title || q.Wanted(id) {
			continue
		}
		q.Fail(id, f)
		failed = append(failed, id)
	}
	return failed
}

// DropForeign forgets what was carried over where that was another account's, and tells so.
func (q *Queue) DropForeign(account string) (dropped bool) {
	if q.owner == "" || account == "" || q.owner == account {
		return false
	}
	q.carried, q.owner = nil, ""
	return true
}

// Failures is how many jobs have a failure, in this session or carried over.
func (q *Queue) Failures() int { return len(q.failures) + len(q.carried) }

// ForgetAllFailures drops every one.
func (q *Queue) ForgetAllFailures() {
	clear(q.failures)
	q.carried = nil
}
