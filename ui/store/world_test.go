package store

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"time"

	"lipdash/api"
)

// flight is a request of the client on its way: first serve runs on the server
// and gives what land does with the answer; both at any later time, or never.
type flight struct {
	serve func() (land func())
	land  func()
}

// world is a client with a store, a server, and a network that delays, reorders
// and loses what goes between them.
type world struct {
	rng     *rand.Rand
	server  simServer
	store   *Store
	now     time.Time
	flights []flight
	watch   watcher
	// renaming are the jobs with a rename under way.
	renaming map[api.JobID]bool
	// thorough is true in runs that check the store's insides after each answer.
	thorough bool
	// err is the first rule that was seen broken.
	err error
}

func newWorld(seed uint64, r rules) *world {
	rng := rand.New(rand.NewPCG(seed, 0))
	w := &world{rng: rng, store: New(4), now: time.Unix(1_800_000_000, 0)}
	w.store.rules = r
	w.server = simServer{size: 4, offsets: seed%3 == 0}
	for range rng.IntN(14) {
		w.server.create(rng)
	}
	w.thorough = seed%8 == 0
	w.watch, w.renaming = newWatcher(), map[api.JobID]bool{}
	return w
}

// run is one life of the world: noise, then quiet, then a full load.
func (w *world) run(steps int) error {
	for range steps {
		w.now = w.now.Add(time.Duration(w.rng.IntN(3000)) * time.Millisecond)
		w.step()
		if w.err != nil {
			return w.err
		}
	}
	w.settle()
	if w.err != nil {
		return w.err
	}
	return w.compare()
}

func (w *world) step() {
	switch w.rng.IntN(8) {
	case 0:
		w.server.live(w.rng)
		if w.rng.IntN(4) == 0 {
			w.store.Repage()
		}
	case 1, 2:
		w.send()
	default:
		w.network()
	}
}

// network lets one flight go on: to the server, back, or nowhere.
func (w *world) network() {
	if len(w.flights) == 0 {
		return
	}
	i := w.rng.IntN(len(w.flights))
	f := &w.flights[i]
	switch {
	case w.rng.IntN(20) == 0:
		w.flights = append(w.flights[:i], w.flights[i+1:]...)
	case f.land == nil:
		f.land = f.serve()
	default:
		land := f.land
		w.flights = append(w.flights[:i], w.flights[i+1:]...)
		land()
	}
}

func (w *world) fly(serve func() func()) { w.flights = append(w.flights, flight{serve: serve}) }

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
	w.store.ApplyGone(seq, id, w.now)
	if _, held := w.store.Get(id); !held {
		w.watch.removed[id] = true
	}
	w.merged(Merge{})
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

// merged looks whether the store still keeps its promises.
func (w *world) merged(Merge) {
	w.fail(w.watch.look(w.store))
	if w.thorough {
		w.fail(checkShape(w.store))
	}
}

func (w *world) fail(err error) {
	if w.err == nil {
		w.err = err
	}
}

// settle ends the noise: what is under way lands, a way back to the end of the
// list that was begun is finished, and then the list is read afresh from top to
// bottom and what is missing from it is looked at.
func (w *world) settle() {
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
	suspects := m.Suspects
	for range 100 {
		token := firstOf(tokens)
		if token == "" {
			break
		}
		m = w.store.ApplyNextPage(w.store.NextSeq(), token, w.server.page(token), w.now)
		suspects = append(suspects, m.Suspects...)
		w.fail(w.watch.look(w.store))
	}
	return suspects
}

func (w *world) tail() (string, bool) { return w.store.NextToken(), w.store.NextToken() != "" }

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
