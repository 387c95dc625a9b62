package ui

import (
	"cmp"
	"path/filepath"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/overlay/menu"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/state/share"
)

// What of jobs is copied, opened and shown as plain text, and which links are read for
// it, is decided by state/share. Here it becomes calls and words; clipboard.go is how a
// text goes out.

// baseURL is where the session's API is.
func (s *session) baseURL() string {
	if s.isOpen() && s.Identity.BaseURL != "" {
		return s.Identity.BaseURL
	}
	return api.DefaultBaseURL
}

func idsOf(jobs []api.Job) []api.JobID {
	out := make([]api.JobID, len(jobs))
	for i, j := range jobs {
		out[i] = j.ID
	}
	return out
}

// noIDYet is why nothing can be copied of what is no job yet.
const noIDYet = "it has no id yet"

// openCopyMenu offers what jobs have to copy: under the same keys for one and
// for the marked ones. Where no job is meant, what was copied last can be shown.
func (m *Model) openCopyMenu(rows []action.RowID) tea.Cmd {
	jobs := m.store.Jobs(action.JobsOf(rows))
	ids := action.JobRows(idsOf(jobs)...)
	plain := menu.Item{Key: "t", Text: "plain text, for the mouse", Action: action.ShowPlain{IDs: ids}}
	switch {
	case len(jobs) > 0:
	case len(rows) > 0:
		return m.say(statusbar.Info, noIDYet)
	case m.copied.Text == "":
		return m.say(statusbar.Info, "nothing was copied that may have been lost")
	default:
		m.layers.Push(menu.New("Copied last", []menu.Item{plain}))
		return nil
	}
	title := "Copy from " + format.Count(len(jobs), "job", "jobs")
	if len(jobs) == 1 {
		title = "Copy from " + m.names.Job(jobs[0].ID)
	}
	var items []menu.Item
	for _, o := range m.source().ToShare(m.baseURL()).Offers(jobs) {
		items = append(items, menu.Item{Key: o.Part.Key, Text: o.Text, Why: o.Why, Action: action.CopyPart{IDs: ids, Part: action.Part(o.Part.ID)}})
	}
	m.layers.Push(menu.New(title, append(items, plain)))
	return nil
}

// share does something with jobs, now or when the links it needs have come.
func (m *Model) share(use share.Use, part action.Part, rows []action.RowID) tea.Cmd {
	r := share.Request{Use: use, Part: share.PartByID(string(part)), IDs: action.JobsOf(rows)}
	jobs := m.store.Jobs(r.IDs)
	stale := r.Stale(jobs, m.now.Add(m.clockOffset()))
	switch {
	case use == share.Show && m.opts.Plain == nil:
		return nil
	case len(jobs) == 0 && use != share.Show:
		return m.say(statusbar.Info, noIDYet)
	case len(stale) == 0 || !m.isOpen() || m.poll.Refused() != nil:
		return m.shareNow(r, share.AsTheyAre(jobs))
	case len(stale) > share.LinksPerKey:
		return m.say(statusbar.Info, format.Count(len(stale), "link", "links")+" would have to be asked for one by one, "+
			strconv.Itoa(share.LinksPerKey)+" at most: mark fewer jobs")
	}
	ctx, asked := m.requests.Begin(m.ctx, linksKey, m.store.NextSeq())
	m.toast.clear() // the note line says what is waited for
	return m.guarded(calls.RenewLinks(ctx, m.Client, asked, r, stale))
}

// applyLinksRenewed goes on with the request.
func (m *Model) applyLinksRenewed(msg calls.LinksRenewed) tea.Cmd {
	jobs := share.Answered(m.store.Jobs(msg.For.IDs), msg.Got)
	var cmds []tea.Cmd
	for _, j := range jobs {
		switch {
		case j.Gone:
			cmds = append(cmds, m.merged(m.store.ApplyGone(msg.Seq, j.ID, m.now)))
		case j.Err != nil:
			m.poll.Refuse(j.Err)
		case j.Read:
			cmds = append(cmds, m.merged(m.store.ApplyJob(msg.Seq, j.Job, m.now)))
			m.tellMemory(j.Job)
		}
	}
	return tea.Batch(append(cmds, m.shareNow(msg.For, jobs))...)
}

// shareNow copies, opens or shows what there is of jobs.
func (m *Model) shareNow(r share.Request, jobs []share.Job) tea.Cmd {
	source, part := m.source().ToShare(m.baseURL()), r.Part
	switch {
	case r.Use == share.Show && m.busy():
		return m.say(statusbar.Info, "the text is ready, Y t shows it")
	case r.Use == share.Show:
		return calls.ShowText(m.opts.Plain, source.Sheet(jobs, m.copied))
	case len(jobs) == 0:
		return m.say(statusbar.Info, "it was deleted elsewhere")
	}
	taken := source.Take(part, jobs)
	switch {
	case taken.Err != nil:
		return m.failed("no "+part.One, taken.Err)
	case taken.Text.Text == "" && taken.Why != "":
		return m.say(statusbar.Warning, "no "+part.One+": "+taken.Why)
	case taken.Text.Text == "" && m.poll.Refused() != nil:
		return m.say(statusbar.Warning, "no "+part.One+": it has ended, and the key is refused")
	case taken.Text.Text == "":
		return m.say(statusbar.Warning, "no "+part.One+": it has ended")
	case r.Use == share.Copy:
		return m.toClipboard(calls.TextCopied{Of: taken.Text, Aside: taken.Aside})
	}
	id, link := jobs[0].ID, taken.Text.Text
	m.store.Look(id)
	instead := m.toClipboard(calls.TextCopied{Of: taken.Text, Show: true})
	if m.opts.Opener == nil {
		return instead
	}
	msg := calls.Opened{Said: "opened " + m.names.Job(id) + " in the browser", Hint: ", Y v copies the link", Instead: instead}
	return tea.Batch(m.say(statusbar.Info, "opening "+m.names.Job(id)), m.guarded(calls.Open(m.ctx, m.opts.Opener.Open, link, msg)))
}

func (m *Model) applyOpened(msg calls.Opened) tea.Cmd {
	switch {
	case msg.Err != nil:
		return m.say(statusbar.Bad, cmp.Or(msg.Failed, "not opened: ")+msg.Err.Error()+msg.Hint)
	case msg.Elsewhere:
		return msg.Instead
	case msg.Said == "":
		return nil
	}
	return m.say(statusbar.Good, msg.Said)
}

// openFolder opens the folder of a file in the file manager; where there is none, its
// path is copied.
func (m *Model) openFolder(path string) tea.Cmd {
	instead := m.perform(action.Copy{What: "path", Text: format.QuotePath(path)})
	if m.opts.Opener == nil {
		return instead
	}
	msg := calls.Opened{Said: "opened the folder", Instead: instead}
	return m.guarded(calls.Open(m.ctx, m.opts.Opener.Reveal, filepath.Dir(path), msg))
}
