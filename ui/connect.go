package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/action"
	"lipdash/ui/firstrun"
	"lipdash/ui/statusbar"
)

func (m *Model) checkFile(a action.CheckFile) tea.Cmd {
	if m.opts.Files == nil {
		return nil
	}
	return checkFile(m.opts.Files, a.Param, a.Path)
}

func (m *Model) completePath(a action.CompletePath) tea.Cmd {
	if m.opts.Files == nil {
		return nil
	}
	return completePath(m.opts.Files, a.Param, a.Prefix)
}

func (m *Model) useKey(key string) tea.Cmd {
	if m.opts.Connect == nil {
		return nil
	}
	m.firstRun.Busy(true)
	dial := m.opts.Connect
	return connect(m.ctx, func(ctx context.Context) (Session, error) { return dial(ctx, key) })
}

func (m *Model) openDemo() tea.Cmd {
	if m.opts.OpenDemo == nil {
		return nil
	}
	if m.firstRun != nil {
		m.firstRun.Busy(true)
	}
	return connect(m.ctx, m.opts.OpenDemo)
}

// applySessionOpened shows the session, or says on the screen that asked for
// it why there is none.
func (m *Model) applySessionOpened(msg sessionOpenedMsg) tea.Cmd {
	if m.firstRun != nil {
		m.firstRun.Busy(false)
	}
	if msg.err == nil {
		return m.open(msg.session)
	}
	if m.session == nil && m.firstRun != nil {
		m.firstRun.Problem(sentence(msg.err))
		return nil
	}
	m.noteRefusal(msg.err)
	if m.refused != nil {
		return m.say(statusbar.Bad, "the key is still refused")
	}
	return tea.Batch(m.failed("still no answer", msg.err), m.startRound())
}

// open makes a session the one on screen and asks for its first picture.
func (m *Model) open(s Session) tea.Cmd {
	m.forgetAccount()
	m.session = &s
	m.sessions++
	m.screen = screenJobs
	m.noteSession(s.Identity)
	return tea.Batch(m.startRound(), m.readAccount(), m.openMemory(""), listenDisconnects(s.Disconnects), listenCalls(s.Calls))
}

func lookedIn(in []LookedIn) []firstrun.Place {
	out := make([]firstrun.Place, len(in))
	for i, l := range in {
		out[i] = firstrun.Place{Where: l.Where, Found: l.Found}
	}
	return out
}

// noteRefusal stops the polling when the key is no longer accepted.
func (m *Model) noteRefusal(err error) {
	if api.IsAuth(err) {
		if m.refused == nil {
			m.noteRefused(err)
		}
		m.refused = err
	}
}
