package ui

import (
	"strings"

	"lipdash/api"
	"lipdash/ui/detail"
	"lipdash/ui/format"
	"lipdash/ui/joblist"
	"lipdash/ui/store"
)

// pageRows is the page on screen as the list sees it: jobs of the store joined
// with what the root knows about them, made only for the rows that are drawn.
type pageRows struct {
	m   *Model
	ids []api.JobID
}

func (m *Model) rows() pageRows {
	if m.page < 0 || m.page >= m.store.Pages() {
		return pageRows{m: m}
	}
	return pageRows{m: m, ids: m.store.Page(m.page)}
}

func (r pageRows) Len() int           { return len(r.ids) }
func (r pageRows) ID(i int) api.JobID { return r.ids[i] }

func (r pageRows) Index(id api.JobID) (int, bool) {
	page, i, ok := r.m.store.PageOf(id)
	return i, ok && page == r.m.page
}

func (r pageRows) Row(i int) joblist.Row { return r.m.row(r.ids[i]) }

func (m *Model) row(id api.JobID) joblist.Row {
	e, ok := m.store.Get(id)
	if !ok {
		return joblist.Row{}
	}
	row := joblist.Row{
		Status: e.Job.Status,
		Title:  format.Safe(e.Job.Title),
		Length: format.Length(e.Job.Duration),
		Age:    m.age(e.Job),
	}
	if row.Title == "" {
		row.Title, row.Untitled = "(untitled) "+tail(id), true
	}
	_, row.Fresh = m.changed[id]
	row.Going = m.doomed[id] != nil
	row.Info, row.InfoTone = m.info(e)
	return row
}

// age is the elapsed time of a job that is active and the age of any other.
func (m *Model) age(j api.Job) string {
	switch {
	case j.CreatedAt.IsZero():
		return ""
	case j.Status.Active():
		return format.Elapsed(m.now.Sub(j.CreatedAt))
	}
	return format.Age(m.now.Sub(j.CreatedAt))
}

// info is the row's last cell: the one thing worth knowing beside the state.
func (m *Model) info(e store.Entry) (string, joblist.Tone) {
	id, j := e.Job.ID, e.Job
	if s := m.pending(id); s != "" {
		return s, joblist.Odd
	}
	switch j.Status {
	case api.StatusPending:
		return "queued", joblist.Plain
	case api.StatusRunning:
		return "", joblist.Plain
	case api.StatusFailed:
		return brief(j.FailureMessage), joblist.Bad
	case api.StatusCompleted:
		return m.resultInfo(e)
	}
	return "not a state lipdash knows", joblist.Odd
}

func (m *Model) resultInfo(e store.Entry) (string, joblist.Tone) {
	captions := ""
	if _, ok := e.Job.CaptionLink(); ok {
		captions = "captions"
	}
	if _, ok := e.Job.VideoLink(); !ok {
		return "link not ready", joblist.Plain
	}
	if _, news := m.news[e.Job.ID]; news {
		if captions != "" {
			return "new, captions", joblist.News
		}
		return "new", joblist.News
	}
	return captions, joblist.Plain
}

// pending says what is about to happen to a job, or "".
func (m *Model) pending(id api.JobID) string {
	d := m.doomed[id]
	switch {
	case d == nil:
		return ""
	case d.sent:
		return "deleting"
	}
	return "gone in " + format.Elapsed(d.at.Sub(m.now)) + ", u keeps"
}

// showDetail hands the detail pane the job under the cursor.
func (m *Model) showDetail() {
	e, ok := m.store.Get(m.list.Cursor())
	if !ok {
		m.detail.Show(detail.Data{})
		if m.screen == screenJob {
			m.screen = screenJobs
		}
		return
	}
	d := detail.Data{
		Job: e.Job, SeenAt: e.SeenAt, CreatedHere: e.CreatedHere,
		Inputs: m.made[e.Job.ID], Pending: m.pending(e.Job.ID),
	}
	for _, c := range e.History {
		d.History = append(d.History, detail.Seen{Status: c.Status, At: c.At})
	}
	if err := m.readErrs[e.Job.ID]; err != nil {
		d.Err = sentence(err)
	}
	m.detail.Show(d)
}

// brief is a failure in the few cells of a row: without its article and its
// full stop, in lower case like every other cell.
func brief(failure string) string {
	s := strings.TrimSuffix(format.Safe(failure), ".")
	for _, article := range []string{"The ", "the ", "A ", "An "} {
		s = strings.TrimPrefix(s, article)
	}
	if len(s) > 1 && s[0] >= 'A' && s[0] <= 'Z' && s[1] >= 'a' && s[1] <= 'z' {
		s = string(s[0]+'a'-'A') + s[1:]
	}
	return s
}
