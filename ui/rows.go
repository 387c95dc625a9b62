package ui

import (
	"slices"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/nav"
	"lipdash/ui/rows"
)

// source is what rows are made from, now.
func (m *Model) source() rows.Source {
	slots := 0
	if m.memory != nil {
		slots = m.memory.Slots()
	}
	return rows.Source{
		Batches: m.batches, Review: m.review, Store: m.store, Browse: m.browse, Edits: m.edits, Create: m.create, Transfers: m.transfers, Notifier: m.notifier,
		ReadErrs: m.readErrs, Poll: m.poll, Columns: m.Settings.Columns, Balance: m.account.Balance,
		Keys: m.keys, Theme: &m.theme, Now: m.now, Slots: slots, Ahead: m.clockOffset(), Kept: m.kept, Short: m.Short,
	}
}

// rows are what the list draws.
func (m *Model) rows() rows.List { return m.source().List() }

// showPanes hands the panes what they show: drawing only reads.
func (m *Model) showPanes() {
	s := m.source()
	d, ok := s.Detail(m.list.Cursor())
	if !ok && m.Screen == nav.Job {
		m.Home()
	}
	m.kept.Detail(d)
	m.detail.Show(d)
	switch {
	case m.Screen == nav.Transfers:
		m.files.Show(s.Files(), m.transfers.Summary(m.now))
	case m.Screen == nav.Sheet:
		m.sheet.Show(s.Sheet(m.sheets.Sheet(), m.funds()), m.sheets.Reading(), m.sheets.Problem())
	case m.Screen == nav.Batches:
		r := s.BatchRows()
		m.batch.Show(r, r.Foot())
	case m.Screen == nav.Batch:
		m.items.Show(s.BatchItems(m.items.Of()), "")
	case m.Screen == nav.Failures:
		m.failures.Show(s.Groups(m.list.Marked))
	case m.Screen == nav.Activity && !m.browse.Frozen():
		m.showActivity(&m.log, m.now)
	}
}

// unseen tells whether any of these jobs changed without its row saying so on screen.
// Of the others the row says all there is to say, brightly.
func (m *Model) unseen(ids []api.JobID) bool {
	if m.Screen != nav.Jobs || m.layers.Hides() || m.stands() {
		return true
	}
	rows := m.rows()
	from, to := m.list.Visible(rows)
	return slices.ContainsFunc(ids, func(id api.JobID) bool {
		i, ok := rows.Index(action.JobRow(id))
		return !ok || i < from || i >= to
	})
}
