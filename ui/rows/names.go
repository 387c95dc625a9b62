package rows

import (
	"strconv"
	"strings"

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
	// Ellipsis is how a cut text ends, on this terminal.
	Ellipsis string
}

// Subject is what a dialog is about, in a word or as a number.
func (n Names) Subject(rows []action.RowID) string {
	if len(rows) == 1 {
		return n.Row(rows[0])
	}
	return format.Count(len(rows), "job", "jobs")
}

// Few are the first few of rows, and how many more there are.
func (n Names) Few(rows []action.RowID) string {
	const shown = 4
	var names []string
	for _, id := range rows[:min(shown, len(rows))] {
		names = append(names, n.Row(id))
	}
	text := strings.Join(names, ", ")
	if more := len(rows) - shown; more > 0 {
		text += ", +" + strconv.Itoa(more) + " more"
	}
	return text
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

// Cut shortens a text for a sentence to so many cells.
func (n Names) Cut(text string, w int) string {
	return format.Shorten(format.Line(text), w, n.Ellipsis)
}

func tail(id api.JobID) string {
	s := format.OutsideLine(string(id))
	if len(s) > 4 {
		return s[len(s)-4:]
	}
	return s
}
