package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/calls"
	"lipdash/ui/pane/statusbar"
)

// withKey connects with a pasted key, nil when that cannot be done.
func (o Options) withKey(key string) func(context.Context) (calls.Session, error) {
	if o.Connect == nil {
		return nil
	}
	return func(ctx context.Context) (calls.Session, error) { return o.Connect(ctx, key) }
}

// connect asks for another session: of another profile, or with "" for another key or the
// demo. Only the last one that was asked for while this one is on screen takes its place.
func (m *Model) connect(profile string, dial func(context.Context) (calls.Session, error)) tea.Cmd {
	if dial == nil {
		return nil
	}
	if m.firstRun != nil {
		m.firstRun.Busy(true)
	}
	_, r := m.begin(connectKey) // that context ends with the answer, what a session runs on does not
	return m.guarded(calls.Connect(m.ctx, r, profile, dial))
}

// applySessionOpened shows the session, or says on the screen that asked for
// it why there is none.
func (m *Model) applySessionOpened(msg calls.SessionOpened) tea.Cmd {
	if m.firstRun != nil {
		m.firstRun.Busy(false)
	}
	if msg.Err == nil {
		return m.open(msg.Session)
	}
	if !m.isOpen() && m.firstRun != nil {
		m.firstRun.Problem(sentence(msg.Err))
		return nil
	}
	if msg.Profile != "" {
		return m.failed("not switched to "+msg.Profile, msg.Err)
	}
	if m.poll.Refuse(msg.Err) {
		m.log.Refused(m.now, msg.Err)
	}
	if m.poll.Refused() != nil {
		return m.flash(statusbar.Bad, "the key is still refused")
	}
	what := "no other key"
	if api.IsOffline(msg.Err) || api.IsTransient(msg.Err) {
		what = "still no answer"
	}
	return tea.Batch(m.failed(what, msg.Err), m.polls(m.poll.Refresh))
}
