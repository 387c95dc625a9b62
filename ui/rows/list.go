package rows

import (
	"strings"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
	"lipdash/ui/pane/joblist"
	"lipdash/ui/state/browse"
	"lipdash/ui/state/edits"
	"lipdash/ui/state/store"
)

// List are the list's rows, each made only when it is drawn.
type List struct {
	browse.Rows
	source Source
}

// List are the rows that the list draws: those of now, or those that stand still.
func (s Source) List() List { return List{s.Browse.Rows(), s} }

// choice is what the rows are chosen by.
type choice struct {
	page   int
	state  browse.State
	reason string
	// columns are those that were chosen.
	columns string
}

// Choice tells one page, or one filter, from another. A flat list is one page, whatever
// page of HeyGen's the job under the cursor is on.
func (l List) Choice() any {
	q := l.source.Browse.Query()
	c := choice{state: q.State, reason: q.Reason, columns: strings.Join(l.source.Columns, " ")}
	if !l.source.Browse.Flat() {
		c.page = l.source.Browse.Page()
	}
	return c
}

// signs is what may make rows need more room: how many jobs ended, how many failures were made
// again, of how many is known what they were asked for, and how many are to be fetched, and how
// often a review changed.
type signs struct{ failed, completed, handled, known, wanted, reviews int }

// Signs are what they are now.
func (l List) Signs() any {
	c := l.source.Store.Counts()
	return signs{c.Failed, c.Completed, l.source.handled(), l.source.Create.Records.Known(), l.source.Transfers.Wanted(), l.source.Review.Changes()}
}

// Columns are those that the user chose, none for the usual ones.
func (l List) Columns() []joblist.Column { return joblist.Named(l.source.Columns) }

// Foot is the line under the list, or what stands in place of its rows.
func (s Source) Foot(screen browse.Screen) joblist.Foot {
	screen.Ellipsis, screen.Handled = s.Theme.Glyphs.Ellipsis, s.handled()
	words := s.Browse.Foot(screen)
	if words.Empty != nil && s.Browse.Unheard() {
		words.Empty = s.WhyEmpty()
	}
	foot := joblist.Foot{Page: words.Page, More: words.More, Aside: words.Aside, Above: words.Above, Empty: words.Empty}
	foot.Sorted, foot.Up = s.Browse.Query().Sorted()
	return foot
}

// Row is a row as it is drawn.
func (l List) Row(i int) joblist.Row {
	row := l.ID(i)
	if !l.Held() {
		return l.source.Row(row)
	}
	if was, ok := l.source.Kept.rows[row]; ok {
		return was
	}
	if _, ok := l.source.Store.Get(row.Job); !ok && l.source.submission(row) == nil {
		return joblist.Row{Title: "job " + tail(row.Job)}
	}
	return l.source.Row(row)
}

// Row is a row as it is now.
func (s Source) Row(row action.RowID) joblist.Row {
	if o := s.submission(row); o != nil {
		return s.submissionRow(o)
	}
	e, ok := s.Store.Get(row.Job)
	if !ok {
		return joblist.Row{}
	}
	return s.jobRow(e)
}

func (s Source) jobRow(e store.Entry) joblist.Row {
	id := e.Job.ID
	row := joblist.Row{
		Status: e.Job.Status,
		Title:  format.Line(e.Job.Title),
		Length: format.Length(e.Job.Duration),
		Mode:   string(s.Create.Records.Of(id).Mode),
		Cost:   s.Create.Priced(e.Job),
		Age:    s.age(e.Job),
		Fresh:  s.Browse.Bright(id, s.Now),
		Going:  s.Edits.Going(id),
	}
	if row.Title == "" {
		row.Title, row.Quiet = "(untitled) "+tail(id), true
	}
	_, row.Note = s.told(action.JobRow(id))
	row.Info, row.InfoTone = s.info(e)
	if info, stuck := s.left(e.Job); row.Going || s.Edits.Brief(id) != "" {
		return row
	} else if stuck {
		row.State = &theme.State{Glyph: s.Theme.Glyphs.Stuck, Word: "stuck?", Style: s.Theme.Warn.Bold(true)}
		row.Info, row.InfoTone = info, theme.Warn
	} else if info != "" {
		row.Info = info
	}
	if e.Job.Status.Active() && s.Transfers.Wants(id) {
		row.Info += ", fetch"
		if row.Info == ", fetch" {
			row.Info = "fetch when done"
		}
	}
	return row
}

// handled is how many failed jobs were made again.
func (s Source) handled() int { return s.Create.Remakes.Handled(s.Store) }

// info is a job's last cell: the one thing worth knowing beside the state.
func (s Source) info(e store.Entry) (string, theme.Tone) {
	id, j := e.Job.ID, e.Job
	if deleting := s.deleting(id); deleting != "" {
		return deleting, theme.Warn
	}
	if failed := s.Edits.Brief(id); failed != "" {
		return failed, theme.Fail
	}
	switch j.Status {
	case api.StatusPending:
		return "queued", theme.Plain
	case api.StatusRunning:
		return "", theme.Plain
	case api.StatusFailed:
		if again := s.Create.Retries.Brief(id, s.Now); again != "" {
			return again, theme.Warn
		}
		if x, ok := s.Create.Remakes.As(id); ok {
			return s.madeAgain(j, x), theme.Plain
		}
		return s.reviewed(id, browse.Brief(j.FailureMessage), theme.Fail)
	case api.StatusCompleted:
		info, tone := resultInfo(s.Transfers, e, s.Poll.Refused() != nil)
		return s.reviewed(id, info, tone)
	}
	return "not a state lipdash knows", theme.Warn
}

// deleting says how far the delete of a job is, "" when none is asked for.
func (s Source) deleting(id api.JobID) string {
	undo := s.Keys.Of(keymap.Undo, keymap.Global)
	switch phase, left := s.Edits.Deleting(id, s.Now); phase {
	case edits.InWindow:
		return undo + " keeps, gone in " + format.Seconds(left)
	case edits.Queued:
		return undo + " keeps, waits"
	case edits.Stands:
		return "waits for your answer"
	case edits.Sent:
		return "deleting"
	}
	return ""
}
