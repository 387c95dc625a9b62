package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
	"lipdash/ui/overlay/filterline"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/rows"
	"lipdash/ui/state/activity"
	"lipdash/ui/state/batches"
	"lipdash/ui/state/browse"
	"lipdash/ui/state/create"
	"lipdash/ui/state/edits"
	"lipdash/ui/state/habits"
	"lipdash/ui/state/hooks"
	"lipdash/ui/state/poll"
	"lipdash/ui/state/review"
	"lipdash/ui/state/share"
	"lipdash/ui/state/sheet"
	"lipdash/ui/state/store"
	"lipdash/ui/state/transfers"
)

// session is everything of one account: what was asked, answered and is under way.
// Another account is another value; nothing of the last one is emptied by hand. Every
// result and timer carries the session it belongs to (guard.go).
type session struct {
	// Session is what it was opened with; without a Client none is open.
	calls.Session
	// ctx is the program's, and that of each call: a session that is left ends what it only
	// asked for itself, and lets what it handed over arrive.
	ctx context.Context //nolint:containedctx // of the commands that a session returns
	// life is how long what is listened to is heard, end ends it. A session is parked that
	// was left for another place: its memory goes on.
	life   context.Context //nolint:containedctx // the session's own life
	end    context.CancelFunc
	parked bool
	// names are how its rows are called in sentences.
	names rows.Names

	store   *store.Store
	account api.Account

	poll     *poll.Rounds
	requests calls.Requests

	// browse is which rows are shown, and what of the list is read next.
	browse *browse.List
	// filterLine is open while the filter is typed.
	filterLine *filterline.Line
	// kept is how things were drawn before the view stood still.
	kept rows.Kept
	// memory is nil until it is known whose jobs these are.
	memory calls.Memory
	// create is what is no job yet, and what jobs were made from.
	create *create.Room
	// habits are which keys of the footer are known.
	habits habits.Habits
	// readErrs is the last problem with reading a job, by id.
	readErrs map[api.JobID]error

	// downloads is nil while there are none.
	downloads calls.Downloads
	transfers *transfers.Room

	batches *batches.Room
	// review is what is thought of results.
	review *review.Room
	// sheets is the sheet that many lipsyncs are made from.
	sheets *sheet.Room

	edits *edits.Queue

	// opening is true from when a link is opened or shown until that ended: pressed again
	// meanwhile, it is not opened twice.
	opening bool
	// copied is the last text that may not have arrived.
	copied   share.Text
	notifier *activity.Notifier
	// hooks are the user's for what ends; began is when this session did.
	hooks *hooks.Queue
	began time.Time
}

func (s *session) isOpen() bool { return s.Client != nil }

// newSession is an account of which nothing is known yet.
func newSession(ctx context.Context, with calls.Session, o Options, keys *keymap.Map, now time.Time) *session {
	ellipsis := theme.New(theme.Options{ASCII: o.ASCII}).Glyphs.Ellipsis
	named := action.KeysOf(keys)
	with.Settings = with.Settings.WithDefaults()
	set := with.Settings
	s := &session{
		Session: with, ctx: ctx, store: store.New(set.PageSize), requests: calls.Requests{},
		batches: batches.New(), review: &review.Room{}, sheets: sheet.NewRoom(set.Rates), transfers: transfers.New(set.AutoDownload),
		readErrs: map[api.JobID]error{}, edits: edits.New(set.UndoWindow, edits.Terminal{Again: named.Redo, Reconnect: named.Refresh, Ellipsis: ellipsis}),
		create: create.New(set.Rates, set.DailyLimit, create.Terminal{
			Send: named.Again, Hold: named.Hold, Queue: named.PauseQueue, Decide: named.Open, Form: named.Create, Ellipsis: ellipsis,
		}),
	}
	s.names = rows.Names{Store: s.store, Pending: &s.create.Pending, Ellipsis: ellipsis}
	s.poll = poll.New(set.CallBudget, o.Jitter, s.store)
	waiting := func() []browse.Waiting { return rows.Waiting(&s.create.Pending) }
	s.browse = browse.New(s.store, waiting, set.PageSize, set.CallBudget, now)
	s.browse.Views = browse.NewViews(o.Views)
	s.browse.Begin(o.View)
	s.browse.Keys = named
	s.browse.Knows(rows.Source{Store: s.store, Create: s.create, Review: s.review}.About)
	s.notifier = activity.NewNotifier(o.Notifier != nil, activity.About(set.Notify))
	s.hooks, s.began = hooks.New(with.HookRules()), now
	return s
}

// leave ends what is under way for the account.
func (s *session) leave() {
	s.requests.End()
	if s.memory != nil {
		s.memory.Close()
	}
}

// keepUser takes over what is known of the user from the session before: whether they
// look, about what they want to be told, and what they typed, unless that was kept there.
func (s *session) keepUser(before *session) {
	s.poll.KeepUser(before.poll)
	if !before.parked || before.memory == nil {
		s.create.Drafts.Carry(before.create.Drafts)
	}
	s.sheets.Carry(before.sheets)
	s.notifier.KeepUser(before.notifier)
}

// open makes a session the one on screen and asks for its first picture.
func (m *Model) open(s calls.Session) tea.Cmd {
	before, behind, kept := m.session, "", tea.Cmd(nil)
	same := !m.isOpen() || m.Identity.Place() == s.Identity.Place()
	closeForeign(&m.layers, same)
	if same {
		before.leave()
	} else {
		behind = before.leavingBehind(before.typed(m.form), m.now)
		m.left.depart(before, before.browse.Left(m.list.Cursor(), m.list.Touched(), m.now))
		kept = before.keep(m.form, m.now)
		m.list.ClearMarks()
		m.toast.Clear() // it is about the place that is left
	}
	m.session = newSession(m.ctx, s, m.opts, m.keys, m.now)
	m.life, m.end = context.WithCancel(m.ctx) //nolint:gosec // whoever comes back to the place ends it
	m.use(s.Settings.Theme, false)
	m.keepUser(before)
	m.form.Submitting(false)
	if before.isOpen() && same {
		// A key that is refused ends what waits to leave. What was left undone stands on its
		// jobs again once they are listed with the new key, and the list comes back as it was
		// left. Job ids are an account's own: none of it fits a job of another place.
		m.edits.CarryOver(before.edits, before.account.Username)
		m.transfers.CarryOver(before.transfers)
		m.hooks.CarryOver(before.hooks, m.now)
		m.browse.Return(before.browse.Left(m.list.Cursor(), m.list.Touched(), m.now))
	}
	m.left.comeBack(m.session, m.now)
	if !s.Identity.Demo {
		m.own = s.Identity.Profile
	}
	m.Home()
	who := s.Identity.Profile
	if s.Identity.KeyTail != "" {
		who += " " + m.theme.Glyphs.Held + s.Identity.KeyTail
	}
	m.log.Happened(m.now, activity.Note, "opened "+who)
	if behind != "" {
		kept = tea.Batch(kept, m.say(statusbar.Info, "opened "+s.Identity.Profile+". Of "+before.Identity.Profile+" "+behind))
	}
	return tea.Batch(kept, m.polls(m.poll.Refresh), m.readAccount(true), m.openMemory("", m.now), m.guarded(calls.ListenDisconnects(m.life, s.Disconnects), calls.ListenCalls(m.life, s.Calls)))
}
