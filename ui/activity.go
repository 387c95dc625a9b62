package ui

import (
	"strconv"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/ask"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/nav"
	"lipdash/ui/overlay/confirm"
	"lipdash/ui/overlay/palette"
	pane "lipdash/ui/pane/activity"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/rows"
	"lipdash/ui/state/activity"
)

// What happened and what was called is kept and put into words by activity.Log. Here it
// is shown: in its pane, and as dialogs that only tell.

// shownEntry is a shown entry by its id, nil when it is not shown.
func shownEntry(p *pane.Pane, id int) *activity.Entry {
	shown, _ := p.Shown().(rows.Entries)
	return shown.Entry(id)
}

// showActivity shows what happened.
func (p panes) showActivity(log *activity.Log, now time.Time) {
	p.events.Show(rows.Activity(log.Entries(activity.Filter(p.events.Filter())), now), now)
}

// performLook is perform for what only looks: the activity, the last errors, the
// view that stands still, the list of commands.
func (m *Model) performLook(a action.Action) tea.Cmd {
	switch a := a.(type) {
	case action.Freeze:
		return m.freeze()
	case action.Divide:
		if l := m.layout(); m.Screen == nav.Jobs && l.Side > 0 {
			m.split = l.Divided(l.List + a.By)
			return calls.KeepSplit(m.ctx, m.memory, m.split)
		}
	case action.OpenPalette:
		if _, ok := m.Tab(); ok {
			m.layers.Push(palette.New(m.keys, m.commands()))
		}
	case action.Press:
		return m.keyPressed(keymap.Pressed(a.Key))
	case action.Say:
		return m.flash(statusbar.Info, a.Text)
	case action.TestNotify:
		if m.notifier.Able() {
			return calls.Notify(m.ctx, m.opts.Notifier, "lipdash can reach you", true)
		}
	case action.LeaveDemo:
		if m.own == "" || m.opts.OpenProfile == nil {
			return m.connect("", m.opts.Reconnect)
		}
		return m.useProfile(m.own) // from which it was opened
	case action.ToggleMouse:
		return m.flash(statusbar.Info, m.pointer.Toggle())
	case action.UseTheme:
		return m.say(statusbar.Info, m.chooseTheme(a.Name))
	case action.UseProfile:
		return m.useProfile(a.Name)
	case action.ShowEntry:
		if e := shownEntry(m.events, a.ID); e != nil {
			curl, _ := e.Curl(m.baseURL())
			m.layers.Push(confirm.New(m.keys, ask.Story(e.Story(m.now), curl)))
		}
	case action.CopyRequest:
		id, why := shownEntry(m.events, a.ID).Request()
		return m.perform(ask.CopyOr("request id", id, why))
	case action.CopyCall:
		curl, why := shownEntry(m.events, a.ID).Curl(m.baseURL())
		return m.perform(ask.CopyOr("curl command", curl, why))
	case action.LastError:
		return m.showLastError()
	}
	return nil
}

// problemDialog is one of the last errors: the key that opened it goes on to the one
// before.
type problemDialog struct {
	*confirm.Dialog
	at   int
	keys *keymap.Map
}

// Key answers a key.
func (d *problemDialog) Key(k tea.KeyPressMsg) (action.Action, bool) {
	if d.keys.Lookup(k.String(), keymap.Global) == keymap.LastError {
		return action.LastError{}, false
	}
	return d.Dialog.Key(k)
}

// showLastError shows the newest problem; while one is shown, the one before it.
func (m *Model) showLastError() tea.Cmd {
	next := 0
	shown, again := m.layers.Top().(*problemDialog)
	if again {
		next = shown.at + 1
		m.layers.Remove(shown)
	}
	story, at, ok := m.log.LastError(next, m.poll.Retrying(), m.now)
	switch {
	case !ok && len(m.opts.Notices) > 0:
		return m.perform(action.Help{})
	case !ok:
		return m.flash(statusbar.Info, "nothing went wrong so far")
	}
	spec := ask.Story(story, "")
	if n := m.log.Problems(); n > 1 {
		spec.Footer = strconv.Itoa(at+1) + " of " + strconv.Itoa(n) + ", " + m.keys.Of(keymap.LastError, keymap.Global) + " shows the one before"
	}
	m.layers.Push(&problemDialog{confirm.New(m.keys, spec), at, m.keys})
	return nil
}
