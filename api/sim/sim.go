// Package sim imitates HeyGen's v3 Lipsync API in memory: the same wire, lives
// of jobs on a clock that can be scaled or faked, and faults on cue. It serves
// the demo, the tests, and anyone else's client, as an http.Handler, as an
// in-memory http.RoundTripper, or on a listener.
//
// It behaves as the project's notes on the wire say (api.md), not as would be
// convenient: absent and null are both used for nothing, cursors need query
// escaping, bulk statuses speak the other vocabulary, links expire. There are
// no timers and no background goroutines: a job's state is computed from the
// clock when someone asks.
package sim

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"
)

// Options say what account the simulator plays.
type Options struct {
	// Key is the accepted API key; "" accepts any that is not empty.
	Key string
	// Now is the clock, time.Now by default (which testing/synctest fakes).
	Now func() time.Time
	// Speed is how many simulated seconds pass in one second, default 1: in the
	// lives of jobs that are created, in processing and in links.
	Speed float64
	// Concurrency is how many jobs may be pending or running, default 10 (the
	// pay-as-you-go figure, api.md 5.3); negative is no limit.
	Concurrency int
	// RatePerMinute is how many API calls a minute are answered, 0 for any.
	RatePerMinute int
	// LinkLife is how long a presigned link is good, in simulated time; default
	// seven days (api.md 7).
	LinkLife time.Duration
	// MediaRate is how fast each result is given, in bytes a second of real time, 0 for as fast
	// as it goes.
	MediaRate int64
	// ListLag is how long a job that was created takes to show in the list, in
	// real time; by its id it is there at once.
	ListLag time.Duration
	// Keys is what becomes of idempotency keys, KeysReplayed by default.
	Keys Keys
	// ForeignItemIDs has the items of batches told under ids that are no jobs': whether
	// they are is not documented (api.md 1.3).
	ForeignItemIDs bool
	// Seed makes ids, lives and failures repeatable.
	Seed uint64
	// Log is told of every request after its answer.
	Log func(Entry)
	// FailureRate is the share of created jobs that fail, 0 to 1.
	FailureRate float64
	// LongestAudio is what the account's plan allows: jobs with longer ones fail. 0 is any.
	LongestAudio time.Duration
	// Balance is the wallet in dollars, 476.78 when nil.
	Balance *float64
}

// Server is one simulated account.
type Server struct {
	opts   Options
	mux    *http.ServeMux
	faults *Faults

	mu      sync.Mutex
	rand    *rand.Rand // ids, lives, failures
	dice    *rand.Rand // faults
	jobs    []*job     // newest first
	byID    map[string]*job
	next    int
	assets  map[string]*asset
	batches map[string]*batch
	answers map[string]*answer
	calls   []Entry
	recent  []time.Time
	balance float64
	leaked  int
	// lengths are of the links that were told or guessed, and of uploads that do not tell theirs.
	lengths map[string]time.Duration
}

// New returns an account without jobs.
func New(o Options) *Server {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Speed <= 0 {
		o.Speed = 1
	}
	if o.Concurrency == 0 {
		o.Concurrency = 10
	}
	if o.LinkLife <= 0 {
		o.LinkLife = 7 * 24 * time.Hour
	}
	s := &Server{
		opts: o, faults: &Faults{}, balance: 476.78,
		rand: rand.New(rand.NewPCG(o.Seed, 0x11bda5)), //nolint:gosec // a simulation must be repeatable
		dice: rand.New(rand.NewPCG(o.Seed, 0xd1ce)),   //nolint:gosec // a simulation must be repeatable
		byID: map[string]*job{}, assets: map[string]*asset{}, batches: map[string]*batch{}, answers: map[string]*answer{},
		lengths: map[string]time.Duration{},
	}
	if o.Balance != nil {
		s.balance = *o.Balance
	}
	s.mux = s.routes()
	return s
}

// The routes of the presigned hosts, for faults and the log.
const (
	RouteMedia  = "GET /media/{id}/{name}"
	RouteUpload = "PUT /uploads/{asset_id}"
)

// routes are the documented calls, api.md 1.1, 3 and 4, and the two hosts that
// presigned links lead to.
func (s *Server) routes() *http.ServeMux {
	m := http.NewServeMux()
	for route, h := range map[string]handler{
		"GET /v3/lipsyncs":                    s.locked(s.listJobs),
		"POST /v3/lipsyncs":                   s.withBody(s.createJob),
		"GET /v3/lipsyncs/statuses":           s.locked(s.listStatuses),
		"POST /v3/lipsyncs/batches":           s.withBody(s.createBatch),
		"GET /v3/lipsyncs/batches/{batch_id}": s.locked(s.getBatch),
		"GET /v3/lipsyncs/{lipsync_id}":       s.locked(s.getJob),
		"PATCH /v3/lipsyncs/{lipsync_id}":     s.withBody(s.renameJob),
		"DELETE /v3/lipsyncs/{lipsync_id}":    s.locked(s.deleteJob),
		"GET /v3/users/me":                    s.locked(s.me),
		"GET /v3/assets":                      s.locked(s.listAssets),
		"POST /v3/assets":                     s.uploadAsset,
		"POST /v3/assets/direct-uploads":      s.withBody(s.startUpload),
		"POST /v3/assets/{asset_id}/complete": s.completeUpload,
		"GET /v3/assets/{asset_id}":           s.locked(s.getAsset),
		"DELETE /v3/assets/{asset_id}":        s.locked(s.deleteAsset),
	} {
		m.Handle(route, s.guarded(route, h))
	}
	m.Handle(RouteMedia, s.presigned(RouteMedia, s.serveMedia))
	m.Handle(RouteUpload, s.presigned(RouteUpload, s.receiveUpload))
	return m
}

// Faults are what goes wrong on cue.
func (s *Server) Faults() *Faults { return s.faults }

func (s *Server) now() time.Time { return s.opts.Now() }

// scaled is how much real time a span of simulated time takes.
func (s *Server) scaled(d time.Duration) time.Duration {
	return time.Duration(float64(d) / s.opts.Speed)
}

// hexID is a fresh id of 32 hex digits; the caller holds the lock.
func (s *Server) hexID() string { return fmt.Sprintf("%016x%016x", s.rand.Uint64(), s.rand.Uint64()) }
