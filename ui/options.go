package ui

import (
	"context"
	"time"

	"lipdash/ui/calls"
	"lipdash/ui/pane/firstrun"
	"lipdash/ui/state/activity"
	"lipdash/ui/state/create"
	"lipdash/ui/state/transfers"
)

// LookedIn is one place where a key was looked for, and what was there.
type LookedIn = firstrun.Place

// Options are everything the dashboard is given; it reads no environment, no
// file and no flag itself.
type Options struct {
	// Session is nil on a first run without a key.
	Session *calls.Session
	// Connect builds a session for a pasted key and checks it with one read.
	Connect func(ctx context.Context, key string) (calls.Session, error)
	// Reconnect looks for the key again after it was refused.
	Reconnect func(ctx context.Context) (calls.Session, error)
	// OpenDemo starts the built-in simulator.
	OpenDemo func(ctx context.Context) (calls.Session, error)
	LookedIn []LookedIn
	// Notices are one-line warnings to show at the start.
	Notices []string
	Files   calls.Files
	// Sheets reads what many lipsyncs are made from; nil where that cannot be.
	Sheets    calls.Sheets
	Clipboard calls.Clipboard
	// Opener and Plain may be nil: then links are only copied.
	Opener calls.Opener
	Plain  calls.Plain
	// Notifier tells about jobs that ended unseen, nil for never. Notify is of
	// which jobs at the start: watched, all or off.
	Notifier calls.Notifier
	Notify   string
	// PageSize is jobs per page, 1 to 100; CallBudget is API calls a minute.
	PageSize, CallBudget int
	// Rates are what a second of output costs; DailyLimit is what may be spent
	// in a day by their estimate, in dollars, 0 for no limit.
	Rates      create.Rates
	DailyLimit float64
	// Editor opens text in the user's editor; nil when there is none.
	Editor calls.Editor
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
