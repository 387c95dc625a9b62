package ui

import (
	"strconv"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/ask"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/overlay/confirm"
	"lipdash/ui/overlay/palette"
	pane "lipdash/ui/pane/activity"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/state/activity"
	"lipdash/ui/state/share"
)

// What happened and what was called is kept and put into words by activity.Log. Here it
// is shown: as the lines of the pane, and as dialogs that only tell.

// entries are what the log has, as the pane draws it.
type entries struct {
	all []*activity.Entry
	now time.Time
}

func (es entries) Len() int     { return len(es.all) }
func (es entries) ID(i int) int { return es.all[i].ID }

func (es entries) Line(i int) pane.Line {
	e := es.all[i]
	l := pane.Line{
		At: e.From, Kind: string(e.Kind), Tone: tones[e.Kind],
		Text: e.Words(), More: e.Last(es.now), Took: e.Took(), Request: e.RequestID(),
	}
	if e.Call != nil {
		l.Quiet = !e.Call.Failed
		if e.Kind == activity.Called && e.Call.Failed {
			l.Tone = pane.Failed
		}
	}
	return l
}

var tones = map[activity.Kind]pane.Tone{
	activity.Bad: pane.Bad, activity.Odd: pane.Odd, activity.Limited: pane.Odd, activity.Offline: pane.Odd,
	activity.Good: pane.Good, activity.Saved: pane.Good, activity.Online: pane.Good,
	activity.Made: pane.Busy, activity.Get: pane.Busy, activity.Up: pane.Busy, activity.Called: pane.Routine,
}

// entryOf is a shown entry by its id, nil when it is not shown.
func entryOf(p *pane.Pane, id int) *activity.Entry {
	shown, _ := p.Shown().(entries)
	for _, e := range shown.all {
		if e.ID == id {
			return e
		}
	}
	return nil
}

// showActivity tells the pane what there is.
func (m *Model) showActivity() {
	m.events.Show(entries{m.log.Entries(activity.Filter(m.events.Filter())), m.now}, m.now)
}

// performLook is perform for what only looks: the activity, the last errors, the
// view that stands still, the list of commands.
func (m *Model) performLook(a action.Action) tea.Cmd {
	switch a := a.(type) {
	case action.Freeze:
		return m.freeze()
	case action.OpenPalette:
		if _, ok := m.tab(); ok {
			m.layers.Push(palette.New(m.keys, m.paletteEntries()))
		}
	case action.Press:
		return m.keyPressed(keymap.Pressed(a.Key))
	case action.Say:
		return m.flash(statusbar.Info, a.Text)
	case action.TestNotify:
		if m.notifier.Able() {
			return tell(m.ctx, m.opts.Notifier, "lipdash can reach you", true)
		}
	case action.LeaveDemo:
		return m.connect(m.opts.Reconnect)
	case action.ShowEntry:
		if e := entryOf(m.events, a.ID); e != nil {
			m.layers.Push(confirm.New(m.keys, ask.Story(e.Story(m.now), m.curlOf(e.Call))))
		}
	case action.CopyRequest:
		return m.copyRequest(entryOf(m.events, a.ID))
	case action.CopyCall:
		return m.copyCall(entryOf(m.events, a.ID))
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
	if !ok {
		return m.flash(statusbar.Info, "nothing went wrong so far")
	}
	spec := ask.Story(story, "")
	if n := m.log.Problems(); n > 1 {
		spec.Footer = strconv.Itoa(at+1) + " of " + strconv.Itoa(n) + ", ! shows the one before"
	}
	m.layers.Push(&problemDialog{confirm.New(m.keys, spec), at, m.keys})
	return nil
}

func (m *Model) copyRequest(e *activity.Entry) tea.Cmd {
	if e == nil || e.RequestID() == "" {
		return m.flash(statusbar.Info, "there is no request id in this line")
	}
	return m.perform(action.Copy{What: "request id", Text: e.RequestID()})
}

func (m *Model) copyCall(e *activity.Entry) tea.Cmd {
	if e == nil || e.Call == nil {
		return m.flash(statusbar.Info, "this line is no call")
	}
	if why := e.Call.WithoutCurl(); why != "" {
		return m.flash(statusbar.Info, why)
	}
	return m.perform(action.Copy{What: "curl command", Text: m.curlOf(e.Call)})
}

// curlOf is a call as a command, "" when there is none of it.
func (m *Model) curlOf(c *activity.Call) string {
	if c == nil || c.WithoutCurl() != "" {
		return ""
	}
	link := m.baseURL() + c.Path
	if c.Query != "" {
		link += "?" + c.Query
	}
	return share.Curl(c.Method, link, c.Reads)
}
