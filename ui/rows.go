package ui

import (
	"strings"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/detail"
	"lipdash/ui/format"
	"lipdash/ui/joblist"
	"lipdash/ui/store"
)

// pageRows is the page on screen as the list sees it: jobs of the store joined
// with what the root knows about them, made only for the rows that are drawn.
type pageRows struct {
	m *Model
	// local is how many submissions stand on top of the first page.
	local int
	ids   []api.JobID
}

func (m *Model) liveRows() pageRows {
	r := pageRows{m: m}
	if m.page <= 0 {
		r.local = len(m.outgoing)
	}
	if m.page >= 0 && m.page < m.store.Pages() {
		r.ids = m.store.Page(m.page)
	}
	return r
}

func (r pageRows) Len() int { return r.local + len(r.ids) }

// ID is newest first, like the jobs below: the submission made last is on top.
func (r pageRows) ID(i int) api.JobID {
	if i < r.local {
		return localID(r.m.outgoing[r.local-1-i].ID)
	}
	return r.ids[i-r.local]
}

func (r pageRows) Index(id api.JobID) (int, bool) {
	for i := range r.local {
		if r.ID(i) == id {
			return i, true
		}
	}
	page, i, ok := r.m.store.PageOf(id)
	return r.local + i, ok && page == max(0, r.m.page)
}

func (r pageRows) Row(i int) joblist.Row {
	if i < r.local {
		return r.m.localRow(&r.m.outgoing[r.local-1-i])
	}
	return r.m.row(r.ids[i-r.local])
}

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
	row.Note = m.watchNote(id)
	row.Info, row.InfoTone = m.info(e)
	if info, stuck := m.eta(e); stuck && !row.Going {
		m.stuck(&row, info)
	} else if info != "" && !row.Going {
		row.Info = info
	}
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
	if s, tone := m.fileInfo(e.Job.ID); s != "" {
		return s, tone
	}
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
	if o := m.local(m.list.Cursor()); o != nil {
		m.showOutgoing(o)
		return
	}
	e, ok := m.store.Get(m.list.Cursor())
	if !ok {
		if m.heldAsGone(m.list.Cursor()) {
			return
		}
		m.detail.Show(detail.Data{})
		if m.screen == screenJob {
			m.screen = screenJobs
		}
		return
	}
	d := detail.Data{
		Job: e.Job, SeenAt: e.SeenAt, CreatedHere: e.CreatedHere,
		Inputs: m.records[e.Job.ID].Values, Pending: m.pending(e.Job.ID),
	}
	if _, ours := submission.Owner(d.Job.CallbackID); ours {
		d.Job.CallbackID = "" // our own mark, of no use to anybody
	}
	for _, f := range m.saved[e.Job.ID] {
		d.Saved = append(d.Saved, detail.Saved{Name: f.Name, Size: f.Size})
	}
	d.Cost, d.CostWhy = m.cost(e.Job)
	d.Told = m.told(e.Job.ID)
	d.History = m.history(e)
	d.CreatedHere = d.CreatedHere || len(d.Inputs) > 0
	if err := m.readErrs[e.Job.ID]; err != nil {
		d.Err = sentence(err)
	}
	m.showHeld(d)
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

// showOutgoing hands the detail pane a submission: what was typed, and how far
// it is.
func (m *Model) showOutgoing(o *Outgoing) {
	word, info := m.phase(o)
	if o.State == submission.Uploading && o.Upload.Total > 0 && !o.Elsewhere {
		info = o.Param + ": " + uploadLong(o.Upload)
	}
	d := detail.Data{
		Job:    api.Job{ID: localID(o.ID), Status: api.StatusPending, Title: o.Title(), CallbackID: o.Values["callback_id"]},
		Unmade: true, State: word, Inputs: o.Values, Pending: info, SeenAt: o.UpdatedAt, CreatedHere: true,
	}
	d.Told = m.told(d.Job.ID)
	if o.Problem.Message != "" {
		d.Err = o.Problem.Message
	}
	m.showHeld(d)
}

// history is what was observed of a job: in earlier runs by the journal, then
// in this one.
func (m *Model) history(e store.Entry) []detail.Seen {
	var out []detail.Seen
	known := map[api.Status]bool{}
	for _, s := range m.records[e.Job.ID].Seen {
		out = append(out, detail.Seen(s))
		known[s.Status] = true
	}
	for _, c := range e.History {
		if !known[c.Status] {
			out = append(out, detail.Seen{Status: c.Status, At: c.At})
		}
	}
	return out
}
