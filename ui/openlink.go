package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/pane/statusbar"
)

type linkOpenedMsg struct {
	id   api.JobID
	link string
	// elsewhere is true when the user's browser cannot be reached from here.
	elsewhere bool
	err       error
}

// openLink opens a finished job's video in the browser.
func (m *Model) openLink(row action.RowID) tea.Cmd {
	ids := action.JobsOf([]action.RowID{row})
	if len(m.jobsOf(ids)) == 0 {
		return m.say(statusbar.Info, noIDYet)
	}
	return m.withFreshLinks(linkRequest{ids: ids, links: []linkOf{api.Job.VideoLink}, do: browse})
}

func browse(m *Model, jobs []fresh) tea.Cmd {
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
	return tea.Batch(m.say(statusbar.Info, "opening "+m.name(j.ID)), m.guarded(openLink(m.ctx, m.opts.Opener, j.ID, link)))
}

func openLink(ctx context.Context, o Opener, id api.JobID, link string) tea.Cmd {
	return func() tea.Msg {
		elsewhere, err := o.Open(ctx, link)
		return linkOpenedMsg{id: id, link: link, elsewhere: elsewhere, err: err}
	}
}

func (m *Model) applyLinkOpened(msg linkOpenedMsg) tea.Cmd {
	switch {
	case msg.err != nil:
		return m.say(statusbar.Bad, "not opened: "+msg.err.Error()+", Y v copies the link")
	case msg.elsewhere:
		return m.handOver(msg.id, msg.link)
	}
	return m.say(statusbar.Good, "opened "+m.name(msg.id)+" in the browser")
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
