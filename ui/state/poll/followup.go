package poll

import (
	"slices"
	"time"

	"lipdash/api"
	"lipdash/ui/state/store"
)

const (
	// failedAgain is how long a job that could not be read is left alone.
	failedAgain = 30 * time.Second
	// listFresh is how long ago a list may be for another to bring nothing new.
	listFresh = 2 * time.Second
)

// followUp reads what the round left open, as far as the budget goes: jobs that
// finished and have no link yet, or jobs that seem to be gone. When several on
// the newest page want reading, one list does for all of them.
func (r *Rounds) followUp(cond Conditions) []Call {
	if r.roundErr != nil {
		return nil
	}
	r.suspects = slices.DeleteFunc(r.suspects, func(id api.JobID) bool { return !r.jobs.IsSuspect(id) })
	id, read := r.nextRead(cond)
	found := len(r.suspects) > 0
	if !read && !found || !r.spend(cond) {
		return nil
	}
	switch {
	case r.onTop(r.jobs.NeedsRead()) > 1 && cond.Now.Sub(r.lastList) > listFresh:
		return []Call{r.listCall(cond)}
	case found:
		return r.checkSuspects(cond)
	}
	r.asked[id] = cond.Now
	return r.read(id, cond)
}

// read reads a job as part of the round, unless it is being read.
func (r *Rounds) read(id api.JobID, cond Conditions) []Call {
	if cond.Reading(id) {
		return nil
	}
	return []Call{r.await(Call{Key: ReadKey(id), Kind: Read, IDs: []api.JobID{id}}, cond.Now)}
}

// nextRead is the finished job to read next: the one under the cursor, then those
// on the page on screen, then any.
func (r *Rounds) nextRead(cond Conditions) (best api.JobID, ok bool) {
	rank := 0
	for _, id := range r.jobs.NeedsRead() {
		if at, failed := r.unread[id]; cond.Reading(id) || failed && cond.Now.Sub(at) < failedAgain {
			continue
		}
		n := 1
		if page, _, on := r.jobs.PageOf(id); on && page == cond.Page {
			n = 2
		}
		if id == cond.Cursor {
			n = 3
		}
		if n > rank {
			best, rank = id, n
		}
	}
	return best, rank > 0
}

func (r *Rounds) suspect(ids []api.JobID) {
	for _, id := range ids {
		if !slices.Contains(r.suspects, id) {
			r.suspects = append(r.suspects, id)
		}
	}
}

// checkSuspects asks about as many suspects as one call takes. Those that this
// call does not find either, and a single one, are read: the first read decides
// whether it is to be believed about the others.
func (r *Rounds) checkSuspects(cond Conditions) []Call {
	var ids []api.JobID
	for _, id := range r.suspects {
		if !r.jobs.NotFound(id) && len(ids) < api.IDsPerCall {
			ids = append(ids, id)
		}
	}
	if len(ids) < 2 {
		id := r.suspects[0]
		r.suspects = r.suspects[1:]
		return r.read(id, cond)
	}
	r.suspects = slices.DeleteFunc(r.suspects, func(id api.JobID) bool { return slices.Contains(ids, id) })
	return []Call{r.statusCall(suspectsKey, ids, cond.Now)}
}

// spend allows one follow-up a round, and a few when there is nothing else to
// ask, within the budget.
func (r *Rounds) spend(cond Conditions) bool {
	s := r.load(cond)
	if r.followed && s.Active > 0 || !r.pacer.Extra(cond.Now, s) {
		return false
	}
	r.followed = true
	return true
}

// onTop counts the jobs that are on the newest page.
func (r *Rounds) onTop(ids []api.JobID) (n int) {
	for _, id := range ids {
		if page, _, ok := r.jobs.PageOf(id); ok && page == 0 {
			n++
		}
	}
	return n
}

// Merged takes note of what an answer brought: what seems gone is looked at in the
// coming rounds, and what changes is worth a faster pace.
func (r *Rounds) Merged(g store.Merge, now time.Time) {
	r.suspect(g.Suspects)
	if len(g.Transitions) > 0 {
		r.past.LastChange = now
	}
}
