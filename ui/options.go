package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/state/activity"
	"lipdash/ui/state/browse"
	"lipdash/ui/state/create"
	"lipdash/ui/state/store"
	"lipdash/ui/state/transfers"
)

// The list that an earlier run kept, and what becomes of it (state/browse).
type (
	// CachedJob is a job as an earlier run last saw it, without links and JSON.
	CachedJob = store.Cached
	// CachedPage is a part of what an earlier run kept.
	CachedPage = browse.CachedPage
	// CacheChange is what became of the list.
	CacheChange = browse.CacheChange
)

// Client is what the dashboard asks of HeyGen; *api.Client satisfies it. Jobs
// are made and files sent by the outbox (Memory).
type Client interface {
	ListJobs(ctx context.Context, o api.ListOptions) (api.JobPage, error)
	GetJob(ctx context.Context, id api.JobID) (api.Job, error)
	UpdateTitle(ctx context.Context, id api.JobID, title string) (api.Job, error)
	DeleteJob(ctx context.Context, id api.JobID) error
	JobStatuses(ctx context.Context, ids []api.JobID) ([]api.JobStatus, error)
	Me(ctx context.Context) (api.Account, error)
	// PausedUntil is until when the whole client waits after a 429, zero when
	// it does not.
	PausedUntil() time.Time
	// RecentCalls is when the calls of the last minute left, oldest first,
	// whoever shares the client made them.
	RecentCalls() []time.Time
	// ClockOffset is how far HeyGen's clock is ahead of this machine's, not known
	// before the first answer.
	ClockOffset() (offset time.Duration, known bool)
}

// Identity says whose jobs are on screen. KeyTail is the key's last four
// characters, never more. BaseURL is where the API is, "" for HeyGen's own.
type Identity struct {
	Profile, KeyTail, Host, BaseURL string
	Demo                            bool
}

// Session is a client with whose it is.
type Session struct {
	Client   Client
	Identity Identity
	// Disconnects receives a value when an idle connection was closed by the
	// other side, which is the earliest sign of an outage; nil when unknown.
	Disconnects <-chan struct{}
	// OpenMemory opens what this machine remembers of the account: nil while
	// it cannot know whose it is, because username is "" and was never seen for
	// this key. It never fails; Memory.Trouble says when nothing will survive.
	OpenMemory func(ctx context.Context, username string) Memory
	// Calls receives every attempt of every call after its answer, so that a
	// wait the client takes by itself is on screen at once; nil for none.
	Calls <-chan api.Call
	// Forget drops connections that are probably dead, after a sleep; nil when
	// there are none.
	Forget func()
}

// LookedIn is one place where a key was looked for, and what was there.
type LookedIn struct{ Where, Found string }

// Files reaches the local disk for the form. Its methods may block and are only
// called from commands.
type Files interface {
	Check(path string) (api.LocalFile, error)
	Complete(prefix string) []string
}

// Clipboard copies text.
type Clipboard interface {
	Copy(ctx context.Context, text string) (Copied, error)
}

// Copied is how a text was copied.
type Copied struct {
	// How completes a sentence: "through tmux".
	How string
	// OSC52 says that the text still has to be sent through the terminal, which
	// Bubble Tea does; nobody can tell whether that arrives.
	OSC52 bool
	// Doubt is what would have to change where the text is likely to be lost on
	// its way, "" elsewhere.
	Doubt string
}

// Opener opens links in the user's browser. elsewhere is true when a browser
// here would be of no use, over ssh or without a screen, and nothing was done.
type Opener interface {
	Open(ctx context.Context, link string) (elsewhere bool, err error)
	// Reveal opens a folder in the file manager.
	Reveal(ctx context.Context, folder string) (elsewhere bool, err error)
}

// Plain shows a text alone on the terminal, as the terminal wraps it, until the
// user leaves it. Command is run with the terminal released.
type Plain interface {
	Command(text string) tea.ExecCommand
}

// Editor edits a form as text. Command is run with the terminal released; what
// came of it is read from Result afterwards: the texts, and what is wrong with
// them by parameter name. Without an editor the command is nil and the error of
// Result says why.
type Editor interface {
	Command(values map[string]string) (cmd tea.ExecCommand, result func() (values, errs map[string]string, err error))
}

type (
	// Outgoing is one submission on its way.
	Outgoing = create.Outgoing
	// Draft is a form that was not sent.
	Draft = create.Draft
	// Record is what a job was asked for here.
	Record = create.Record
	// Seen is a state and when it was first observed.
	Seen = create.Seen
	// Typical is how long jobs took on this account.
	Typical = create.Typical
	// Rates are what a second of output costs.
	Rates = create.Rates
)

// Notifier tells something to a user who is looking elsewhere. It may block and
// is only called from commands. The sequence, which rings the bell, still has to
// be sent through the terminal, which Bubble Tea does; how says what else is
// done, in words.
type Notifier interface {
	Notify(ctx context.Context, text string) (sequence, how string, err error)
}

// Options are everything the dashboard is given; it reads no environment, no
// file and no flag itself.
type Options struct {
	// Session is nil on a first run without a key.
	Session *Session
	// Connect builds a session for a pasted key and checks it with one read.
	Connect func(ctx context.Context, key string) (Session, error)
	// Reconnect looks for the key again after it was refused.
	Reconnect func(ctx context.Context) (Session, error)
	// OpenDemo starts the built-in simulator.
	OpenDemo func(ctx context.Context) (Session, error)
	LookedIn []LookedIn
	// Notices are one-line warnings to show at the start.
	Notices   []string
	Files     Files
	Clipboard Clipboard
	// Opener and Plain may be nil: then links are only copied.
	Opener Opener
	Plain  Plain
	// Notifier tells about jobs that ended unseen, nil for never. Notify is of
	// which jobs at the start: watched, all or off.
	Notifier Notifier
	Notify   string
	// PageSize is jobs per page, 1 to 100; CallBudget is API calls a minute.
	PageSize, CallBudget int
	// Rates are what a second of output costs; DailyLimit is what may be spent
	// in a day by their estimate, in dollars, 0 for no limit.
	Rates      Rates
	DailyLimit float64
	// Editor opens text in the user's editor; nil when there is none.
	Editor Editor
	// AutoDownload says what is fetched by itself when it is done.
	AutoDownload transfers.Auto
	// UndoWindow is how long a delete waits before it leaves.
	UndoWindow time.Duration
	// Dark is nil when the terminal is to be asked.
	Dark *bool
	// Color is auto, always or never.
	Color string
	ASCII bool
	// Wall is the clock on the wall, time.Now when nil: compared with the
	// program's own it tells that the machine slept.
	Wall func() time.Time
}

func (o Options) withDefaults() Options {
	if o.PageSize < 1 || o.PageSize > 100 {
		o.PageSize = 50
	}
	if o.CallBudget <= 0 {
		o.CallBudget = 25
	}
	if o.UndoWindow <= 0 {
		o.UndoWindow = 8 * time.Second
	}
	if o.Notify == "" {
		o.Notify = string(activity.Watched)
	}
	if o.Wall == nil {
		o.Wall = time.Now
	}
	return o
}
