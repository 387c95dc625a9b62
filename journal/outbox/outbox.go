package outbox

import (
	"cmp"
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/journal"
)

// Client is what the outbox asks of HeyGen; *api.Client satisfies it.
type Client interface {
	CreateJob(ctx context.Context, req api.CreateRequest, idempotencyKey string) (api.JobID, error)
	CreateBatch(ctx context.Context, req api.BatchRequest, idempotencyKey string) (api.BatchID, error)
	GetBatch(ctx context.Context, id api.BatchID) ([]api.BatchItem, error)
	ListJobs(ctx context.Context, o api.ListOptions) (api.JobPage, error)
	GetJob(ctx context.Context, id api.JobID) (api.Job, error)
	UploadAsset(ctx context.Context, up api.Upload, progress api.Progress) (api.Asset, error)
	PausedUntil() time.Time
	ClockOffset() (offset time.Duration, known bool)
}

// Files is where local files come from: api.FileUpload as a method.
type Files interface {
	Upload(path string) (api.Upload, error)
}

// DefaultLimit is how many jobs may run on the account at once when nothing else
// was said: the pay-as-you-go figure (api.md 5.3).
const DefaultLimit = 10

// Options say what an outbox works with.
type Options struct {
	Client Client
	Files  Files
	// Journal is where submissions are kept: on disk, or in memory, where nothing
	// survives (journal.InMemory).
	Journal *journal.Journal
	// Limit is how many jobs may run on the account, DefaultLimit when 0; with a
	// negative one nothing is held back for a slot.
	Limit int
	// Retries is how often what fails in passing is retried automatically, of what is
	// submitted here; 0 for never, also of what others submitted. DailyLimit is what may be
	// spent in a day by estimate before that stops, 0 for no limit.
	Retries    int
	DailyLimit float64
	// ReadOnly takes nothing over and drives nothing: what waits stays in the journal, and
	// another process may send it.
	ReadOnly bool
	// Appear is how long after its answer was lost a job that was made may take to be listed:
	// 0 is as long as it takes at HeyGen, less is for tests.
	Appear time.Duration
	// Estimate is what a job of inputs is likely to cost, in dollars, 0 when nobody knows; may
	// be nil. It is called from several goroutines and may read files.
	Estimate func(ctx context.Context, values map[string]string) float64
}

// The errors of an outbox itself.
var (
	// ErrRuns: Run was called while it runs.
	ErrRuns = errors.New("the outbox runs already")
	// ErrStopped: Run has ended, and a journal in memory leaves nothing for the
	// next one.
	ErrStopped = errors.New("the outbox has stopped")
)

// Outbox drives the submissions of one process. It is safe for concurrent use.
type Outbox struct {
	opts    Options
	pace    pace
	queue   *queue
	account *account
	changes chan struct{}
	// looked is closed once Run has taken what was left.
	looked chan struct{}
	once   sync.Once
	// uploads bounds how many files are sent at once.
	uploads chan struct{}
	// sending are the files that are being sent, under the lock.
	sending map[string]chan struct{}
	// keys counts the calls of Resume.
	keys atomic.Int64
	// gathering is where submissions wait for the others of their batches. noBatches says
	// that HeyGen has none, or not for this account.
	gathering gathering
	noBatches atomic.Bool
	// adopting is set while submissions are taken over that have no workers yet.
	adopting atomic.Bool

	mu sync.Mutex
	// workers have one for each submission of this process. One that is over stays
	// until another takes its place, or the submission is known to be another
	// process's: it knows what is not on the disk.
	workers map[submission.ID]*worker
	// envelopes are the calls of many submissions that this process drives.
	envelopes map[submission.EnvelopeID]*envelope
	// coming are the submissions that are being stored.
	coming map[submission.ID]bool
	// whole are the values of submissions that others began, as somebody gave them here.
	whole map[submission.ID]map[string]string
	// elsewhere are the places in the queue that other processes' submissions
	// take.
	elsewhere []int64
	// line is the queue as the journal had it when it was last asked.
	line  submission.Queue
	phase phase
	ctx   context.Context //nolint:containedctx // Run's, for workers that Submit starts
	// work are the goroutines of the last Run.
	work *sync.WaitGroup
}

// phase is how far Run has come.
type phase int

const (
	waiting phase = iota
	running
	stopped
)

// New is an outbox that does nothing until Run, but takes submissions.
func New(o Options) *Outbox {
	if o.Limit == 0 {
		o.Limit = DefaultLimit
	}
	pace := usual
	pace.appear = cmp.Or(o.Appear, pace.appear)
	return &Outbox{
		opts: o, pace: pace, queue: newQueue(), account: newAccount(),
		changes: make(chan struct{}, 1), looked: make(chan struct{}), uploads: make(chan struct{}, uploadsAtOnce),
		sending: map[string]chan struct{}{}, envelopes: map[submission.EnvelopeID]*envelope{},
		gathering: gathering{waiting: map[submission.ID]*gathered{}},
		workers:   map[submission.ID]*worker{}, coming: map[submission.ID]bool{},
		whole: map[submission.ID]map[string]string{},
	}
}

// Submit takes an intent to make a job, with values by parameter name, local
// paths included, and forgets the draft it came from ("" for none). The intent
// is durable when it returns nil. It may be called before Run, and afterwards
// too when the journal survives: then the next Run or process sends it.
func (o *Outbox) Submit(ctx context.Context, values map[string]string, draft string) (submission.ID, error) {
	return o.SubmitAgain(ctx, values, draft, "")
}

// take stores a new submission and gives it a worker.
func (o *Outbox) take(ctx context.Context, s submission.Submission, draft string) (submission.Submission, error) {
	if err := o.refuses(); err != nil {
		return submission.Submission{}, err
	}
	o.expect(s.ID, true)
	stored, err := o.store(ctx, s, draft)
	if err != nil {
		o.expect(s.ID, false)
		return submission.Submission{}, err
	}
	o.enroll(stored)
	return stored, nil
}

// refuses says why nothing new is taken over, nil when it is.
func (o *Outbox) refuses() error {
	switch {
	case o.opts.ReadOnly:
		return api.RefuseWrite()
	case o.in(stopped) && !o.opts.Journal.Survives():
		return ErrStopped
	}
	return nil
}

// expect keeps lookAfter off a submission that is being stored: the worker it gets
// is to know what is not written.
func (o *Outbox) expect(id submission.ID, yes bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if delete(o.coming, id); yes {
		o.coming[id] = true
	}
}

// store looks once more when it failed: a commit whose answer was lost must not
// be taken for none, or the user sends the intent a second time. So it is looked for
// until that is known, within reason.
func (o *Outbox) store(ctx context.Context, s submission.Submission, draft string) (submission.Submission, error) {
	out, err := o.opts.Journal.Submit(ctx, s, draft)
	if err == nil || errors.Is(err, journal.ErrStale) {
		return out, err
	}
	if stored, found, _ := o.lookedFor(context.WithoutCancel(ctx), s.ID); found {
		s.Order = stored.Order
		return s, nil
	}
	return out, err
}

// storeLooks bounds how often it is looked for.
const storeLooks = 5

// See takes what a dashboard has learned from the server: which jobs are active,
// and resources as they came, all or some. A slot is free when a job has ended,
// and a job with a submission's own callback id ends that submission. It
// never blocks.
func (o *Outbox) See(active []api.JobID, jobs []api.Job) {
	o.account.see(active, jobs, now())
	o.recognize(jobs)
	o.queue.stir()
}

// Noticed takes what a client tells its observer (api.Options.Observe): a 429 that
// the client overcame by waiting is a lesson about the account's limit too. It
// never blocks.
func (o *Outbox) Noticed(c api.Call) {
	if c.Method+" "+c.Path == "POST /v3/lipsyncs" {
		o.account.refused(c.Err, o.account.count())
		o.queue.stir()
	}
}

// recognize reports jobs to the submissions whose callback id they carry.
func (o *Outbox) recognize(jobs []api.Job) {
	for _, j := range jobs {
		if id, ok := submission.Owner(j.CallbackID); ok && j.ID != "" {
			o.tell(id, submission.Looked{Found: &j.ID})
		}
	}
}

// tell hands an event to a submission's worker; one that is not driven here is
// not told.
func (o *Outbox) tell(id submission.ID, ev submission.Event) {
	o.mu.Lock()
	c := o.workers[id]
	o.mu.Unlock()
	if c != nil && !c.seen().State.Final() {
		c.inbox.put(ev)
	}
}

// now is the wall clock alone: a monotonic reading would not count the time that
// the machine slept, and keys age then too.
func now() time.Time { return time.Now().Round(0) }
