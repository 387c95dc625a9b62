package download

import (
	"context"
	"errors"
	"path/filepath"
	"sync"
	"time"

	"lipdash/api"
	"lipdash/journal"
)

// Client is what the downloader asks of HeyGen; *api.Client satisfies it.
type Client interface {
	GetJob(ctx context.Context, id api.JobID) (api.Job, error)
	OpenDownload(ctx context.Context, d api.Download) (api.Body, error)
}

// Collision is what happens where a file has a transfer's name already.
type Collision int

const (
	// CollisionNumber adds " (2)" and so on to the name.
	CollisionNumber Collision = iota
	// CollisionAsk pauses the transfer with CodeExists until KeepBoth or Replace.
	CollisionAsk
	// CollisionReplace takes the file's place, once the new one is whole.
	CollisionReplace
)

const (
	// DefaultParallel is how many transfers run side by side.
	DefaultParallel = 3
	// DefaultTemplate names a file after its job.
	DefaultTemplate = "{title}"
)

// Options say what a downloader works with.
type Options struct {
	Client Client
	// Journal is where the queue is kept: on disk, or in memory, where nothing
	// survives (journal.InMemory).
	Journal *journal.Journal
	// Folder is where files go; it is made if need be and must be absolute.
	Folder string
	// Template names them, without extension; DefaultTemplate
	// when "".
	Template  string
	Collision Collision
	// Parallel is how many transfers run at once on the journal, in all
	// processes together; DefaultParallel when 0.
	Parallel int
	// Rate bounds what all transfers of this process take together, in bytes a
	// second; 0 is no limit.
	Rate int64
	// OnlyAsked drives what was fetched, or asked for, through this downloader, and leaves
	// the rest of the queue to others.
	OnlyAsked bool
}

// The errors of a downloader itself.
var (
	// ErrRuns: Run was called while it runs.
	ErrRuns = errors.New("the downloader runs already")
	// ErrFolder: Options.Folder is not an absolute path.
	ErrFolder = errors.New("the download folder must be an absolute path")
	// ErrUnknown: there is no such transfer, or it is not in a state in which
	// that can be done.
	ErrUnknown = errors.New("that cannot be done with this transfer now")
)

// Downloader drives the transfers of one process. It is safe for concurrent use.
type Downloader struct {
	opts     Options
	template template
	pace     pace
	journal  *journal.Journal
	disk     disk
	limit    *limiter
	changes  chan struct{}
	// stirred has a value when there may be something to do.
	stirred chan struct{}

	// planning is held while names are chosen, turning while rows are read or
	// claimed: what is decided then must not rest on an older picture.
	planning, turning sync.Mutex

	mu      sync.Mutex
	running bool
	trouble string
	free    int64
	// open and past are the rows as they were last read; workers drive those
	// that are ours.
	open, past []journal.Transfer
	// stopped are the processes of those rows that were stopped, by owner.
	stopped map[string]int
	workers map[journal.TransferID]*worker
	// asked are those to drive where not all of the queue is.
	asked map[journal.TransferID]bool
	// work are the workers of the last Run.
	work *sync.WaitGroup
}

// New is a downloader that does nothing until Run, but takes wishes. It refuses
// options that cannot work.
func New(o Options) (*Downloader, error) {
	if o.Parallel <= 0 {
		o.Parallel = DefaultParallel
	}
	if o.Template == "" {
		o.Template = DefaultTemplate
	}
	tmpl, err := parseTemplate(o.Template)
	if err != nil {
		return nil, err
	}
	if !filepath.IsAbs(o.Folder) {
		return nil, ErrFolder
	}
	return &Downloader{
		opts: o, template: tmpl, pace: usual, journal: o.Journal, disk: realDisk, limit: newLimiter(o.Rate),
		changes: make(chan struct{}, 1), stirred: make(chan struct{}, 1),
		workers: map[journal.TransferID]*worker{}, asked: map[journal.TransferID]bool{}, free: -1,
	}, nil
}

// now is the wall clock alone: a monotonic reading would not count the time that
// the machine slept.
func now() time.Time { return time.Now().Round(0) }
