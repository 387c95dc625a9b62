package ui

import (
	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/ask"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/stack"
	"lipdash/ui/overlay/confirm"
	"lipdash/ui/state/edits"
	"lipdash/ui/state/unfinished"
)

// quit leaves at once unless something would be lost or is not done yet; asked twice, it
// leaves. What is typed and what changed in the list is saved first.
func (m *Model) quit(force bool) tea.Cmd {
	if spec := ask.Quit(m.unfinished(), m.keys.Of(keymap.ForceQuit, keymap.Global)); !force && len(spec.Lines) > 0 {
		m.layers.PushGuarded(&quitDialog{confirm.New(m.keys, spec)}, m.now)
		return nil
	}
	unsaved := m.create.Drafts.Last(inForm(m.form), api.NewIdempotencyKey, m.now)
	if m.memory == nil || len(unsaved) == 0 && !m.browse.Cache.Changed() {
		return tea.Quit
	}
	change := m.browse.Cache.Rest()
	change.ClockOffset = m.clockOffset()
	return calls.LastWords(m.memory, unsaved, change)
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
	w := m.unfinishedHere()
	for _, d := range m.left {
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

// unfinishedHere is what is not done in the account that is open.
func (m *Model) unfinishedHere() unfinished.Work {
	w := unfinished.Work{
		Deletes: m.edits.Unsent(), Deleting: m.edits.Running(edits.Delete), Renames: m.edits.Left(edits.Rename), Fetches: m.transfers.Wanted(),
	}
	on := unfinished.UnderWay{
		Demo: m.Identity.Demo, Lipsyncs: len(m.create.Pending.All()), Files: m.transfers.Totals(m.now).Open, Typed: !m.form.Empty(),
		Unsaved: m.memory == nil || m.create.Drafts.Lost(),
	}
	if m.memory != nil {
		on.Trouble, on.Outgoing, on.Paused = m.memory.Trouble(), m.memory.Outgoing(), m.memory.Queue().Paused()
	}
	if m.downloads != nil {
		on.Transfers = m.downloads.Transfers()
	}
	w.Count(on)
	return w
}

// AfterExit says in one line what the next start goes on with, "" when all is done. It
// is for after the program has ended.
func (m *Model) AfterExit() string { return m.unfinished().Line() }
