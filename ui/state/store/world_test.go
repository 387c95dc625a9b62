package store

import (
	"fmt"
	"math/rand/v2"
	"time"

	"lipdash/api"
	"lipdash/api/record"
)

// flight is a request of the client on its way: first serve runs on the server
// and gives what land does with the answer; both at any later time, or never.
type flight struct {
	serve func() (land func())
	land  func()
	// disk does not lose what is asked of it.
	disk bool
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
	mirror  mirror
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
	w.server = simServer{size: 4, offsets: seed%3 == 0, forgetful: seed%3 == 1}
	for range rng.IntN(14) {
		w.server.create(rng)
	}
	w.thorough = seed%8 == 0
	w.watch, w.mirror, w.renaming = newWatcher(), newMirror(), map[api.JobID]bool{}
	if seed%5 == 0 {
		w.remember()
	}
	return w
}

// remember gives the client what an earlier run left of the list: some of it or
// all, in parts that come from the disk at any time.
func (w *world) remember() {
	n := w.rng.IntN(len(w.server.jobs) + 1)
	whole := n == len(w.server.jobs)
	var jobs []record.Job
	for _, j := range w.server.jobs[:n] {
		job := j.resource()
		jobs = append(jobs, record.Job{Job: api.Job{ID: job.ID, Status: job.Status, Title: job.Title}, HasVideo: job.VideoURL != "", SeenAt: w.now})
	}
	for range w.rng.IntN(20) {
		w.server.live(w.rng)
	}
	var part func()
	read := func() { w.flights = append(w.flights, flight{serve: func() func() { return part }, disk: true}) }
	part = func() {
		k := min(len(jobs), 1+w.rng.IntN(5))
		w.store.ApplyCached(jobs[:k])
		w.merged(Merge{})
		if jobs = jobs[k:]; len(jobs) == 0 {
			w.store.CacheEnds(whole)
			return
		}
		read()
	}
	if w.rng.IntN(2) == 0 {
		part()
	} else {
		read()
	}
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
	w.finish()
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
	case w.rng.IntN(20) == 0 && !f.disk:
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

// merged looks whether the store still keeps its promises after an answer.
func (w *world) merged(m Merge) {
	for _, id := range m.Gone {
		w.removed(id)
	}
	w.fail(w.watch.look(w.store))
	w.fail(w.watch.announced(w.store, m))
	if w.thorough {
		w.fail(checkShape(w.store))
		w.fail(w.mirror.follow(w.store))
	}
}

// removed notes that the store removed a job by itself. Where the bulk call is
// wrong, one that exists may go too, and has to come back.
func (w *world) removed(id api.JobID) {
	switch {
	case w.server.find(id) < 0:
		w.watch.removed[id] = true
	case w.server.forgetful:
		delete(w.watch.held, id)
		delete(w.watch.created, id)
	default:
		w.fail(fmt.Errorf("%s was removed and lives", id))
	}
}

func (w *world) fail(err error) {
	if w.err == nil {
		w.err = err
	}
}
