package ui

import (
	"slices"
	"strings"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
	"lipdash/ui/pane/joblist"
	"lipdash/ui/state/browse"
	"lipdash/ui/state/edits"
	"lipdash/ui/state/store"
)

// drawnRows are the list's rows, joined with what the root knows about them only when
// they are drawn.
type drawnRows struct {
	browse.Rows
	m *Model
}

// rows are what the list draws: those of now, or those that stand still.
func (m *Model) rows() drawnRows { return drawnRows{m.browse.Rows(m.waiting()), m} }

// choice is what the rows are chosen by.
type choice struct {
	page   int
	state  browse.State
	reason string
}

// Choice tells one page, or one filter, from another.
func (r drawnRows) Choice() any {
	q := r.m.browse.Query()
	return choice{r.m.browse.Page(), q.State, q.Reason}
}

// Row is a row as it is drawn.
func (r drawnRows) Row(i int) joblist.Row {
	row := r.ID(i)
	if !r.Held() {
		return r.m.drawn(row)
	}
	if was, ok := r.m.asDrawn.rows[row]; ok {
		return was
	}
	if _, ok := r.m.store.Get(row.Job); !ok && r.m.local(row) == nil {
		return joblist.Row{Title: "job " + tail(row.Job)}
	}
	return r.m.drawn(row)
}

// drawn is a row as it is now.
func (m *Model) drawn(row action.RowID) joblist.Row {
	if o := m.local(row); o != nil {
		word, info := m.create.Pending.Phase(o, sendKey(m.keys), m.now)
		_, note := m.told(row)
		return localRow(o, word, info, note, &m.theme)
	}
	return m.row(row.Job)
}

// visible are the jobs whose rows are on screen, or about to be.
func (m *Model) visible() []api.JobID {
	from, to := m.list.Visible(m.rows())
	return m.browse.InView(m.waiting(), from, to)
}

// unseen tells whether any of these jobs changed without its row saying so on screen.
// Of the others the row says all there is to say, brightly.
func (m *Model) unseen(ids []api.JobID) bool {
	if m.screen != screenJobs || m.layers.Hides() || m.stands() {
		return true
	}
	rows := m.rows()
	from, to := m.list.Visible(rows)
	return slices.ContainsFunc(ids, func(id api.JobID) bool {
		i, ok := rows.Index(action.JobRow(id))
		return !ok || i < from || i >= to
	})
}

func (m *Model) row(id api.JobID) joblist.Row {
	e, ok := m.store.Get(id)
	if !ok {
		return joblist.Row{}
	}
	row := joblist.Row{
		Status: e.Job.Status,
		Title:  format.Line(e.Job.Title),
		Length: format.Length(e.Job.Duration),
		Age:    m.age(e.Job),
	}
	if row.Title == "" {
		row.Title, row.Untitled = "(untitled) "+tail(id), true
	}
	row.Fresh = m.browse.Bright(id, m.now)
	row.Going = m.edits.Going(id)
	_, row.Note = m.told(action.JobRow(id))
	row.Info, row.InfoTone = m.info(e)
	if info, stuck := m.timeLeft(e.Job); row.Going || m.edits.Brief(id) != "" {
		return row
	} else if stuck {
		row.State = &theme.State{Glyph: m.theme.Glyphs.Stuck, Word: "stuck?", Style: m.theme.Warn.Bold(true)}
		row.Info, row.InfoTone = info, joblist.Odd
	} else if info != "" {
		row.Info = info
	}
	return row
}

// age is the elapsed time of a job that is active, or was a moment ago, and the age
// of any other.
func (m *Model) age(j api.Job) string {
	switch {
	case j.CreatedAt.IsZero():
		return ""
	case j.Status.Active(), m.browse.Bright(j.ID, m.now):
		return format.Elapsed(coarse(m.now.Sub(m.made(j))))
	}
	return format.Age(coarseAge(m.now, m.made(j)))
}

// info is the row's last cell: the one thing worth knowing beside the state.
func (m *Model) info(e store.Entry) (string, joblist.Tone) {
	id, j := e.Job.ID, e.Job
	if s := m.pending(id); s != "" {
		return s, joblist.Odd
	}
	if s := m.edits.Brief(id); s != "" {
		return s, joblist.Bad
	}
	switch j.Status {
	case api.StatusPending:
		return "queued", joblist.Plain
	case api.StatusRunning:
		return "", joblist.Plain
	case api.StatusFailed:
		return brief(j.FailureMessage), joblist.Bad
	case api.StatusCompleted:
		if e.Unseen && m.browse.Bright(id, m.now) {
			return fileInfo(m.transfers, id) // the brightness says that it is new
		}
		return resultInfo(m.transfers, e, m.poll.Refused() != nil)
	}
	return "not a state lipdash knows", joblist.Odd
}

// pending says what is about to happen to a job, or "".
func (m *Model) pending(id api.JobID) string {
	switch phase, left := m.edits.Deleting(id, m.now); phase {
	case edits.InWindow:
		return "gone in " + format.Seconds(left) + ", u keeps"
	case edits.Queued:
		return "waits, u keeps"
	case edits.Sent:
		return "deleting"
	}
	return ""
}

// brief is a failure in the few cells of a row: without its article and its
// full stop, in lower case like every other cell.
func brief(failure string) string {
	s := strings.TrimSuffix(format.Line(failure), ".")
	for _, article := range []string{"The ", "the ", "A ", "An "} {
		s = strings.TrimPrefix(s, article)
	}
	if len(s) > 1 && s[0] >= 'A' && s[0] <= 'Z' && s[1] >= 'a' && s[1] <= 'z' {
		s = string(s[0]+'a'-'A') + s[1:]
	}
	return s
}

// timeLeft is what is likely left of an active job, and whether it is stuck.
func (m *Model) timeLeft(j api.Job) (info string, stuck bool) {
	return m.create.Left(j, m.now.Sub(m.made(j)))
}
