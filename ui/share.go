package ui

import (
	"path/filepath"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/ask"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/overlay/menu"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/state/share"
	"lipdash/ui/state/transfers"
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

// noIDYet is why nothing can be copied of what is no job yet.
const noIDYet = "it has no id yet"

// openCopyMenu offers what jobs have to copy: under the same keys for one and
// for the marked ones. Where no job is meant, what was copied last can be shown.
func (m *Model) openCopyMenu(rows []action.RowID) tea.Cmd {
	jobs := m.store.Jobs(action.JobsOf(rows))
	ids := action.JobRows(api.IDsOf(jobs)...)
	switch {
	case len(jobs) == 0 && len(rows) > 0:
		return m.say(statusbar.Info, noIDYet)
	case len(jobs) == 0 && m.copied.Text == "":
		return m.say(statusbar.Info, "nothing was copied that may have been lost")
	case len(jobs) == 0:
		m.layers.Push(menu.New(m.keys, keymap.InCopy, "Copied last", ask.Copy(nil, nil)))
	default:
		m.layers.Push(menu.New(m.keys, keymap.InCopy, "Copy from "+m.names.Subject(ids), ask.Copy(m.source().ToShare(m.baseURL()).Offers(jobs), ids)))
	}
	return nil
}

// share does something with jobs, now or when the links it needs have come.
func (m *Model) share(use share.Use, part action.Part, rows []action.RowID) tea.Cmd {
	r := share.Request{Use: use, Part: share.PartByID(string(part)), IDs: action.JobsOf(rows)}
	jobs := m.store.Jobs(r.IDs)
	if use == share.Open && len(jobs) == 1 {
		if f, here := m.transfers.Here(jobs[0].ID); here {
			return m.openFile(jobs[0].ID, f)
		}
	}
	stale := r.Stale(jobs, m.now.Add(m.clockOffset()))
	switch {
	case use == share.Show && m.opts.Plain == nil:
		return nil
	case len(jobs) == 0 && use != share.Show:
		return m.say(statusbar.Info, noIDYet)
	case use == share.Open && m.opening:
		return nil // what was opened shows itself in a moment
	case len(stale) == 0 || !m.isOpen() || m.poll.Refused() != nil:
		return m.shareNow(r, share.AsTheyAre(jobs))
	case share.TooMany(len(stale)) != "":
		return m.say(statusbar.Info, share.TooMany(len(stale)))
	}
	ctx, asked := m.begin(linksKey)
	m.toast.Clear() // the note line says what is waited for
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
		return m.say(statusbar.Info, "the text is ready, "+m.keys.OfCopy(keymap.PlainText)+" shows it")
	case r.Use == share.Show:
		return calls.ShowText(m.opts.Plain, source.Sheet(jobs, m.copied))
	case len(jobs) == 0:
		return m.say(statusbar.Info, "it was deleted elsewhere")
	}
	taken := source.Take(part, jobs)
	switch why := taken.Lack(part, m.poll.Refused() != nil); {
	case taken.Err != nil:
		return m.failed("no "+part.One, taken.Err)
	case why != "":
		return m.warn(why)
	case r.Use == share.Copy:
		return m.toClipboard(calls.TextCopied{Of: taken.Text, Aside: taken.Aside})
	}
	id, link := jobs[0].ID, taken.Text.Text
	m.store.Look(id)
	m.opening = true
	instead := m.toClipboard(calls.TextCopied{Of: taken.Text, Show: true})
	if m.opts.Opener == nil {
		m.opening = false
		return instead
	}
	msg := calls.Opened{Said: "opened " + m.names.Job(id) + " in the browser", Hint: ", " + m.keys.OfCopy(keymap.Command(part.ID)) + " copies the link", Instead: instead}
	return tea.Batch(m.say(statusbar.Info, "opening "+m.names.Job(id)), m.guarded(calls.Open(m.ctx, m.opts.Opener.Open, link, msg)))
}

// openFile opens the video of a job that is on this machine; where it can be opened for
// nobody, it says where it is.
func (m *Model) openFile(id api.JobID, f transfers.File) tea.Cmd {
	m.store.Look(id)
	instead := m.toClipboard(calls.TextCopied{Of: share.Text{What: "the path " + f.Name, Text: format.QuotePath(f.Path)}})
	if m.opts.Opener == nil {
		return instead
	}
	msg := calls.Opened{Said: "opened " + f.Name, Hint: ", " + m.keys.OfCopy(share.Video) + " copies the link", Instead: instead}
	return m.guarded(calls.Open(m.ctx, m.opts.Opener.OpenFile, f.Path, msg))
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
