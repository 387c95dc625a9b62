package edits

import (
	"lipdash/api"
)

// renaming is a rename that waits or is under way: the title the server has as far as
// is known, and the one wanted. Back is true where that takes an earlier rename back.
type renaming struct {
	was, want string
	back      bool
}

// Rename changes titles: title tells the one a job has now. What changes is shown at once. All of it is one step for Undo if that is to be
// remembered.
func (q *Queue) Rename(wanted []Title, title titleOf, remember bool) (e Effects) {
	var renames []renamed
	for _, w := range wanted {
		was, ok := title(w.ID)
		if !ok || q.deletes[w.ID] != nil {
			continue
		}
		delete(q.failures, w.ID)
		if was == w.Title {
			continue
		}
		renames = append(renames, renamed{w.ID, was, w.Title})
		if r := q.renames[w.ID]; r != nil {
			// Of two renames on the wire the answer that comes last would win.
			r.want, r.back = w.Title, !remember
		} else {
			q.renames[w.ID] = &renaming{was, w.Title, !remember}
			q.calls[Rename].waiting = append(q.calls[Rename].waiting, w.ID)
		}
		e.Titles = append(e.Titles, w)
	}
	if remember && len(renames) > 0 {
		q.remember(renames)
	}
	return e
}

// titleOf tells the title a job has, false for a job that is not there.
type titleOf = func(api.JobID) (string, bool)

// Listed takes what the list says after an answer; cached tells whether that is of an earlier
// run only.
func (q *Queue) Listed(title titleOf, cached func(api.JobID) bool) Effects {
	now := func(id api.JobID) (string, bool) {
		is, ok := title(id)
		return is, ok && !cached(id)
	}
	return Effects{Titles: q.keep(title), Found: q.found(title), Recalled: q.recall(now)}
}

// keep shows the wanted titles again where a read brought back the old one before the
// rename left or was answered.
func (q *Queue) keep(title titleOf) (show []Title) {
	for id, r := range q.renames {
		if is, ok := title(id); ok && is != r.want {
			r.was = is
			show = append(show, Title{ID: id, Title: r.want})
		}
	}
	return show
}

// found drops the failure of renames that nobody knew the end of: a job that is listed
// under the title was renamed.
func (q *Queue) found(title titleOf) (found []api.JobID) {
	for id, f := range q.failures {
		if is, ok := title(id); ok && f.Lost && f.Kind == Rename && is == f.Title && q.renames[id] == nil {
			delete(q.failures, id)
			found = append(found, id)
		}
	}
	return found
}

// renamed takes the answer to a rename, or sends the title that was asked for
// meanwhile.
func (q *Queue) renamed(call Call, err error) Effects {
	c, r := &q.calls[Rename], q.renames[call.ID]
	switch {
	case r == nil:
		return Effects{}
	case tooBusy(err):
		c.again(call.ID)
		return Effects{}
	case r.want != call.Now && (r.want == call.Was || !endsAll(err)):
		r.was = call.Now
		if err != nil && !api.MayBeDone(err) { // what may be done has to be taken back
			r.was = call.Was
		}
		c.again(call.ID)
		return Effects{}
	}
	delete(q.renames, call.ID)
	switch {
	case err == nil:
		c.ended.Done++
		c.ended.LastTitle, c.ended.LastWas = call.Now, call.Was
		if r.back {
			c.ended.Back++
		}
		return Effects{Renamed: []api.JobID{call.ID}}
	case api.IsGone(err):
		c.ended.Gone++
		return Effects{Gone: []api.JobID{call.ID}}
	}
	return q.notRenamed(call.ID, call.Was, Failure{Kind: Rename, Title: r.want, Err: err})
}

// notRenamed shows the old title again; there is nothing to take back.
func (q *Queue) notRenamed(id api.JobID, was string, f Failure) Effects {
	q.dropRenames(func(r renamed) bool { return r.id == id && r.now == f.Title })
	e := Effects{Titles: []Title{{ID: id, Title: was}}}
	e.add(q.failed(id, f))
	return e
}

// abandonRenames gives up those that wait, since they would fail like the last one.
func (q *Queue) abandonRenames(err error) (e Effects) {
	c := &q.calls[Rename]
	waiting := c.waiting
	c.waiting = nil
	for _, id := range waiting {
		r := q.renames[id]
		delete(q.renames, id)
		if r != nil && r.want != r.was {
			e.add(q.notRenamed(id, r.was, Failure{Kind: Rename, Title: r.want, Unsent: true, Err: err}))
		}
	}
	return e
}
