package ui

import (
	tea "charm.land/bubbletea/v2"

	"lipdash/api/record"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/overlay/noteedit"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/state/browse"
	"lipdash/ui/state/review"
)

// onReview does what is asked about reviews of results, as state/review decides.
func (m *Model) onReview(a action.Action, rows []action.RowID) tea.Cmd {
	ids := m.source().Ended(rows)
	switch {
	case m.memory == nil:
		return m.flash(statusbar.Warning, "the journal is not open yet")
	case len(ids) == 0:
		return m.warn("only jobs that have ended are reviewed")
	}
	called := m.names.Subject(action.JobRows(ids...))
	switch a := a.(type) {
	case action.Review:
		return m.reviewed(m.review.Mark(ids, record.Mark(a.Mark)), review.Marked)
	case action.SetNote:
		return m.reviewed(m.review.Note(ids, a.Note), review.Noted)
	}
	m.layers.Push(noteedit.New(m.keys, "Note on "+called, rows, m.review.Of(ids[0]).Note))
	return nil
}

// reviewed keeps a change of reviews, and says what it did.
func (m *Model) reviewed(next review.Reviews, said func(string, review.Reviews) string) tea.Cmd {
	if len(next) == 0 {
		return nil
	}
	ids := browse.Renewed(m.browse, next)
	return tea.Batch(m.guarded(calls.SaveReviews(m.ctx, m.memory, next)), m.say(statusbar.Info, said(m.names.Subject(action.JobRows(ids...)), next)))
}
