package rows

import (
	"lipdash/api"
	"lipdash/api/record"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/theme"
	"lipdash/ui/state/browse"
	"lipdash/ui/state/review"
)

// Ended are the jobs of some rows that have ended: their results can be reviewed.
func (s Source) Ended(rows []action.RowID) (ids []api.JobID) {
	for _, id := range s.Known(action.JobsOf(rows)) {
		if e, ok := s.Store.Get(id); ok && e.Job.Status.Terminal() {
			ids = append(ids, id)
		}
	}
	return ids
}

// reviewOf is what is thought of a job.
func (s Source) reviewOf(id api.JobID) record.Review {
	if s.Review == nil {
		return record.Review{}
	}
	return s.Review.Of(id)
}

// reviewed puts what is thought of a job before what else its row says.
func (s Source) reviewed(id api.JobID, info string, tone theme.Tone) (string, theme.Tone) {
	x := s.reviewOf(id)
	brief := review.Brief(x, s.Theme.Glyphs.Ellipsis)
	switch {
	case brief == "":
		return info, tone
	case x.Mark == record.Rejected:
		return brief, theme.Warn
	case x.Mark == record.Accepted && info != "" && x.Note == "" && tone == theme.Plain:
		brief += ", " + info
	}
	return brief, theme.Plain
}

// UndoesReview tells whether a review is the next thing to be taken back.
func (s Source) UndoesReview() bool {
	return s.Review.First() || s.Review.CanUndo() && !s.Edits.Answers()
}

// Undoes is what can be taken back now, in the footer's words, "" for nothing.
func (s Source) Undoes() string {
	if s.UndoesReview() {
		return s.Review.Undoes()
	}
	return s.Edits.Undoes()
}

// ReviewChange is what a change of reviews needs: what is to be kept, and what is said; or the
// title of the dialog that asks for a note, and the note that there is.
type ReviewChange struct {
	Next      review.Reviews
	Said      string
	Ask, Note string
}

// ChangeReview changes what is thought of results, as state/review decides.
func (s Source) ChangeReview(a action.Review, names Names) (c ReviewChange) {
	ids := s.Ended(a.IDs)
	said := review.Marked
	switch {
	case a.Do == action.UndoReview:
		c.Next, said = s.Review.Undo(), review.Undone
	case len(ids) == 0:
		c.Said = "only jobs that have ended are reviewed"
		return c
	case a.Do == action.AskNote:
		c.Ask, c.Note = "Note on "+names.Subject(action.JobRows(ids...)), s.Review.Of(ids[0]).Note
	case a.Do == action.SetNote:
		c.Next, said = s.Review.Note(ids, a.With), review.Noted
	default:
		c.Next = s.Review.Mark(ids, record.Mark(a.With))
	}
	if len(c.Next) > 0 {
		c.Said = said(names.Subject(action.JobRows(browse.Renewed(s.Browse, c.Next)...)), c.Next)
	}
	return c
}
