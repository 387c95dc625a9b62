// Package account joins the journal and the outbox to what the dashboard asks of
// them, and knows where on disk an account's journal is.
package account

import (
	"cmp"
	"context"
	"maps"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/safely"
	"lipdash/api/submission"
	"lipdash/cmd/host"
	"lipdash/journal"
	"lipdash/journal/download"
	"lipdash/journal/outbox"
	"lipdash/ui/calls"
	"lipdash/ui/state/create"
)

// Memory is one account's journal and outbox. It implements calls.Memory.
type Memory struct {
	*outbox.Outbox
	// journal is in memory when nothing survives; trouble says why.
	journal *journal.Journal
	trouble string
	mu      sync.Mutex
	// all is what the journal had on the way when it was last asked.
	all []submission.Submission
	// slots is how many jobs may run at once by the settings, seenSlots how many the
	// account takes as far as that is known; 0 for no limit.
	slots, seenSlots int
	changes          chan struct{}
	// glanced is closed once other processes were first looked at.
	glanced chan struct{}
	done    chan struct{}
	cancel  context.CancelFunc
	// learned is what waits to be written down.
	learned chan lesson
	rate    func(api.Mode) float64
	// near is from where paths are told.
	near Near
	// learning is the work in the background, until ctx ends.
	learning sync.WaitGroup
	driving  driving
	ctx      context.Context //nolint:containedctx // the memory's own life, which Close ends
	// files is nil when there is nowhere to put any.
	files *downloads
	// spare takes the journal's place once that is damaged; nil until then.
	spare   *spare
	options outbox.Options
	// damageTold and arranged, the version of the queue that was looked at, are the watcher's.
	damageTold bool
	arranged   int64
	// retries are the jobs that are tried again by themselves, under mu.
	retries map[api.JobID]record.Retry
	// remakes are the jobs that were made again, reviews what people think of results as far as
	// revision reviewed, under mu.
	remakes  []record.Remake
	reviews  map[api.JobID]record.Review
	reviewed int64
}

// Client is what a memory asks of HeyGen; *api.Client satisfies it.
type Client interface {
	outbox.Client
	download.Client
}

// Options are what a memory is made of.
type Options struct {
	Client Client
	Files  outbox.Files
	// Journal is nil when there is none on disk; Trouble says why.
	Journal *journal.Journal
	Trouble string
	Limit   int
	Folder  Folder
	// Rate is what a second of output costs, for estimates; may be nil.
	Rate func(api.Mode) float64
	// Idle sends and fetches nothing until GoOn.
	Idle bool
	// Retries is how often what fails in passing is retried automatically, DailyLimit what
	// may be spent in a day by estimate before that stops; 0 for never, and for no limit.
	Retries    int
	DailyLimit float64
	// Appear is that of outbox.Options.
	Appear time.Duration
}

// readsOnly tells whether a client refuses writes: then nothing is sent, nor taken over
// to be sent.
func readsOnly(c Client) bool {
	r, ok := c.(interface{ ReadOnly() bool })
	return ok && r.ReadOnly()
}

// New starts driving what is on its way, unless it is to be idle; it ends, and the journal is closed,
// when ctx does. Wait waits for that.
func New(ctx context.Context, o Options) *Memory {
	ctx, cancel := context.WithCancel(ctx)
	if o.Journal == nil {
		o.Journal = inMemory()
	}
	m := &Memory{
		journal: o.Journal, trouble: o.Trouble, done: make(chan struct{}), cancel: cancel, ctx: ctx,
		changes: make(chan struct{}, 1), glanced: make(chan struct{}), learned: make(chan lesson, learnedHeld), rate: o.Rate, near: o.Folder.Near(),
	}
	m.options = outbox.Options{Client: o.Client, Files: o.Files, Journal: o.Journal, Limit: o.Limit, ReadOnly: readsOnly(o.Client), Retries: o.Retries, DailyLimit: o.DailyLimit, Appear: o.Appear, Estimate: m.estimate}
	m.Outbox = outbox.New(m.options)
	m.slots = max(0, cmp.Or(o.Limit, outbox.DefaultLimit))
	m.files, _ = newDownloads(o) // without a folder there are no downloads
	m.share(ctx)
	if !o.Idle {
		m.begin()
	}
	m.learning.Go(safely.Func(func() { m.learn(ctx) }))
	m.learning.Go(safely.Func(func() { m.watch(ctx) }))
	safely.Go(func() {
		defer close(m.done)
		<-ctx.Done()
		m.end()
	})
	return m
}

// Close ends it; Wait waits for that.
func (m *Memory) Close() { m.cancel() }

// Ended tells whether it was closed, or is about to be.
func (m *Memory) Ended() bool { return m.ctx.Err() != nil }

// Wait waits until everything has ended.
func (m *Memory) Wait() { <-m.done }

// Resume lets go on what waited for another key or quota: creates and downloads,
// or only the creates that are named.
func (m *Memory) Resume(only ...submission.ID) {
	m.each(func(o *outbox.Outbox) { o.Resume(only...) })
	if len(only) > 0 || m.files == nil || m.ctx.Err() != nil {
		return
	}
	// Reading the queue takes the disk. What cannot be resumed stays paused, with
	// its reason.
	m.learning.Go(safely.Func(func() { _ = m.files.ResumeRefused(m.ctx) }))
}

// Downloads brings files here; nil when there is nowhere to put any.
func (m *Memory) Downloads() calls.Downloads {
	if m.files == nil {
		return nil
	}
	return m.files
}

// Records are what jobs were asked for here.
func (m *Memory) Records(ctx context.Context, ids []api.JobID) (map[api.JobID]create.Record, error) {
	j := m.live()
	got, err := j.Jobs(ctx, ids)
	if err != nil {
		return nil, err
	}
	lives, err := j.Lives(ctx, slices.Collect(maps.Keys(got)))
	if err != nil {
		return nil, err
	}
	out := make(map[api.JobID]create.Record, len(got))
	for id, r := range got {
		out[id] = create.Record{Values: r.Values, Shown: m.near.values(r.Values), Mode: r.Mode, Cost: cmp.Or(r.Cost, r.Estimate), Seen: lives[id]}
	}
	return out, nil
}

var _ calls.Memory = (*Memory)(nil)

// Submit hands an intent over; the draft it was typed as is gone then.
func (m *Memory) Submit(ctx context.Context, values map[string]string, draft string) (submission.ID, error) {
	return m.SubmitAgain(ctx, values, draft, "")
}

// SubmitAgain is Submit for what makes a job again, "" for none.
func (m *Memory) SubmitAgain(ctx context.Context, values map[string]string, draft string, of api.JobID) (submission.ID, error) {
	return m.box().SubmitAgain(ctx, Absolute(values), draft, of)
}

// Same are the jobs made from the same inputs since a time, and the inputs as they are
// handed over, also with an error: with whole paths.
func (m *Memory) Same(ctx context.Context, values map[string]string, since time.Time) (map[string]string, []api.JobID, error) {
	values = Absolute(values)
	jobs, err := m.live().SameInputs(ctx, submission.InputsHash(values), since)
	return values, jobs, err
}

// Typical is how long jobs of a mode took on this account, of all for "".
func (m *Memory) Typical(ctx context.Context, mode api.Mode, now time.Time) (create.Typical, error) {
	modes := []api.Mode{mode}
	if mode == "" {
		modes = []api.Mode{api.ModeSpeed, api.ModePrecision}
	}
	var samples []journal.Sample
	for _, mode := range modes {
		more, err := m.live().History(ctx, mode, now)
		if err != nil {
			return create.Typical{}, err
		}
		samples = append(samples, more...)
	}
	of := func(length time.Duration) (t create.Typical) {
		t.Median, t.P90, t.P95, t.N = journal.ETA(samples, length)
		return t
	}
	t := of(0)
	t.For = of
	return t, nil
}

// Spent is what the jobs made here since a time are estimated to cost, by all that was seen of
// them until now.
func (m *Memory) Spent(ctx context.Context, since time.Time) (float64, error) {
	m.learnedSoFar(ctx)
	return m.live().Spent(ctx, since, since.AddDate(0, 0, 1))
}

// Absolute makes local paths independent of the folder lipdash was started in:
// the submission may be finished by another run.
func Absolute(values map[string]string) map[string]string {
	out := maps.Clone(values)
	for name, path := range api.LocalPaths(values) {
		if abs, err := filepath.Abs(host.Expand(path)); err == nil {
			out[name] = abs
		}
	}
	return out
}
