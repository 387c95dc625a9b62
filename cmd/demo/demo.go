// Package demo is the account that `lipdash demo` opens: a simulated HeyGen in the middle of a
// working day, and the journal that a lipdash would have kept of that day. What it makes up it
// puts where real work puts it, through the journal's own calls with the clock set back, so
// that everything on screen is read, counted and sent as ever. It is the same each time but for
// the time of day.
package demo

import (
	"context"
	"math/rand/v2"
	"sync"
	"time"

	"lipdash/api"
	"lipdash/api/sim"
	"lipdash/journal"
)

// What the account is called, what its key ends with, and what may be spent in a day there, in
// dollars.
const (
	Profile    = "acme-demo"
	KeyTail    = "4f2a"
	DailyLimit = 100
	// Room is how many bytes are free on its disk.
	Room = 41_200_000_000
	// CallBudget is how many calls a minute are asked there at most: time runs faster, and
	// nobody is burdened.
	CallBudget = 25 * Speed
)

const (
	// Speed is simulated seconds per second: a job that takes some minutes at HeyGen is done
	// in about half a minute, long enough to watch.
	Speed = 5
	// Slots is how many jobs may run at once: as many as begin, so that some have to wait.
	Slots = 10
	// longestAudio is what its plan takes: what failed for that fails again until it is cut.
	longestAudio = 10 * time.Minute
	// seed makes ids and lengths the same each time.
	seed = 20
)

// latencies are how long answers take, in milliseconds, each another time, so that their order
// is no chance.
var latencies = map[string]int{
	"GET /v3/users/me": 35, "GET /v3/lipsyncs/{lipsync_id}": 45, "GET /v3/lipsyncs/statuses": 55, "GET /v3/lipsyncs": 75,
	"POST /v3/lipsyncs": 95, "PATCH /v3/lipsyncs/{lipsync_id}": 65, "DELETE /v3/lipsyncs/{lipsync_id}": 85,
}

// Options say what a world is made for.
type Options struct {
	// Key is the accepted API key.
	Key string
	// Rate is what a second of output costs, in dollars.
	Rate func(api.Mode) float64
}

// World is the account.
type World struct {
	Server *sim.Server
	Folder *Folder

	mu      sync.Mutex
	journal *journal.Journal
}

// New makes the account up, as it is at this moment.
func New(ctx context.Context, o Options) (*World, error) {
	folder, err := newFolder()
	if err != nil {
		return nil, err
	}
	server := sim.New(sim.Options{Key: o.Key, Speed: Speed, Concurrency: Slots, Seed: seed, MediaRate: downRate, LongestAudio: longestAudio})
	for route, ms := range latencies {
		server.Faults().Add(sim.Fault{Route: route, Kind: sim.FaultSlow, Delay: time.Duration(ms) * time.Millisecond})
	}
	w := &World{Server: server, Folder: folder}
	if w.journal, err = w.remember(ctx, o.Rate); err != nil {
		folder.Remove()
		return nil, err
	}
	return w, nil
}

// remember plays the day into the simulator and a journal.
func (w *World) remember(ctx context.Context, rate func(api.Mode) float64) (*journal.Journal, error) {
	p := &play{
		ctx: ctx, world: w, rate: rate, now: time.Now(), dice: rand.New(rand.NewPCG(seed, 1)), //nolint:gosec // it is to be the same each time
		ids: rand.NewChaCha8([32]byte{seed}),
	}
	j, err := journal.InMemoryAt(ctx, p.clock)
	if err != nil {
		return nil, err
	}
	p.journal = j
	p.day()
	p.elsewhere()
	p.keepList()
	if p.err != nil {
		_ = j.Close()
		return nil, p.err
	}
	return j, nil
}

// Journal is the journal of the day, once: who comes back after it was closed begins anew with
// nil.
func (w *World) Journal() *journal.Journal {
	w.mu.Lock()
	defer w.mu.Unlock()
	j := w.journal
	w.journal = nil
	return j
}
