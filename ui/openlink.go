package ui

import (
	"context"
	"path/filepath"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/pane/statusbar"
)

// openedMsg is what came of opening a link or a folder: what is said of it, and what is
// done instead when it is elsewhere, where nothing can be opened for the user.
type openedMsg struct {
	said, hint string
	instead    tea.Cmd
	elsewhere  bool
	err        error
}

// openLink opens a finished job's video in the browser.
func (m *Model) openLink(row action.RowID) tea.Cmd {
	ids := action.JobsOf([]action.RowID{row})
	if len(m.jobsOf(ids)) == 0 {
		return m.say(statusbar.Info, noIDYet)
	}
	return m.withFreshLinks(linkRequest{ids: ids, links: []linkOf{api.Job.VideoLink}, do: openVideos})
}

func openVideos(m *Model, jobs []fresh) tea.Cmd {
	p, _ := partByID(action.PartVideo)
	if len(jobs) == 0 {
		return m.say(statusbar.Info, "it was deleted elsewhere")
	}
	j := jobs[0]
	link, why := p.text(m, j.Job)
	if link == "" || m.endedOf(p, j) {
		if j.why == "" {
			j.why = why
		}
		return m.lacks(p, j)
	}
	m.store.Look(j.ID)
	if m.opts.Opener == nil {
		return m.handOver(j.ID, link)
	}
	msg := openedMsg{said: "opened " + m.name(j.ID) + " in the browser", hint: ", Y v copies the link", instead: m.handOver(j.ID, link)}
	return tea.Batch(m.say(statusbar.Info, "opening "+m.name(j.ID)), m.guarded(open(m.ctx, m.opts.Opener.Open, link, msg)))
}

// openFolder opens the folder of a transfer in the file manager; where there is
// none, its path is copied.
func (m *Model) openFolder(id action.FileID) tea.Cmd {
	t, ok := m.transfers.Find(id.Download)
	if !ok || m.opts.Opener == nil {
		return m.copyPath(id)
	}
	msg := openedMsg{said: "opened the folder", instead: m.copyPath(id)}
	return m.guarded(open(m.ctx, m.opts.Opener.Reveal, filepath.Dir(t.Path), msg))
}

// open opens a link or a folder and says so with msg.
func open(ctx context.Context, with func(context.Context, string) (bool, error), what string, msg openedMsg) tea.Cmd {
	return func() tea.Msg {
		msg.elsewhere, msg.err = with(ctx, what)
		return msg
	}
}

func (m *Model) applyOpened(msg openedMsg) tea.Cmd {
	switch {
	case msg.err != nil:
		return m.say(statusbar.Bad, "not opened: "+msg.err.Error()+msg.hint)
	case msg.elsewhere:
		return msg.instead
	}
	return m.say(statusbar.Good, msg.said)
}

// copyPath copies where a file is, or will be, as one word for a shell.
func (m *Model) copyPath(id action.FileID) tea.Cmd {
	path := ""
	if t, ok := m.transfers.Find(id.Download); ok {
		path = t.Path
	} else if o := m.local(action.SubmissionRow(id.Upload)); o != nil {
		path = o.Values[o.Param]
	}
	return m.copy(action.Copy{What: "path", Text: format.QuotePath(path)})
}

// handOver copies a link and shows it, for the user to open where they sit.
func (m *Model) handOver(id api.JobID, link string) tea.Cmd {
	if m.opts.Clipboard == nil {
		return m.showText(link)
	}
	return m.guarded(copyText(m.ctx, m.opts.Clipboard, copiedMsg{
		of:   copied{ids: []api.JobID{id}, what: "the video link", text: link},
		show: true,
	}))
}
