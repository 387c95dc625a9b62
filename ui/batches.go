package ui

import (
	"cmp"

	tea "charm.land/bubbletea/v2"

	"lipdash/api/record"
	"lipdash/ui/ask"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/nav"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/state/batches"
	"lipdash/ui/state/create"
)

// What was sent off in one go is known to state/batches. What is done with a batch is done with
// its jobs, as from the list.

// onBatch does what the user wants of a batch.
func (m *Model) onBatch(a action.Action) tea.Cmd {
	items := func(id record.BatchID) []record.BatchItem { return m.batches.Items(id, m.store) }
	switch a := a.(type) {
	case action.OpenBatch:
		m.items.Open(a.ID)
		m.Enter(nav.Batch)
	case action.FetchBatch:
		switch rows, said := batches.ToFetch(items(a.ID), m.store, m.keys.Of(keymap.LoadAll, keymap.Jobs)); {
		case len(rows) > 0:
			return tea.Batch(m.download(action.Download{IDs: rows}), m.warn(said))
		case said != "":
			return m.warn(said)
		}
		return m.say(statusbar.Info, "nothing to fetch: no result that is not here already")
	case action.SaveResults:
		i, ok := m.batches.Index(a.ID)
		if !ok || m.opts.Sheets == nil {
			return m.say(statusbar.Info, "results cannot be written here")
		}
		b := m.batches.List()[i]
		b.Items = items(a.ID)
		folder, _ := calls.FolderOf(m.downloads)
		return calls.SaveResults(m.opts.Sheets, b, batches.Called(b, m.now), cmp.Or(folder, "."))
	case action.WatchBatch:
		if rows := batches.Unended(items(a.ID)); len(rows) > 0 {
			return m.watch(rows)
		}
		return m.say(statusbar.Info, "all of it has ended")
	case action.AskRetry:
		i, ok := m.batches.Index(a.ID)
		numbers, cost, sum := batches.Failed(items(a.ID), a.Items)
		if !ok || len(numbers) == 0 {
			return m.say(statusbar.Info, "nothing to try again: what has not failed is left alone")
		}
		m.openDialog(ask.Retry(action.RetryItems{Batch: a.ID, Items: numbers, Cost: sum}, m.source().BatchName(m.batches.List()[i]), cost, m.create.Money.Passes(sum)))
	case action.RetryItems:
		return m.created(m.create.Flow.Begin(create.Intent{Retry: create.Retry{Batch: a.Batch, Items: a.Items, Cost: a.Cost}}, m.conditions().Over(a.Over)))
	}
	return nil
}

// applyBatchRetried tells what came of trying items again.
func (m *Model) applyBatchRetried(msg calls.BatchRetried) tea.Cmd {
	m.batches.Changed()
	m.create.Money.Changed()
	switch {
	case msg.Err != nil:
		return m.failed("not tried again", msg.Err)
	case msg.N == 0:
		return m.warn("nothing was sent again: a signed link is not kept, and what has not failed is left alone")
	}
	return tea.Batch(m.takeOutgoing(), m.say(statusbar.Info, format.Count(msg.N, "item is", "items are")+" tried again"))
}
