package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/calls"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/stack"
	"lipdash/ui/nav"
	"lipdash/ui/options"
	activitypane "lipdash/ui/pane/activity"
	batchpane "lipdash/ui/pane/batches"
	"lipdash/ui/pane/detail"
	"lipdash/ui/pane/failures"
	"lipdash/ui/pane/firstrun"
	"lipdash/ui/pane/form"
	"lipdash/ui/pane/joblist"
	sheetpane "lipdash/ui/pane/sheet"
	pane "lipdash/ui/pane/transfers"
	"lipdash/ui/state/activity"
	"lipdash/ui/timer"
	"lipdash/ui/toast"
)

// Options are everything the dashboard is given.
type Options = options.Options

// LookedIn is one place where a key was looked for.
type LookedIn = options.LookedIn

// Model is the one Bubble Tea model. It owns focus and size, and
// holds the session; everything below it is a plain struct.
type Model struct {
	opts Options
	keys *keymap.Map

	display

	*session
	accounts

	nav.Nav
	panes
	// layers lie over the screen.
	layers stack.Stack
	teller

	clock clock
	timer timer.Timer
}

// accounts is where the session on screen comes from.
type accounts struct {
	// left is what is left of sessions of other places; own is the last profile that was
	// open, the demo apart.
	left places
	own  string
}

// panes are the rectangles of the screens.
type panes struct {
	list     *joblist.List
	detail   *detail.Pane
	form     *form.Form
	failures *failures.Pane
	sheet    *sheetpane.Pane
	batch    *batchpane.Pane
	items    *batchpane.Items
	files    *pane.Pane
	events   *activitypane.Pane
	firstRun *firstrun.Screen
}

// New builds the dashboard. It does nothing until Init.
func New(ctx context.Context, o Options) *Model {
	o = o.WithDefaults()
	keys := o.Keys
	m := &Model{
		opts: o, keys: keys, display: newDisplay(o), accounts: accounts{left: places{}},
		panes: panes{
			list: joblist.New(keys), detail: detail.New(keys), form: form.New(keys), batch: batchpane.New(keys), items: batchpane.NewItems(keys), files: pane.New(keys), failures: failures.New(keys), sheet: sheetpane.New(keys),
			events: activitypane.New(keys, activity.Filters),
		},
	}
	m.form.Advisor(func(h form.Held) form.Advice { return m.source().Advice(h) })
	m.session = newSession(ctx, calls.Session{}, o, keys, time.Time{})
	if o.Session == nil {
		m.Screen = nav.FirstRun
		m.firstRun = firstrun.New(keys, o.LookedIn, o.KeyPlaces, o.CLIKey != nil, o.Others(calls.Identity{Profile: o.Profile})...)
	}
	return m
}

// Init asks the terminal for its background without waiting for the answer,
// and starts the first round.
func (m *Model) Init() tea.Cmd {
	m.now = time.Now()
	m.notifier.Started(m.now)
	m.clock.ticked = m.now
	var cmds []tea.Cmd
	if m.opts.Dark == nil {
		cmds = append(cmds, tea.RequestBackgroundColor)
	}
	if n := len(m.opts.Notices); n > 0 {
		cmds = append(cmds, m.warn(toast.Notices(m.opts.Notices, m.keys.Of(keymap.Help, keymap.Global))))
	}
	if m.opts.Session != nil {
		cmds = append(cmds, m.open(*m.opts.Session))
	}
	return tea.Batch(cmds...)
}
