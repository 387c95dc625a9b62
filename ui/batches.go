package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/ui/ask"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/state/batches"
	"lipdash/ui/state/create"
)

// What was sent off in one go is known to state/batches. What is done with a batch is done with
// its jobs, as from the list.

// onBatch does what the user wants of a batch.
func (m *Model) onBatch(a action.Action) tea.Cmd {
	switch a := a.(type) {
	case action.OpenBatch:
		m.items.Open(a.ID)
		m.enter(screenBatch)
	case action.FetchBatch:
		return m.fetchBatch(m.batches.Items(a.ID, m.store))
	case action.WatchBatch:
		if rows := batches.Unended(m.batches.Items(a.ID, m.store)); len(rows) > 0 {
			return m.watch(rows)
		}
		return m.say(statusbar.Info, "all of it has ended")
	case action.AskRetry:
		return m.askRetry(a)
	case action.RetryItems:
		return m.created(m.create.Flow.Begin(create.Intent{Retry: create.Retry(a)}, m.conditions()))
	}
	return nil
}

// fetchBatch fetches the results that are not here.
func (m *Model) fetchBatch(items []record.BatchItem) tea.Cmd {
	rows, unloaded := batches.ToFetch(items, m.store)
	switch all := m.keys.Of(keymap.LoadAll, keymap.Jobs); {
	case len(rows) > 0 && unloaded > 0:
		return tea.Batch(m.download(action.Download{IDs: rows}), m.warn(format.Count(unloaded, "result is", "results are")+" of jobs that are not loaded: "+all+" in the list loads all"))
	case len(rows) > 0:
		return m.download(action.Download{IDs: rows})
	case unloaded > 0:
		return m.warn("its jobs are not loaded: " + all + " in the list loads all, then they can be fetched")
	}
	return m.say(statusbar.Info, "nothing to fetch: no result that is not here already")
}

// askRetry asks before items that failed are made again: all, or those that are named.
func (m *Model) askRetry(a action.AskRetry) tea.Cmd {
	items := m.batches.Items(a.ID, m.store)
	if a.Items != nil {
		items = slices.DeleteFunc(items, func(it record.BatchItem) bool { return !slices.Contains(a.Items, it.Number) })
	}
	numbers, cost, unpriced := batches.Failed(items)
	i, ok := m.batches.Index(a.ID)
	if !ok || len(numbers) == 0 {
		return m.say(statusbar.Info, "nothing to try again: what has not failed is left alone")
	}
	money := ""
	if cost > 0 {
		money = "about " + format.Money(cost, api.CurrencyUSD)
		if unpriced > 0 {
			money += " for those of known length, " + format.Count(unpriced, "is", "are") + " of unknown length"
		}
	}
	m.openDialog(ask.Retry(action.RetryItems{Batch: a.ID, Items: numbers}, m.source().BatchName(m.batches.List()[i]), money))
	return nil
}

// applyBatchRetried tells what came of trying items again.
func (m *Model) applyBatchRetried(msg calls.BatchRetried) tea.Cmd {
	m.batches.Changed()
	switch {
	case msg.Err != nil:
		return m.failed("not tried again", msg.Err)
	case msg.N == 0:
		return m.warn("nothing was sent again: a signed link is not kept, and what has not failed is left alone")
	}
	return tea.Batch(m.takeOutgoing(), m.say(statusbar.Info, format.Count(msg.N, "item is", "items are")+" tried again"))
}
