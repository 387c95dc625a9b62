package transfers

import (
	"maps"
	"slices"
	"time"

	"lipdash/api"
	"lipdash/ui/state/store"
)

// Plan is what a wish for the files of jobs comes to.
type Plan struct {
	// New jobs are done, and their videos neither Here nor Coming; Later ones may
	// become done.
	New, Here, Coming, Later []api.JobID
	// Failed counts those that will never have a file, Awaited those of Later whose files are
	// to be fetched when done already. Told ones of Coming the queue is just being told of.
	Failed, Awaited, Told int
}

// Lookup finds a job that is known.
type Lookup func(api.JobID) (store.Entry, bool)

// Plan parts jobs by what can be fetched of them.
func (r *Room) Plan(ids []api.JobID, get Lookup) (p Plan) {
	for _, id := range ids {
		e, known := get(id)
		_, here := r.Here(id)
		switch {
		case !known:
		case e.Job.Status.Active():
			p.Later = append(p.Later, id)
			if r.Wants(id) {
				p.Awaited++
			}
		case e.Job.Status != api.StatusCompleted:
			p.Failed++
		case r.Coming(id):
			p.Coming = append(p.Coming, id)
		case r.wanted[id].asked: // pressed twice, it is told once
			p.Coming = append(p.Coming, id)
			p.Told++
		case here:
			p.Here = append(p.Here, id)
		default:
			p.New = append(p.New, id)
		}
	}
	return p
}

// Done are the jobs whose files can be fetched now.
func (p Plan) Done() []api.JobID { return slices.Concat(p.New, p.Here, p.Coming) }

// ToCome are those of which something new comes, now or when they are done.
func (p Plan) ToCome() []api.JobID { return slices.Concat(p.New, p.Later) }

// All are the jobs whose files are or will be fetched.
func (p Plan) All() []api.JobID { return append(p.Done(), p.Later...) }

// Question is what is asked before a download.
type Question int

// The questions. NoQuestion is for one new file, and where nothing new comes of several.
const (
	NoQuestion Question = iota
	FetchAgain
	FetchMany
)

// Question is what to ask before a plan is carried out.
func (p Plan) Question() Question {
	switch all := len(p.All()); {
	case all == 1 && len(p.Here) == 1 && p.Failed == 0:
		return FetchAgain
	case len(p.ToCome()) > 0 && (all > 1 || p.Failed > 0):
		return FetchMany
	}
	return NoQuestion
}

// wish is a wish for the files of one job. It ends when the queue on the disk has it.
type wish struct {
	// again wants files that are here too.
	again bool
	// asked is true while the queue is being told; carried until the job is listed, for a
	// wish of the session before.
	asked, carried bool
	// tries counts in a row how often the queue could not be told, and notBefore is when it
	// is tried again.
	tries     int
	notBefore time.Time
}

// Want asks for the files of jobs, again for those that are here too.
func (r *Room) Want(ids []api.JobID, again bool) {
	for _, id := range ids {
		r.wanted[id] = wish{again: again}
	}
}

// Finished wants the files of a job that has just become done, if the settings say so;
// mine is true for a job that was made from this machine.
func (r *Room) Finished(id api.JobID, mine bool) {
	if r.auto == AutoAll || r.auto == AutoMine && mine {
		r.wanted[id] = wish{}
	}
}

// Fetches tells whether the files of what is made here are fetched by themselves.
func (r *Room) Fetches() bool { return r.auto != AutoOff }

// Wants tells whether a job's files are to be fetched.
func (r *Room) Wants(id api.JobID) bool {
	_, ok := r.wanted[id]
	return ok
}

// TakesBack tells whether a plan takes a wish back: all of it is to be fetched when done
// already.
func (p Plan) TakesBack() bool { return p.Awaited > 0 && p.Awaited == len(p.All()) && p.Failed == 0 }

// Forget drops the wish for a job's files: the job is gone.
func (r *Room) Forget(id api.JobID) { delete(r.wanted, id) }

// Wanted is how many jobs are still to be fetched.
func (r *Room) Wanted() int { return len(r.wanted) }

// CarryOver takes the wishes of the session before, also what that one was just telling
// the queue: told twice, a file is fetched once.
func (r *Room) CarryOver(before *Room) {
	for id, w := range before.wanted {
		r.wanted[id] = wish{again: w.again, carried: true}
	}
}

// DropCarried forgets what was carried over: it is another account's.
func (r *Room) DropCarried() {
	maps.DeleteFunc(r.wanted, func(_ api.JobID, w wish) bool { return w.carried })
}

// readsAtOnce is up to how many links are worth a call each; the rounds ask for more.
const readsAtOnce = 3

// Due is what can be done about the wanted jobs.
type Due struct {
	// Fetch are jobs whose links are known, Again those that are here already.
	Fetch, Again []api.Job
	// Read are jobs whose links are to be asked for.
	Read []api.JobID
}

// Due are the wanted jobs that can be fetched now. The queue is told of them; Told takes
// what came of that.
func (r *Room) Due(get Lookup, now time.Time) (d Due) {
	for id, w := range r.wanted {
		switch e, ok := get(id); {
		case w.asked, now.Before(w.notBefore), w.carried && !ok:
		case !ok, e.Job.Status == api.StatusFailed, e.Job.Status == api.StatusGone:
			delete(r.wanted, id)
		case e.Job.Status != api.StatusCompleted:
		case e.NeedsRead:
			d.Read = append(d.Read, id)
		default:
			w.asked = true
			r.wanted[id] = w
			if w.again {
				d.Again = append(d.Again, withCaptions(e))
			} else {
				d.Fetch = append(d.Fetch, withCaptions(e))
			}
		}
	}
	if len(d.Read) > readsAtOnce {
		d.Read = nil
	}
	return d
}

// trimmedLink stands for a link that there is and that is not held.
const trimmedLink = "(trimmed)"

// withCaptions is a job as the queue is told of it, which asks for fresh links itself and
// learns of the one it is given that there are captions.
func withCaptions(e store.Entry) api.Job {
	if e.HasCaptions && e.Job.CaptionURL == "" {
		e.Job.CaptionURL = trimmedLink
	}
	return e.Job
}

// firstRetry and lastRetry bound the wait before the queue is told again.
const (
	firstRetry = 2 * time.Second
	lastRetry  = time.Minute
)

// Told takes whether the queue has the files of jobs now. Those it could not take are
// still wanted, and it is told again later: the disk may be busy, or unplugged. news is
// true for a failure that the user was not told of.
func (r *Room) Told(ids []api.JobID, err error, now time.Time) (news bool) {
	for _, id := range ids {
		switch w, wanted := r.wanted[id]; {
		case !wanted || !w.asked:
		case err == nil:
			delete(r.wanted, id)
		default:
			news = news || w.tries == 0
			w.asked, w.notBefore = false, now.Add(api.Backoff(firstRetry, lastRetry, w.tries))
			w.tries++
			r.wanted[id] = w
		}
	}
	return news
}
