package rows

import (
	"lipdash/api"
	"lipdash/api/record"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/theme"
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
