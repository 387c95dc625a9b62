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
	lines := m.lostByQuitting()
	for _, s := range m.unfinished().sentences() {
		lines = append(lines, confirm.Line{Text: s, Tone: confirm.Run})
	}
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

func (m *Model) lostByQuitting() []confirm.Line {
	var out []confirm.Line
	if n := m.edits.Unsent(); n > 0 {
		out = append(out, confirm.Line{Text: format.Count(n, "delete has", "deletes have") + " not been sent: quitting keeps the jobs.", Tone: confirm.Warn})
	}
	if m.edits.Running(edits.Delete) > 0 {
		out = append(out, confirm.Line{Text: "Deletes are on their way; some may not be made.", Tone: confirm.Warn})
	}
	if n := m.edits.Left(edits.Rename); n > 0 {
		out = append(out, confirm.Line{Text: format.Count(n, "rename is", "renames are") + " on their way; some may not be made.", Tone: confirm.Warn})
	}
	if n := m.transfers.Wanted(); n > 0 {
		out = append(out, confirm.Line{Text: format.Count(n, "job is", "jobs are") + " to be fetched when done: the next start will not know.", Tone: confirm.Warn})
	}
	lost := m.memory != nil && m.memory.Trouble() != ""
	if h := m.transfers.Totals(m.now); h.Open > 0 && (lost || m.Identity.Demo) {
		out = append(out, confirm.Line{Text: format.Count(h.Open, "file is", "files are") + " still to come, and the next start will not know.", Tone: confirm.Warn})
	}
	if !lost {
		return out
	}
	if n := len(m.create.Pending.All()); n > 0 {
		out = append(out, confirm.Line{Text: format.Count(n, "lipsync is", "lipsyncs are") + " not made yet and nothing is on disk.", Tone: confirm.Warn})
	}
	if !m.form.Empty() {
		out = append(out, confirm.Line{Text: "The draft in the form is not on disk.", Tone: confirm.Warn})
	}
	return out
}

// unfinished is what this process has not done of what the journal remembers: the next
// start goes on with it.
type unfinished struct {
	// held wait for a slot, for their time, or for another key or quota, which each start
	// tries again; user for a decision, creates for an answer; uploads and downloads are
	// files under way.
	held, user, creates, uploads, downloads int
}

func (m *Model) unfinished() unfinished {
	var u unfinished
	if m.memory == nil || m.memory.Trouble() != "" || m.Identity.Demo {
		return u // nothing is remembered
	}
	for _, o := range m.memory.Outgoing() {
		switch {
		case o.Elsewhere || o.State.Final():
		case o.State == submission.Asking:
			u.user++
		case o.State == submission.Uploading:
			u.uploads++
		case o.State == submission.Sending || o.State == submission.Unknown:
			u.creates++
		default:
			u.held++
		}
	}
	if m.downloads != nil {
		for _, t := range m.downloads.Transfers() {
			if t.State == transfers.Queued || t.State == transfers.Running {
				u.downloads++
			}
		}
	}
	return u
}

// sentences say what the next start does, one kind each.
func (u unfinished) sentences() []string {
	var out []string
	for _, s := range []struct {
		n         int
		one, many string
	}{
		{u.held, "lipsync is held and not sent: the next start sends it.", "lipsyncs are held and not sent: the next start sends them."},
		{u.user, "lipsync waits for you: it still does at the next start.", "lipsyncs wait for you: they still do at the next start."},
		{u.creates, "create has no answer yet: the next start looks for it.", "creates have no answer yet: the next start looks for them."},
		{u.uploads, "lipsync is uploading: the next start goes on with it.", "lipsyncs are uploading: the next start goes on with them."},
		{u.downloads, "file is coming down: the next start goes on with it.", "files are coming down: the next start goes on with them."},
	} {
		if s.n > 0 {
			out = append(out, format.Count(s.n, s.one, s.many))
		}
	}
	return out
}

// AfterExit says in one line what the next start goes on with, "" when all is done. It
// is for after the program has ended.
func (m *Model) AfterExit() string {
	u := m.unfinished()
	var parts []string
	for _, p := range []struct {
		n         int
		one, many string
	}{
		{u.held + u.user + u.uploads, "lipsync is not made yet", "lipsyncs are not made yet"},
		{u.creates, "create has no answer yet", "creates have no answer yet"},
		{u.downloads, "file is not here yet", "files are not here yet"},
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
func (m *Model) held() (n int, slots string) {
	if m.memory == nil {
		return 0, ""
	}
	c := m.store.Counts()
	used := c.Running + c.Pending
	for _, o := range m.create.Pending.All() {
		switch o.State {
		case submission.Uploading, submission.Sending, submission.Unknown:
			used++
		case submission.Queued:
			if m.now.Sub(o.CreatedAt) >= heldFor {
				n++
			}
		}
	}
	if limit := m.memory.Slots(); limit > 0 {
		slots = format.Number(used) + " of " + format.Number(limit) + " slots"
	}
	return n, slots
}
