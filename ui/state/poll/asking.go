package poll

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"lipdash/api"
)

// Kind is what a call asks for.
type Kind int

// The kinds: the newest page, the states of jobs, one job.
const (
	List Kind = iota
	Statuses
	Read
)

// Call is one call of a round. Answered is told its key.
type Call struct {
	Key  string
	Kind Kind
	IDs  []api.JobID
}

const (
	// ListKey is the key of the newest page.
	ListKey = "list"
	// suspectsKey is the key of the call that asks about suspects.
	suspectsKey = "suspects"
	readPrefix  = "read:"
	// oddEvery is how often jobs in a state nobody documented are asked about.
	oddEvery = time.Minute
)

// ReadKey is the key under which a job is read, by a round or beside it.
func ReadKey(id api.JobID) string { return readPrefix + string(id) }

func readOf(key string) (id api.JobID, read bool) {
	rest, read := strings.CutPrefix(key, readPrefix)
	return api.JobID(rest), read
}

// await makes a call part of the round.
func (r *Rounds) await(c Call, now time.Time) Call {
	r.awaiting[c.Key] = c.IDs
	r.past.Mine = append(LastMinute(now, r.past.Mine), now)
	return c
}

// LastMinute are those of some times, oldest first, that are less than a minute ago.
func LastMinute(now time.Time, times []time.Time) []time.Time {
	return times[len(times)-since(times, now.Add(-time.Minute)):]
}

func (r *Rounds) listCall(cond Conditions) Call {
	r.lastList = cond.Now
	return r.await(Call{Key: ListKey, Kind: List}, cond.Now)
}

// statusCalls ask with so many calls about the jobs not heard of for longest.
func (r *Rounds) statusCalls(n int, cond Conditions) []Call {
	var calls []Call
	for ids := range slices.Chunk(r.longestAgo(n*api.IDsPerCall, cond.Now), api.IDsPerCall) {
		calls = append(calls, r.statusCall("statuses:"+strconv.Itoa(len(calls)), ids, cond.Now))
	}
	return calls
}

func (r *Rounds) statusCall(key string, ids []api.JobID, now time.Time) Call {
	for _, id := range ids {
		r.asked[id] = now
	}
	return r.await(Call{Key: key, Kind: Statuses, IDs: ids}, now)
}

// unasked takes back that a call asked about its jobs, since it had no answer.
func (r *Rounds) unasked(key string, ids []api.JobID) {
	if _, read := readOf(key); read {
		return
	}
	for _, id := range ids {
		delete(r.asked, id)
	}
	if key == suspectsKey {
		r.suspect(ids)
	}
}

// longestAgo are the active jobs that nothing was heard of for longest, n at most;
// those in a state nobody documented take part rarely.
func (r *Rounds) longestAgo(n int, now time.Time) []api.JobID {
	if n <= 0 {
		return nil
	}
	last := map[api.JobID]time.Time{}
	ids := slices.DeleteFunc(slices.Clone(r.jobs.Active()), func(id api.JobID) bool {
		heard, known := r.heard(id)
		last[id] = heard
		return !known && now.Sub(r.asked[id]) < oddEvery
	})
	slices.SortStableFunc(ids, func(a, b api.JobID) int { return last[a].Compare(last[b]) })
	return ids[:min(n, len(ids))]
}

// heard is when a job was last asked about or heard of, and whether its state is a
// documented one.
func (r *Rounds) heard(id api.JobID) (last time.Time, known bool) {
	e, _ := r.jobs.Get(id)
	last = e.SeenAt
	if at := r.asked[id]; at.After(last) {
		last = at
	}
	return last, e.Job.Status.Known()
}

// behind counts the active jobs neither asked about nor heard of since a refresh
// was wanted.
func (r *Rounds) behind() int {
	if r.wanted.IsZero() {
		return 0
	}
	n := 0
	for _, id := range r.jobs.Active() {
		if last, known := r.heard(id); known && last.Before(r.wanted) {
			n++
		}
	}
	return n
}

// load is what the pace depends on now.
func (r *Rounds) load(cond Conditions) Load {
	l := r.past
	l.Active, l.Behind = len(r.jobs.Active()), r.behind()
	l.Calls, l.PausedUntil, l.Reserved = cond.Calls, cond.PausedUntil, cond.Reserved
	return l
}

// note keeps what follows from the conditions: that HeyGen asked to slow down, and that
// a refresh is through once every active job was asked about since.
func (r *Rounds) note(cond Conditions) {
	r.paused(cond.PausedUntil)
	if api.IsRateLimited(r.err) {
		r.past.SlowedUntil = cond.Now.Add(slowedFor)
	}
	if r.behind() == 0 {
		r.wanted = time.Time{}
	}
}

// room is how many calls the budget still allows now.
func (r *Rounds) room(cond Conditions) int {
	return r.pacer.Room(cond.Now, Load{Calls: cond.Calls, Mine: r.past.Mine})
}

// Tight tells whether the calls a minute are nearly used up, so that what can wait
// should.
func (r *Rounds) Tight(cond Conditions) bool { return r.room(cond) <= keptFree }

// HeldBack tells whether the minute's calls are spent, so that a round must wait.
func (r *Rounds) HeldBack(cond Conditions) bool { return r.past.Failures == 0 && r.room(cond) < 1 }
