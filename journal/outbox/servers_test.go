package outbox

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"lipdash/api"
	"lipdash/api/sim"
	"lipdash/journal"
)

// trouble is how creates lose their answer: the request does not arrive, the
// connection is cut after the work, or half a minute before its end, or the
// answer is a fault although the job was made. The dice is thrown once for all.
func trouble(s *sim.Server) {
	s.Faults().Add(sim.Fault{Route: create, Kind: sim.FaultDropBefore, Probability: 0.1})
	s.Faults().Add(sim.Fault{Route: create, Kind: sim.FaultDropAfter, Probability: 0.2})
	s.Faults().Add(sim.Fault{Route: create, Kind: sim.FaultDropAfter, Delay: 31 * time.Second, Probability: 0.35})
	s.Faults().Add(sim.Fault{Route: create, Kind: sim.FaultFailAfter, Probability: 0.5})
	s.Faults().Add(sim.Fault{Route: create, Kind: sim.FaultHTML, Status: 504, Probability: 0.6})
	s.Faults().Add(sim.Fault{Route: create, Kind: sim.FaultSlow, Delay: 20 * time.Second, Probability: 0.8})
}

var errKilled = errors.New("killed")

// mortal is a process and its line: once it is killed, nothing it sends arrives.
type mortal struct {
	*rig
	Client
	dead atomic.Bool
}

func (m *mortal) CreateJob(ctx context.Context, req api.CreateRequest, key string) (api.JobID, error) {
	if m.dead.Load() {
		return "", errKilled
	}
	return m.Client.CreateJob(ctx, req, key)
}

// process is one that can be killed, on the journal's file.
func process(t *testing.T, server *sim.Server, path string) *mortal {
	t.Helper()
	m := born(t, server, path)
	m.run()
	return m
}

// born is one that does not run yet.
func born(t *testing.T, server *sim.Server, path string) *mortal {
	t.Helper()
	j, err := journal.Open(context.Background(), path)
	must(t, err)
	r := prepared(t, server, Options{Journal: j, Limit: -1})
	r.pace.adopt = 5 * time.Second // there are many hours of it
	m := &mortal{rig: r, Client: r.opts.Client}
	r.opts.Client = m
	return m
}

func (m *mortal) kill() {
	m.dead.Store(true)
	must(m.t, m.opts.Journal.Close()) // first, so that nothing more is saved
	m.stop()
}

// elsewhere makes jobs that others make meanwhile: the list moves on.
func elsewhere(s *sim.Server, n int) {
	for range n {
		s.AddJob(sim.JobSpec{Title: "elsewhere", Status: "completed"})
	}
}

// Forty intents on a wire that loses four of five answers one way or another, in
// three processes that are killed and replaced, on a list that lags behind and moves
// on, and whatever the server makes of keys: each is one job.
func TestThreeServersEachMakeExactlyOneJobPerIntent(t *testing.T) {
	intents := 40
	if raceEnabled {
		intents = 8
	}
	for name, keys := range map[string]sim.Keys{
		"(a) keys replayed": sim.KeysReplayed, "(b) keys ignored": sim.KeysIgnored, "(c) keys forgotten on 5xx": sim.KeysForgotten,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				server := sim.New(sim.Options{Key: testKey, Concurrency: -1, Seed: 3, Keys: keys, ListLag: 20 * time.Second})
				trouble(server)
				path, rnd := file(t), rand.New(rand.NewPCG(uint64(keys), 1))
				var alive [3]*mortal
				for i := range alive {
					alive[i] = process(t, server, path)
				}
				kills, submitted := 0, 0
				for submitted < intents {
					n := rnd.IntN(len(alive))
					for range min(4, intents-submitted) {
						alive[n].submit(links(fmt.Sprintf("ep-%02d", submitted)))
						submitted++
					}
					time.Sleep(time.Duration(rnd.Int64N(int64(2 * time.Minute))))
					elsewhere(server, 130)
					alive[n].kill()
					alive[n] = process(t, server, path)
					kills++
				}
				alive[0].until("the end", 12*time.Hour, func() bool {
					open, err := alive[0].opts.Journal.Submissions(t.Context())
					must(t, err)
					return len(open) == 0
				})
				for _, p := range alive {
					p.stop()
					must(t, p.opts.Journal.Close())
				}
				lost, double := 0, 0
				for i := range intents {
					switch n := jobsOf(server, fmt.Sprintf("ep-%02d", i)); {
					case n == 0:
						lost++
					case n > 1:
						double++
					}
				}
				_, _ = fmt.Fprintf(os.Stdout, "%s: %s, %d kills: lost %d, double %d\n", name, onTheWire(server), kills, lost, double)
				if lost > 0 || double > 0 {
					t.Errorf("lost %d, double %d of %d", lost, double, intents)
				}
			})
		})
	}
}

// onTheWire counts creates, those whose answer was lost, and lists.
func onTheWire(s *sim.Server) string {
	creates, spoilt := 0, 0
	for _, c := range s.Calls() {
		if c.Route != create {
			continue
		}
		creates++
		if c.Fault != "" && c.Fault != "slow" {
			spoilt++
		}
	}
	return strings.TrimSpace(fmt.Sprintf("%d creates sent, %d of their answers lost, %d lists", creates, spoilt, s.CallCount(list)))
}
