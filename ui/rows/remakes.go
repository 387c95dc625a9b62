package rows

import (
	"cmp"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/pane/detail"
	"lipdash/ui/state/browse"
)

// About is what a job is found and grouped by besides what HeyGen says of it.
func (s Source) About(id api.JobID) (out browse.About) {
	if x, ok := s.Create.Remakes.As(id); ok {
		out.MadeAgain = true
		out.Words = append(out.Words, "again as "+s.remake(x))
	}
	e, _ := s.Store.Get(id)
	x := s.reviewOf(id)
	if out.Review = string(x.Mark); out.Review == "" && e.Job.Status == api.StatusCompleted {
		out.Review = "none"
	}
	if x.Note != "" {
		out.Words = append(out.Words, format.Line(x.Note))
	}
	return out
}

// remake is how what makes a job again is called.
func (s Source) remake(x record.Remake) string {
	if e, ok := s.Store.Get(x.Job); ok && e.Job.Title != "" {
		return format.Line(e.Job.Title)
	}
	if x.Job == "" {
		return cmp.Or(format.Line(x.Title), "another job")
	}
	return cmp.Or(format.Line(x.Title), "job "+tail(x.Job))
}

// madeAgain says what makes a job again: its title, or how far it is where that is the same.
func (s Source) madeAgain(j api.Job, x record.Remake) string {
	if x.Job == "" && x.By == "" {
		return "is made again"
	}
	name := s.remake(x)
	if word := s.word(action.RowID{Job: x.Job, Submission: x.By}); name == format.Line(j.Title) && word != "" {
		return "made again, " + word
	}
	return "again as " + name
}

// Again are the jobs on either side of a row: what makes it again, and what it makes again.
func (s Source) Again(row action.RowID) (as, of detail.Other) {
	if x, ok := s.Create.Remakes.As(row.Job); ok && row.Job != "" {
		as = detail.Other{Name: s.remake(x), State: s.word(action.RowID{Job: x.Job, Submission: x.By})}
	}
	if id := s.Create.Remakes.Of(row); id != "" {
		of = detail.Other{Name: s.remake(record.Remake{Job: id}), State: s.word(action.JobRow(id))}
	}
	return as, of
}

// word is how far a job is, or the submission that becomes one, "" where that is not known.
func (s Source) word(row action.RowID) string {
	if e, ok := s.Store.Get(row.Job); ok && row.Job != "" {
		return format.Line(s.Theme.Status(e.Job.Status).Word)
	}
	if o := s.Create.Pending.Find(row.Submission); o != nil {
		word, _ := s.Create.Pending.Phase(o, s.Now)
		return word
	}
	return ""
}
