package store

import (
	"fmt"
	"iter"
	"slices"
	"strconv"

	"lipdash/api"
)

// watcher remembers what was shown and done, to tell what must hold after it.
type watcher struct {
	// removed are jobs whose deletion was applied, created those made here.
	removed, created map[api.JobID]bool
	// held are all jobs shown so far and not removed.
	held map[api.JobID]bool
	// ended is the final state a job was shown in.
	ended map[api.JobID]api.Status
	// renamed is the newest title this client saw confirmed.
	renamed map[api.JobID]int
}

func newWatcher() watcher {
	return watcher{
		removed: map[api.JobID]bool{}, created: map[api.JobID]bool{}, held: map[api.JobID]bool{},
		ended: map[api.JobID]api.Status{}, renamed: map[api.JobID]int{},
	}
}

// everything is all ids in order, as the pages show them.
func everything(s *Store) iter.Seq[api.JobID] {
	return func(yield func(api.JobID) bool) {
		for i := range s.Pages() {
			for _, id := range s.Page(i) {
				if !yield(id) {
					return
				}
			}
		}
	}
}

// look checks what the user may never see, and that nothing got lost.
func (w *watcher) look(s *Store) error {
	shown := map[api.JobID]bool{}
	for id := range everything(s) {
		if shown[id] {
			return fmt.Errorf("%s is shown twice", id)
		}
		shown[id] = true
		if err := w.lookAt(s, id); err != nil {
			return err
		}
	}
	if len(shown) != s.Len() {
		return fmt.Errorf("%d jobs are held, the pages show %d", s.Len(), len(shown))
	}
	return w.nothingLost(s, shown)
}

func (w *watcher) lookAt(s *Store, id api.JobID) error {
	e, ok := s.Get(id)
	switch {
	case !ok:
		return fmt.Errorf("%s is shown but not held", id)
	case w.removed[id]:
		return fmt.Errorf("%s is shown after it was deleted", id)
	}
	if was, ended := w.ended[id]; ended && e.Job.Status != was {
		return fmt.Errorf("%s was %s and is now %s", id, was, e.Job.Status)
	}
	if e.Job.Status.Terminal() {
		w.ended[id] = e.Job.Status
	}
	title, err := strconv.Atoi(e.Job.Title)
	if err != nil || title < w.renamed[id] {
		return fmt.Errorf("%s is called %q again after it was renamed to %d", id, e.Job.Title, w.renamed[id])
	}
	return nil
}

func (w *watcher) nothingLost(s *Store, shown map[api.JobID]bool) error {
	for id := range w.held {
		if !shown[id] && !w.removed[id] {
			return fmt.Errorf("%s was shown and got lost", id)
		}
	}
	for id := range w.created {
		if !shown[id] && !w.removed[id] {
			return fmt.Errorf("%s was created here and got lost", id)
		}
	}
	for id := range shown {
		if s.jobs[id].cached {
			delete(shown, id) // an earlier run's word may turn out to be wrong
		}
	}
	w.held = shown
	return nil
}

// announced checks that an answer speaks only of jobs that are held, and never of
// leaving a final state.
func (w *watcher) announced(s *Store, m Merge) error {
	for _, id := range slices.Concat(m.New, m.Suspects) {
		if _, ok := s.Get(id); !ok {
			return fmt.Errorf("%s is announced but not held", id)
		}
	}
	for _, t := range m.Transitions {
		if t.From.Terminal() || t.From == t.To {
			return fmt.Errorf("%s is said to have gone from %s to %s", t.ID, t.From, t.To)
		}
	}
	return nil
}

// createdStayOnTop checks rule 4 after a list sent as seq was merged. A row that
// another list has shown has its place from there.
func (w *watcher) createdStayOnTop(s *Store, seq Seq, page api.JobPage) error {
	listed := false
	for id := range everything(s) {
		in := slices.ContainsFunc(page.Jobs, func(j api.Job) bool { return j.ID == id })
		if r := s.jobs[id]; listed && !in && r.listed == 0 && r.born > seq {
			return fmt.Errorf("%s was created after the list was sent and is below its rows", id)
		}
		listed = listed || in
	}
	return nil
}

// checkShape checks that the order, the boundaries and the indexes agree.
func checkShape(s *Store) error {
	at := 0
	var counts Counts
	var active, needs []api.JobID
	cached := 0
	for i := range s.Pages() {
		ids := s.Page(i)
		first, last := s.Span(i)
		if len(ids) == 0 || first != at+1 || last != at+len(ids) {
			return fmt.Errorf("page %d has %d rows and spans %d to %d after %d", i, len(ids), first, last, at)
		}
		at = last
		for k, id := range ids {
			if p, n, ok := s.PageOf(id); !ok || p != i || n != k {
				return fmt.Errorf("%s is at %d,%d by PageOf, at %d,%d by Page", id, p, n, i, k)
			}
			r := s.jobs[id]
			*counts.of(r.Job.Status)++
			if r.Job.Status.Active() {
				active = append(active, id)
			}
			if r.cached {
				cached++
			}
			if r.NeedsRead {
				needs = append(needs, id)
			}
		}
	}
	switch {
	case at != s.Len():
		return fmt.Errorf("the pages show %d of %d", at, s.Len())
	case cached != s.Cached():
		return fmt.Errorf("%d rows are cached, counted %d", cached, s.Cached())
	case counts != s.Counts():
		return fmt.Errorf("counted %+v, kept %+v", counts, s.Counts())
	case !slices.Equal(active, s.Active()) || !slices.Equal(needs, s.NeedsRead()):
		return fmt.Errorf("active %v and needs %v, kept %v and %v", active, needs, s.Active(), s.NeedsRead())
	}
	return checkBoundarys(s)
}

func checkBoundarys(s *Store) error {
	bounds := slices.Clone(s.ends.gaps)
	for i, h := range bounds {
		if h.after != nil && i > 0 && (bounds[i-1].after == h.after || bounds[i-1].after != nil && !s.order.isBefore(bounds[i-1].after, h.after)) {
			return fmt.Errorf("gap %d is not below gap %d", i, i-1)
		}
	}
	if s.ends.walk != nil {
		bounds = append(bounds, *s.ends.walk)
	}
	for _, j := range bounds {
		if j.after != nil && s.jobs[j.after.Job.ID] != j.after {
			return fmt.Errorf("a boundary hangs on %s, which is not held", j.after.Job.ID)
		}
	}
	return nil
}
