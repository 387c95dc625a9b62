package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/ask"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/stack"
	"lipdash/ui/overlay/confirm"
	"lipdash/ui/rows"
	"lipdash/ui/state/edits"
	"lipdash/ui/state/unfinished"
)

// quit leaves at once unless something would be lost or is not done yet; asked twice, it
// leaves. What is typed and what changed in the list is saved first.
func (m *Model) quit(force bool) tea.Cmd {
	if spec := ask.Quit(m.unfinished(), m.keys.Of(keymap.ForceQuit, keymap.Global)); !force && len(spec.Lines) > 0 {
		m.toast.Clear() // what counts down stands until it is answered
		m.layers.PushGuarded(&quitDialog{confirm.New(m.keys, spec)}, m.now)
		return nil
	}
	unsaved := m.create.Drafts.Last(rows.Typed(m.form), api.NewIdempotencyKey, m.now)
	if m.memory == nil || len(unsaved) == 0 && !m.browse.Cache.Changed() {
		return tea.Quit
	}
	return calls.LastWords(m.memory, unsaved, m.cacheRest())
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
func leaving(layers *stack.Stack) bool {
	_, asked := stack.Find[*quitDialog](layers)
	return asked
}

// unfinished is what quitting now would leave behind, in the accounts that were left too.
func (m *Model) unfinished() unfinished.Work {
	w := m.notDone(m.typed(m.form), m.now)
	for _, d := range m.left {
		w.Hooks += d.hooks.Running()
		if d.memory == nil || d.memory.Trouble() != "" {
			continue
		}
		on := unfinished.UnderWay{Outgoing: d.memory.Outgoing(), Paused: d.memory.Queue().Paused()}
		if downloads := d.memory.Downloads(); downloads != nil {
			on.Transfers = downloads.Transfers()
		}
		w.Remember(on)
	}
	return w
}

// notDone is what is not done in this account; typed tells that the form holds something.
func (s *session) notDone(typed bool, now time.Time) unfinished.Work {
	w := unfinished.Work{
		Deletes: s.edits.Unsent(), Deleting: s.edits.Running(edits.Delete), Renames: s.edits.Left(edits.Rename), Fetches: s.transfers.Wanted(), Hooks: s.hooks.Running(), Cells: s.sheets.Unsent(),
	}
	on := unfinished.UnderWay{
		Demo: s.Identity.Demo, Lipsyncs: len(s.create.Pending.All()), Files: s.transfers.Totals(now).Open, Typed: typed,
		Unsaved: s.memory == nil || s.create.Drafts.Lost(),
	}
	if s.memory != nil {
		on.Trouble, on.Outgoing, on.Paused = s.memory.Trouble(), s.memory.Outgoing(), s.memory.Queue().Paused()
	}
	if s.downloads != nil {
		on.Transfers = s.downloads.Transfers()
	}
	w.Count(on)
	return w
}

// AfterExit says in one line what the next start continues with, "" when all is done. It
// is for after the program has ended.
func (m *Model) AfterExit() string { return m.unfinished().Line() }
