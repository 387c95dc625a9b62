package ui

import (
	"strings"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
	"lipdash/ui/pane/joblist"
	"lipdash/ui/state/edits"
	"lipdash/ui/state/find"
	"lipdash/ui/state/store"
)

// pageRows is what the list shows: the page on screen, or all that is found
// when the list is filtered or sorted. Jobs of the store are joined with what
// the root knows about them, made only for the rows that are drawn.
type pageRows struct {
	m *Model
	// locals are the submissions that stand on top, by their index.
	locals []int
	ids    []api.JobID
	found  *find.Index
	// page is the page's number.
	page int
}

func (m *Model) liveRows() pageRows { return m.rowsOf(max(0, m.page)) }

func (m *Model) rowsOf(page int) pageRows {
	r := pageRows{m: m, page: page}
	if m.flat() {
		r.found = m.finding.index
	} else if page < m.store.Pages() {
		r.ids = m.store.Page(page)
	}
	if page > 0 && r.found == nil {
		return r
	}
	all := m.create.Pending.All()
	for i := range all {
		if r.found == nil || m.showsLocal(&all[i]) {
			r.locals = append(r.locals, i)
		}
	}
	return r
}

func (r pageRows) Len() int {
	if r.found != nil {
		return len(r.locals) + r.found.Shown()
	}
	return len(r.locals) + len(r.ids)
}

// outgoing is the submission of a row, nil when it is a job's.
func (r pageRows) outgoing(i int) *Outgoing {
	if n := len(r.locals); i < n {
		return &r.m.create.Pending.All()[r.locals[n-1-i]]
	}
	return nil
}

// ID is newest first, like the jobs below: the submission made last is on top.
func (r pageRows) ID(i int) action.RowID {
	if o := r.outgoing(i); o != nil {
		return action.SubmissionRow(o.ID)
	}
	if i -= len(r.locals); r.found != nil {
		return action.JobRow(r.found.ID(i))
	}
	return action.JobRow(r.ids[i])
}

func (r pageRows) Index(id action.RowID) (int, bool) {
	for i := range r.locals {
		if r.ID(i) == id {
			return i, true
		}
	}
	if r.found != nil {
		i, ok := r.found.Place(id.Job)
		return len(r.locals) + i, ok
	}
	page, i, ok := r.m.store.PageOf(id.Job)
	return len(r.locals) + i, ok && page == r.page
}

func (r pageRows) Row(i int) joblist.Row {
	if o := r.outgoing(i); o != nil {
		word, info := r.m.create.Pending.Phase(o, sendKey(r.m.keys), r.m.now)
		_, note := r.m.told(action.SubmissionRow(o.ID))
		return localRow(o, word, info, note, &r.m.theme)
	}
	return r.m.row(r.ID(i).Job)
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
	row.Fresh = m.bright(id)
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
	case j.Status.Active(), m.bright(j.ID):
		return format.Elapsed(coarse(m.now.Sub(m.made(j))))
	}
	return format.Age(m.coarseAge(m.made(j)))
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
		if e.Unseen && m.bright(id) {
			return fileInfo(m.transfers, id) // the brightness says that it is new
		}
		return m.resultInfo(e)
	}
	return "not a state lipdash knows", joblist.Odd
}

func (m *Model) resultInfo(e store.Entry) (string, joblist.Tone) {
	if s, tone := fileInfo(m.transfers, e.Job.ID); s != "" {
		return s, tone
	}
	captions := ""
	if _, ok := e.Job.CaptionLink(); ok || e.Shelved && e.HasCaptions {
		captions = "captions"
	}
	if _, ok := e.Job.VideoLink(); !ok && !(e.Shelved && e.HasVideo) {
		switch {
		case e.NeedsRead && m.poll.Refused() != nil:
			return "link unread", joblist.Plain
		case e.NeedsRead:
			return "link unread, asking", joblist.Plain
		}
		return "link not ready", joblist.Plain
	}
	if e.Unseen {
		if captions != "" {
			return "new, captions", joblist.News
		}
		return "new", joblist.News
	}
	return captions, joblist.Plain
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

// shownCallback is a job's callback id, unless it is our own mark, which is of no
// use to anybody.
func shownCallback(j api.Job) string {
	if _, ours := submission.Owner(j.CallbackID); ours {
		return ""
	}
	return j.CallbackID
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
