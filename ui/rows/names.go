package rows

import (
	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/create"
	"lipdash/ui/state/store"
)

// Names are how jobs and submissions are called in sentences.
type Names struct {
	Store   *store.Store
	Pending *create.Pending
	// Ellipsis is how a cut text ends, on this terminal; where it is empty nothing is cut.
	Ellipsis string
}

// Subject is what a dialog is about, in a word or as a number.
func (n Names) Subject(rows []action.RowID) string {
	if len(rows) == 1 {
		return n.Row(rows[0])
	}
	return format.Count(len(rows), "job", "jobs")
}

// Few are the first few of rows.
func (n Names) Few(rows []action.RowID) []string {
	const shown = 8
	names := make([]string, min(shown, len(rows)))
	for i := range names {
		names[i] = n.Row(rows[i])
	}
	return names
}

// Row is how a row is called.
func (n Names) Row(row action.RowID) string {
	if o := n.Pending.Find(row.Submission); o != nil {
		return n.Submission(*o)
	}
	return n.Job(row.Job)
}

// Job is how a job is called.
func (n Names) Job(id api.JobID) string {
	e, ok := n.Store.Get(id)
	if !ok {
		return "job " + tail(id)
	}
	if t := n.Cut(e.Job.Title, 40); t != "" {
		return t
	}
	return "untitled " + tail(id)
}

// Submission is how what is no job yet is called.
func (n Names) Submission(o create.Outgoing) string { return n.Pending.Called(&o) }

// Copied is how a row is called that something is a copy of, "" for none and for a submission
// that is gone.
func (n Names) Copied(row action.RowID) string {
	if row.Job == "" && n.Pending.Find(row.Submission) == nil {
		return ""
	}
	return n.Row(row)
}

// Cut shortens a text for a sentence to so many cells.
func (n Names) Cut(text string, w int) string {
	if n.Ellipsis == "" {
		return format.Line(text)
	}
	return format.Shorten(format.Line(text), w, n.Ellipsis)
}

func tail(id api.JobID) string {
	s := format.OutsideLine(string(id))
	if len(s) > 4 {
		return s[len(s)-4:]
	}
	return s
}
