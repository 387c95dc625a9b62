package outbox

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/sim"
	"lipdash/api/submission"
	"lipdash/journal"
)

// lossy is an account whose creates lose their answer in half of all cases, most
// of them after the job was made; one of three replays keys, one ignores them, and
// one forgets those it answered 5xx.
func lossy(seed uint64) *sim.Server {
	s := sim.New(sim.Options{Key: testKey, Speed: 10_000, Concurrency: -1, Seed: seed, Keys: sim.Keys(seed % 3)})
	s.Faults().Add(sim.Fault{Route: create, Kind: sim.FaultDropBefore, Probability: 0.2})
	// The dice is thrown once for all.
	s.Faults().Add(sim.Fault{Route: create, Kind: sim.FaultDropAfter, Probability: 0.4})
	s.Faults().Add(sim.Fault{Route: create, Kind: sim.FaultFailAfter, Probability: 0.5})
	return s
}

// tally is what became of the intents, and where the kills fell.
type tally struct {
	mu                sync.Mutex
	killed, confirmed int
	lost, double      int
	// before counts kills before the intent was confirmed, queued while nothing
	// but queued intents was there, creating while a create was under way or its
	// answer lost, idle when all was done.
	before, queued, creating, idle int
}

func (y *tally) String() string {
	return fmt.Sprintf("lost %d, double %d of %d confirmed in %d kills: %d before the intent was confirmed, %d while queued, %d during a create, %d afterwards",
		y.lost, y.double, y.confirmed, y.killed, y.before, y.queued, y.creating, y.idle)
}

// at notes what was under way when a process was killed.
func (y *tally) at(t *testing.T, j *journal.Journal, confirmed bool) {
	open, err := j.Submissions(t.Context())
	must(t, err)
	y.mu.Lock()
	defer y.mu.Unlock()
	y.killed++
	if !confirmed {
		y.before++
		return
	}
	y.confirmed++
	switch {
	case len(open) == 0:
		y.idle++
	case slices.ContainsFunc(open, func(s submission.Submission) bool { return s.State != submission.Queued }):
		y.creating++
	default:
		y.queued++
	}
}

// check compares an account with what was confirmed. Every intent has one job at
// most, a confirmed one exactly one, and the journal knows it.
func (y *tally) check(t *testing.T, server *sim.Server, j *journal.Journal, titles []string, confirmed map[string]bool) {
	t.Helper()
	ids := map[string]api.JobID{}
	for _, job := range server.Jobs() {
		ids[job.Title] = api.JobID(job.ID)
	}
	for _, title := range titles {
		n := jobsOf(server, title)
		y.mu.Lock()
		if n > 1 {
			y.double++
			t.Errorf("%s has %d jobs", title, n)
		}
		if n == 0 && confirmed[title] {
			y.lost++
			t.Errorf("%s was confirmed and has no job", title)
		}
		y.mu.Unlock()
		if n == 1 {
			made, err := j.Jobs(t.Context(), []api.JobID{ids[title]})
			must(t, err)
			if r := made[ids[title]]; r.Title != title {
				t.Errorf("the journal does not know the job of %s: %+v", title, r)
			}
		}
	}
}

// lanes are how many stories are told side by side, on however few cores: most of
// their time they wait.
const lanes = 12

// chapter is how many kills there are in one story, of so many processes at once.
func chapter(atOnce int) int { return atOnce * (10 / atOnce) }

// alone is how long a process takes from its first line to its job.
func alone(t *testing.T) time.Duration {
	server := sim.New(sim.Options{Key: testKey})
	c := start(t, "submit", filepath.Join(t.TempDir(), "state", "j.db"), loopback(t, server), "alone")
	c.ready(t)
	began := time.Now()
	for jobsOf(server, "alone") == 0 {
		time.Sleep(time.Millisecond)
	}
	took := time.Since(began)
	c.killed(t)
	return took
}

func kills() int {
	if testing.Short() || raceEnabled {
		return 40
	}
	return 200
}

// story is of one account and one journal: processes are killed, as many at once
// as it says, each while it submits an intent of its own and may take over what
// the others leave, and then a last one finishes.
func story(t *testing.T, y *tally, name string, atOnce int, life time.Duration, seed uint64) {
	server := lossy(seed)
	base := loopback(t, server)
	path := filepath.Join(t.TempDir(), "state", "j.db")
	j := openedAt(t, path)
	rnd := rand.New(rand.NewPCG(seed, 1))
	var titles []string
	confirmed := map[string]bool{}
	for len(titles) < chapter(atOnce) {
		var children []*child
		for range atOnce {
			title := fmt.Sprintf("%s-%d", name, len(titles))
			titles = append(titles, title)
			children = append(children, start(t, "submit", path, base, title))
		}
		for _, c := range children {
			c.ready(t)
			if rnd.IntN(2) == 0 {
				// However slow the machine, half of them get as far as this.
				c.confirms(t)
			}
			time.Sleep(time.Duration(rnd.Int64N(int64(life))))
			said := c.killed(t)
			for _, title := range said {
				confirmed[title] = true
			}
			y.at(t, j, len(said) > 0)
		}
	}
	start(t, "finish", path, base).ends(t)
	y.check(t, server, j, titles, confirmed)
}

func TestKillAtAnyPointMakesExactlyOneJobPerIntent(t *testing.T) { tell(t, 1) }

func TestKillOfThreeProcessesOnOneJournalMakesExactlyOneJobPerIntent(t *testing.T) { tell(t, 3) }

func tell(t *testing.T, atOnce int) {
	t.Parallel()
	var y tally
	// A process lives at most for three times what one took that was left alone, on
	// this machine and now. The first of them only warms the machine up.
	life := 3 * min(alone(t), alone(t))
	t.Run("stories", func(t *testing.T) {
		for n := 0; n*chapter(atOnce) < kills(); n++ {
			name := fmt.Sprintf("story%d", n)
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				story(t, &y, name, atOnce, life, uint64(100*atOnce+n))
			})
		}
	})
	_, _ = fmt.Fprintf(os.Stdout, "%s; each lived for %v at most\n", &y, life)
	if y.killed < kills() || y.confirmed < kills()/4 || y.creating+y.idle == 0 {
		t.Errorf("the kills did not fall where they should: %s", &y)
	}
}

// A script hands a batch of sixty over and is killed, again and again, while the answer to
// its one call is lost. One batch of sixty jobs comes of it, counted at the server.
func TestKillAtAnyPointMakesExactlyOneBatchOfSixtyJobs(t *testing.T) {
	t.Parallel()
	stories := 8
	if testing.Short() || raceEnabled {
		stories = 2
	}
	for n := range stories {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			t.Parallel()
			server := sim.New(sim.Options{Key: testKey, Speed: 10_000, Concurrency: -1, Seed: uint64(n), Keys: sim.Keys(n % 3)})
			kind := []sim.FaultKind{sim.FaultDropAfter, sim.FaultFailAfter, sim.FaultTruncate, sim.FaultDropBefore}[n%4]
			server.Faults().Add(sim.Fault{Route: batches, Kind: kind, Times: 2})
			base, path := loopback(t, server), filepath.Join(t.TempDir(), "state", "j.db")
			rnd := rand.New(rand.NewPCG(uint64(n), 1))
			for range 12 {
				c := start(t, "batch", path, base)
				c.ready(t)
				if rnd.IntN(3) > 0 {
					c.confirms(t)
				}
				time.Sleep(time.Duration(rnd.Int64N(int64(400 * time.Millisecond))))
				c.killed(t)
			}
			last := start(t, "batch", path, base)
			last.ready(t)
			last.confirms(t)
			last.killed(t)
			start(t, "finish", path, base).ends(t)
			if b := server.Batches(); len(b) != 1 || b[0].Jobs != sixty || len(server.Jobs()) != sixty || server.CallCount(create) != 0 {
				t.Errorf("%d batches %+v, %d jobs, %d creates", len(b), b, len(server.Jobs()), server.CallCount(create))
			}
			b, _, err := openedAt(t, path).Batch(t.Context(), "launch")
			must(t, err)
			if n := made(b); n != sixty {
				t.Errorf("the journal knows %d jobs of the batch", n)
			}
		})
	}
}
