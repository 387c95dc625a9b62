package ui

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api/submission"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/stack"
	"lipdash/ui/overlay/confirm"
	"lipdash/ui/state/edits"
	"lipdash/ui/state/transfers"
)

// quit leaves at once unless something would be lost or is not done yet; asked twice, it
// leaves.
func (m *Model) quit(force bool) tea.Cmd {
	lines := m.atStake().lines()
	if force || len(lines) == 0 {
		return m.lastWords()
	}
	m.layers.PushGuarded(&quitDialog{confirm.New(m.keys, confirm.Spec{
		Title: "Quit now?", Lines: lines,
		Buttons: []confirm.Button{{Label: "Stay"}, {Label: "Quit", Action: action.Quit{Force: true}}},
		Footer:  "ctrl+c again quits",
	})}, m.now)
	return nil
}

// quitDialog is the question before quitting. It stays open until the end, since it
// promises that what was not sent is not.
type quitDialog struct{ *confirm.Dialog }

// Key answers a key.
func (d *quitDialog) Key(k tea.KeyPressMsg) (act action.Action, done bool) {
	act, done = d.Dialog.Key(k)
	return act, done && act == nil
}

// leaving tells whether quitting was asked for and is being confirmed.
func (m *Model) leaving() bool {
	_, asked := stack.Find[*quitDialog](&m.layers)
	return asked
}

// stake is what quitting would leave behind. What the journal remembers, the next start
// goes on with; the rest is lost.
type stake struct {
	// deletes have not left, and deleting ones, renames and fetches are of this run only.
	deletes, deleting, renames, fetches int
	// lipsyncs and files are those that nothing remembers, draft is what is typed.
	lipsyncs, files int
	draft           bool
	// held wait for a slot, for their time, or for another key or quota, which each start
	// tries again; user for a decision, creates for an answer; uploads and downloads are
	// files under way.
	held, user, creates, uploads, downloads int
}

func (m *Model) atStake() stake {
	s := stake{
		deletes: m.edits.Unsent(), deleting: m.edits.Running(edits.Delete), renames: m.edits.Left(edits.Rename), fetches: m.transfers.Wanted(),
	}
	files := m.transfers.Totals(m.now).Open
	switch {
	case m.memory != nil && m.memory.Trouble() != "":
		s.lipsyncs, s.files, s.draft = len(m.create.Pending.All()), files, !m.form.Empty()
	case m.Identity.Demo: // its jobs are made up; its files are not
		s.files = files
	case m.memory != nil:
		s.remembered(m.memory.Outgoing(), m.downloads)
	}
	return s
}

// remembered counts what the next start goes on with.
func (s *stake) remembered(out []Outgoing, files Downloads) {
	for _, o := range out {
		switch {
		case o.Elsewhere || o.State.Final():
		case o.State == submission.Asking:
			s.user++
		case o.State == submission.Uploading:
			s.uploads++
		case o.State == submission.Sending || o.State == submission.Unknown:
			s.creates++
		default:
			s.held++
		}
	}
	if files == nil {
		return
	}
	for _, t := range files.Transfers() {
		if t.State == transfers.Queued || t.State == transfers.Running {
			s.downloads++
		}
	}
}

// lines are what is said before the program ends: what is lost, then what goes on.
func (s stake) lines() (out []confirm.Line) {
	say := func(tone confirm.Tone, n int, one, many string) {
		if n > 0 {
			out = append(out, confirm.Line{Text: format.Count(n, one, many), Tone: tone})
		}
	}
	sayAll := func(is bool, text string) {
		if is {
			out = append(out, confirm.Line{Text: text, Tone: confirm.Warn})
		}
	}
	say(confirm.Warn, s.deletes, "delete has not been sent: quitting keeps the jobs.", "deletes have not been sent: quitting keeps the jobs.")
	sayAll(s.deleting > 0, "Deletes are on their way; some may not be made.")
	say(confirm.Warn, s.renames, "rename is on its way; it may not be made.", "renames are on their way; some may not be made.")
	say(confirm.Warn, s.fetches, "job is to be fetched when done: the next start will not know.", "jobs are to be fetched when done: the next start will not know.")
	say(confirm.Warn, s.lipsyncs, "lipsync is not made yet and nothing is on disk.", "lipsyncs are not made yet and nothing is on disk.")
	say(confirm.Warn, s.files, "file is still to come, and the next start will not know.", "files are still to come, and the next start will not know.")
	sayAll(s.draft, "The draft in the form is not on disk.")
	say(confirm.Run, s.held, "lipsync is held and not sent: the next start sends it.", "lipsyncs are held and not sent: the next start sends them.")
	say(confirm.Run, s.user, "lipsync waits for you: it still does at the next start.", "lipsyncs wait for you: they still do at the next start.")
	say(confirm.Run, s.creates, "create has no answer yet: the next start looks for it.", "creates have no answer yet: the next start looks for them.")
	say(confirm.Run, s.uploads, "lipsync is uploading: the next start goes on with it.", "lipsyncs are uploading: the next start goes on with them.")
	say(confirm.Run, s.downloads, "file is coming down: the next start goes on with it.", "files are coming down: the next start goes on with them.")
	return out
}

// AfterExit says in one line what the next start goes on with, "" when all is done. It
// is for after the program has ended.
func (m *Model) AfterExit() string {
	s := m.atStake()
	var parts []string
	for _, p := range []struct {
		n         int
		one, many string
	}{
		{s.held + s.user + s.uploads, "lipsync is not made yet", "lipsyncs are not made yet"},
		{s.creates, "create has no answer yet", "creates have no answer yet"},
		{s.downloads, "file is not here yet", "files are not here yet"},
	} {
		if p.n > 0 {
			parts = append(parts, format.Count(p.n, p.one, p.many))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, ", ") + ": the next start goes on with that"
}

// heldFor is how long a submission waits before it is counted as held: most are sent at
// once.
const heldFor = 2 * time.Second

// held is how many submissions wait here, and how many of the account's slots are taken,
// "" where there is no limit.
func (s *session) held(now time.Time) (n int, slots string) {
	if s.memory == nil {
		return 0, ""
	}
	c := s.store.Counts()
	used := c.Running + c.Pending
	for _, o := range s.create.Pending.All() {
		switch o.State {
		case submission.Uploading, submission.Sending, submission.Unknown:
			used++
		case submission.Queued:
			if now.Sub(o.CreatedAt) >= heldFor {
				n++
			}
		}
	}
	if limit := s.memory.Slots(); limit > 0 {
		slots = format.Number(used) + " of " + format.Number(limit) + " slots"
	}
	return n, slots
}
