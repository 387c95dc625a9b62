package store

import (
	"fmt"
	"strconv"

	"lipdash/api"
)

// send asks the server for something.
func (w *world) send() {
	switch w.rng.IntN(12) {
	case 0, 1:
		w.list()
	case 2, 3:
		w.more()
	case 4, 5:
		w.poll()
	case 6, 7:
		w.create()
	default:
		w.one()
	}
}

// one is a request about one loaded job.
func (w *world) one() {
	id, ok := w.any()
	if !ok {
		return
	}
	switch w.rng.IntN(5) {
	case 0:
		w.remove(id)
	case 1, 2:
		w.rename(id)
	default:
		w.get(id)
	}
}

// any is a loaded job.
func (w *world) any() (api.JobID, bool) {
	if w.store.Len() == 0 {
		return "", false
	}
	page := w.store.Page(w.rng.IntN(w.store.Pages()))
	return page[w.rng.IntN(len(page))], true
}

func (w *world) list() {
	seq := w.store.NextSeq()
	w.fly(func() func() {
		page := w.garble(w.server.page(""), "")
		return func() {
			newest := seq > w.store.listSeq
			w.merged(w.store.ApplyFirstPage(seq, page, w.now))
			if newest {
				w.fail(w.watch.createdStayOnTop(w.store, seq, page))
			}
		}
	})
}

// more asks for the next page, for what is missing, or for old rows again.
func (w *world) more() {
	token, ok := w.store.Gap()
	if !ok && w.rng.IntN(2) == 0 {
		token, ok = w.store.Stale()
	}
	if !ok {
		token = w.store.NextToken()
	}
	if token == "" {
		return
	}
	seq := w.store.NextSeq()
	w.fly(func() func() {
		if w.rng.IntN(12) == 0 {
			return func() { w.store.TokenRefused(); w.merged(Merge{}) }
		}
		page := w.garble(w.server.page(token), token)
		return func() {
			w.merged(w.store.ApplyNextPage(seq, token, page, w.now))
		}
	})
}

// garble makes some pages empty although more follows, repeats rows in others,
// and repeats a cursor now and then (api.md 9, no. 16 to 20).
func (w *world) garble(page api.JobPage, token string) api.JobPage {
	switch w.rng.IntN(24) {
	case 0:
		if token != "" {
			return api.JobPage{NextToken: token + "'"}
		}
	case 1:
		page.Jobs = append(page.Jobs, page.Jobs...)
	case 2:
		if token != "" {
			page.NextToken = token
		}
	}
	return page
}

func (w *world) poll() {
	ids := w.store.Active()
	if len(ids) == 0 {
		return
	}
	seq := w.store.NextSeq()
	w.fly(func() func() {
		got := w.server.statuses(ids, w.rng)
		return func() { w.merged(w.store.ApplyStatuses(seq, got, w.now)) }
	})
}

func (w *world) get(id api.JobID) {
	seq := w.store.NextSeq()
	w.fly(func() func() {
		i := w.server.find(id)
		if i < 0 {
			return func() { w.gone(seq, id) }
		}
		job := w.server.jobs[i].resource()
		return func() { w.merged(w.store.ApplyJob(seq, job, w.now)) }
	})
}

func (w *world) gone(seq Seq, id api.JobID) {
	m := w.store.ApplyGone(seq, id, w.now)
	if _, held := w.store.Get(id); !held {
		w.watch.removed[id] = true
	}
	w.merged(m)
}

func (w *world) create() {
	w.fly(func() func() {
		j := w.server.create(w.rng)
		return func() {
			if !w.watch.removed[j.id] {
				w.watch.created[j.id] = true
			}
			w.merged(w.store.ApplyCreated(api.Job{ID: j.id, Title: "0", Status: api.StatusPending}, w.now))
		}
	})
}

// rename asks for a new title, as the dashboard does: one at a time for a job.
func (w *world) rename(id api.JobID) {
	if w.renaming[id] {
		return
	}
	w.renaming[id] = true
	w.fly(func() func() {
		i := w.server.find(id)
		if i < 0 {
			return func() { w.renaming[id] = false }
		}
		w.server.jobs[i].title++
		job := w.server.jobs[i].resource()
		return func() {
			w.renaming[id] = false
			w.watch.renamed[id] = max(w.watch.renamed[id], w.server.titleOf(job))
			w.merged(w.store.ApplyRenamed(job, w.now))
		}
	})
}

func (w *world) remove(id api.JobID) {
	w.fly(func() func() {
		w.server.delete(id)
		return func() {
			w.watch.removed[id] = true
			w.store.ApplyDeleted(id)
			w.merged(Merge{})
		}
	})
}

func (s *simServer) titleOf(job api.Job) int {
	n, err := strconv.Atoi(job.Title)
	if err != nil {
		panic(fmt.Sprintf("the model made the title %q", job.Title))
	}
	return n
}
