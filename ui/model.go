package ui

import (
	"context"
	"math/rand/v2"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/confirm"
	"lipdash/ui/detail"
	"lipdash/ui/failures"
	"lipdash/ui/firstrun"
	"lipdash/ui/form"
	"lipdash/ui/help"
	"lipdash/ui/joblist"
	"lipdash/ui/keymap"
	"lipdash/ui/menu"
	"lipdash/ui/palette"
	"lipdash/ui/poll"
	"lipdash/ui/store"
	"lipdash/ui/theme"
	"lipdash/ui/titleedit"
	"lipdash/ui/transfers"
)

// screen is what fills the body.
type screen int

const (
	screenJobs screen = iota
	// screenJob is one job over the whole body.
	screenJob
	screenForm
	screenFirstRun
	screenTransfers
	// screenFailures is the failed jobs by reason.
	screenFailures
	screenActivity
)

// Model is the one Bubble Tea model. It owns focus, size and what is in
// flight; everything below it is a plain struct.
type Model struct {
	ctx  context.Context
	opts Options
	keys *keymap.Map

	look   theme.Options
	theme  theme.Theme
	width  int
	height int

	// session is another pointer for every session that is opened.
	session *Session
	store   *store.Store
	account api.Account
	// accountAt is when it was last asked for.
	accountAt time.Time

	screen screen
	// formFrom is the screen that esc in the form goes back to.
	formFrom screen
	// detailFocus is true while keys go to the detail pane beside the list.
	detailFocus bool
	list        *joblist.List
	detail      *detail.Pane
	form        *form.Form
	firstRun    *firstrun.Screen
	dialog      *confirm.Dialog
	menu        *menu.Menu
	rename      *titleedit.Editor
	failures    *failures.Pane
	help        *help.Overlay
	palette     *palette.Palette
	chronicle

	now   time.Time
	clock clock
	poll  poller
	// clocks are both clocks at the last message.
	clocks wallClock
	// flights are the requests under way, by what they are for.
	flights map[string]flight

	// page is the page on screen; turning is where n wants to go once the
	// page has arrived, -1 when nowhere.
	page    int
	turning int
	// finding narrows and orders the list, loading brings the rest of it, and
	// cache is what is kept of it for the next start.
	finding finding
	loading loading
	cache   cache
	// reloads is how many loaded pages are still to be read again.
	reloads int
	// arrived are jobs that came in above what is on screen.
	arrived map[api.JobID]struct{}
	// changed is when a job last changed state, for the two bright seconds.
	changed map[api.JobID]time.Time
	margin  margin
	// news are jobs that finished while we looked and were not opened since.
	news map[api.JobID]struct{}
	// memory is nil until it is known whose jobs these are.
	memory  Memory
	opening bool
	// outgoing are the submissions that are no jobs yet; settled those whose
	// end was shown.
	outgoing []Outgoing
	settled  map[submission.ID]bool
	// records are what jobs were asked for here, empty for those that were not.
	records       map[api.JobID]Record
	recordsFailed time.Time
	// typical is how long jobs of a mode take, and when that was asked.
	typical   map[api.Mode]Typical
	typicalAt time.Time
	// spent is today's estimate for jobs made here, and when it was asked.
	spent   float64
	spentAt time.Time
	// readErrs is the last problem with reading a job, by id.
	readErrs map[api.JobID]error
	pageErr  error

	// rested is the job the cursor was last seen on.
	rested api.JobID

	// submitting is true while the outbox takes the form over; insisted once
	// the user chose to create without a journal.
	submitting, insisted bool
	// draft is what is in the form, drafts all that were stored; edits counts
	// the changes, savedEdits is the one last given to the disk, keptEdits the
	// last one that is on it. draftLost is true after the disk refused one.
	draft                        Draft
	drafts                       []Draft
	edits, savedEdits, keptEdits int
	draftLost                    bool

	// upSpeeds are how fast the uploads go.
	upSpeeds map[submission.ID]upSpeed
	// downloads is nil while there are none; transfers are as last seen, haulSince
	// when the first of them was queued.
	downloads Downloads
	transfers []Transfer
	byJob     map[api.JobID]Transfer
	haulSince time.Time
	weighed   weighed
	// filesSince is when the queue was opened: what ended before is no news.
	filesSince time.Time
	files      *transfers.Pane
	// saved are the files of jobs on this machine; wanted are jobs whose files are
	// fetched as soon as there are links.
	saved  map[api.JobID][]SavedFile
	wanted map[api.JobID]wanting

	undo []undoable
	bulkState

	// copied is the last text that may not have arrived.
	copied  copied
	herald  herald
	toast   toast
	refused error
	// leaving is true once quitting was asked for and is being confirmed.
	leaving bool
}

// New builds the dashboard. It does nothing until Init.
func New(ctx context.Context, o Options) *Model {
	o = o.withDefaults()
	keys := keymap.Default()
	m := &Model{
		ctx: ctx, opts: o, keys: keys,
		look:    theme.Options{Dark: o.Dark == nil || *o.Dark, Depth: theme.Full, ASCII: o.ASCII},
		list:    joblist.New(keys),
		detail:  detail.New(keys),
		form:    form.New(keys),
		files:   transfers.New(keys),
		turning: -1, chronicle: newChronicle(keys),

		failures: failures.New(keys),
	}
	if o.Color == "never" {
		m.look.Depth = theme.NoColor
	}
	m.theme = theme.New(m.look)
	m.form.Price(m.price)
	m.form.Clock(func() time.Time { return m.now })
	m.poll.pacer = poll.NewPacer(o.CallBudget, rand.Float64)
	m.poll.focused = true
	m.herald.about = o.Notify
	m.forgetAccount()
	if o.Session == nil {
		m.screen = screenFirstRun
		m.firstRun = firstrun.New(keys, lookedIn(o.LookedIn))
	}
	return m
}

// Init asks the terminal for its background without waiting for the answer,
// and starts the first round.
func (m *Model) Init() tea.Cmd {
	m.now = time.Now()
	m.herald.began = m.now
	cmds := []tea.Cmd{m.armClock()}
	if m.opts.Dark == nil {
		cmds = append(cmds, tea.RequestBackgroundColor)
	}
	if n := len(m.opts.Notices); n > 0 {
		cmds = append(cmds, m.warn(notices(m.opts.Notices)))
	}
	if m.opts.Session != nil {
		cmds = append(cmds, m.open(*m.opts.Session))
	}
	return tea.Batch(cmds...)
}
