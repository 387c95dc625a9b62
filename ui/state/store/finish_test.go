package store

import (
	"fmt"
	"strconv"
	"time"

	"lipdash/api"
)

// finish ends the noise: what is under way lands, a way back to the end of the
// list that was begun is finished, and then the list is read afresh from top to
// bottom and what is missing from it is looked at.
func (w *world) finish() {
	for len(w.flights) > 0 && w.err == nil {
		w.network()
	}
	w.load(w.store.Gap, w.tail)
	w.fail(w.nothingMissed())
	w.load(w.store.Gap, w.store.Stale, w.tail)
	for _, id := range w.load(w.store.Gap, w.store.Stale, w.tail) {
		if w.server.find(id) < 0 {
			w.store.ApplyGone(w.store.NextSeq(), id, w.now)
		}
	}
}

// load reads the list from the top and on from where the given tokens say, after
// long enough for forgotten suspects to be named again. It returns the suspects.
func (w *world) load(tokens ...func() (string, bool)) []api.JobID {
	w.now = w.now.Add(5 * time.Minute)
	m := w.store.ApplyFirstPage(w.store.NextSeq(), w.server.page(""), w.now)
	w.merged(m)
	suspects := m.Suspects
	for range 100 {
		token := firstOf(tokens)
		if token == "" {
			break
		}
		m = w.store.ApplyNextPage(w.store.NextSeq(), token, w.server.page(token), w.now)
		suspects = append(suspects, m.Suspects...)
		w.merged(m)
	}
	return suspects
}

func (w *world) tail() (string, bool) { return w.store.More() }

func firstOf(tokens []func() (string, bool)) string {
	for _, next := range tokens {
		if token, ok := next(); ok {
			return token
		}
	}
	return ""
}

// nothingMissed tells whether going on as the dashboard does, through gaps and
// past the end, has brought all jobs. Cursors that count rows cannot promise it.
func (w *world) nothingMissed() error {
	if w.server.offsets || w.store.Incomplete() {
		return nil
	}
	for _, j := range w.server.jobs {
		if _, ok := w.store.Get(j.id); !ok {
			return fmt.Errorf("%s was never loaded, and nothing said so", j.id)
		}
	}
	return nil
}

// compare tells how the store differs from the server.
func (w *world) compare() error {
	if w.store.Len() != len(w.server.jobs) {
		return fmt.Errorf("after a full load %d jobs are held, the server has %d", w.store.Len(), len(w.server.jobs))
	}
	i := 0
	for id := range everything(w.store) {
		want, e := w.server.jobs[i], w.store.jobs[id]
		if id != want.id || e.Job.Title != strconv.Itoa(want.title) || e.Job.Status != want.status() {
			return fmt.Errorf("after a full load row %d is %s %q %s, want %s %d %s",
				i, id, e.Job.Title, e.Job.Status, want.id, want.title, want.status())
		}
		i++
	}
	return checkShape(w.store)
}
