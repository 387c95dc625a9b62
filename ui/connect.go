package ui

import (
	"cmp"
	"context"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/stack"
	"lipdash/ui/overlay/keyentry"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/toast"
)

// connect asks for another session: of another profile, or with "" for a key that is looked
// for or the demo. Only the last one that was asked for while this one is on screen takes its
// place.
func (m *Model) connect(profile string, dial func(context.Context) (calls.Session, error)) tea.Cmd {
	return m.dial(calls.SessionOpened{Profile: profile}, dial)
}

func (m *Model) dial(asked calls.SessionOpened, dial func(context.Context) (calls.Session, error)) tea.Cmd {
	if dial == nil {
		return nil
	}
	if m.firstRun != nil {
		m.firstRun.Busy(true)
	}
	_, asked.Request = m.begin(connectKey) // that context ends with the answer, what a session runs on does not
	return m.guarded(calls.Connect(m.ctx, asked, dial))
}

// askKey opens the dialog in which another key for this account is pasted; what was pasted
// already stands in it.
func (m *Model) askKey(pasted string) tea.Cmd {
	switch {
	case !m.isOpen():
		return nil // the first run has a field for it
	case m.Identity.Demo:
		return m.flash(statusbar.Info, "the demo needs no key")
	case m.ConnectOr(m.opts.Connect) == nil:
		return m.flash(statusbar.Info, "a key cannot be pasted here, "+m.keys.Of(keymap.Refresh, keymap.Global)+" looks for it again")
	}
	e := keyentry.New(m.keys, cmp.Or(m.Identity.Profile, "HeyGen"), m.Places())
	e.Paste(pasted)
	m.layers.Push(e)
	return nil
}

// useKey has a pasted key checked; when it is good it is used.
func (m *Model) useKey(pasted action.UseKey) tea.Cmd {
	connect := m.ConnectOr(m.opts.Connect)
	if connect == nil {
		return nil
	}
	if e, ok := stack.Find[*keyentry.Entry](&m.layers); ok {
		e.Busy(true)
	}
	return m.dial(calls.SessionOpened{Pasted: true}, func(ctx context.Context) (calls.Session, error) { return connect(ctx, pasted) })
}

// endEdits ends the edits that have not left, those in their undo window too: the session
// they were asked for is about to end.
func (m *Model) endEdits() tea.Cmd {
	if refused := m.poll.Refused(); refused != nil {
		return m.edited(m.edits.GiveUp(refused))
	}
	return nil
}

// applySessionOpened shows the session, or says on the screen that asked for
// it why there is none.
func (m *Model) applySessionOpened(msg calls.SessionOpened) tea.Cmd {
	if m.firstRun != nil {
		m.firstRun.Busy(false)
	}
	switch entry, asks := stack.Find[*keyentry.Entry](&m.layers); {
	case msg.Err == nil && msg.Pasted:
		return tea.Batch(m.endEdits(), m.open(msg.Session), m.say(toast.Kept(msg.Session.Kept)))
	case msg.Err == nil:
		return m.open(msg.Session)
	case !m.isOpen() && m.firstRun != nil:
		m.firstRun.Problem(api.Explain(msg.Err).String())
		return nil
	case msg.Pasted && asks: // what was refused is that key, not the one that is in use
		entry.Problem(api.Explain(msg.Err).String())
		return nil
	case msg.Pasted:
		return m.say(statusbar.Bad, "the new key was not taken: "+api.Explain(msg.Err).String())
	case msg.Profile != "":
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
