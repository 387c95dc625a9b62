package ui

import (
	"cmp"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/theme"
	"lipdash/ui/layout"
	"lipdash/ui/nav"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/state/activity"
	"lipdash/ui/state/batches"
	"lipdash/ui/state/create"
	"lipdash/ui/state/transfers"
	"lipdash/ui/toast"
)

// teller tells the user what happened: in the note, and in the activity, which keeps it.
type teller struct {
	// now is when the message came that is handled.
	now time.Time
	// log is what happened and what was called, whoever's account it was.
	log   activity.Log
	toast toast.Toast
}

// say tells the user something and keeps it in the activity; "" is nothing.
func (t *teller) say(tone statusbar.Tone, text string) tea.Cmd {
	return t.sayAs(kindOf[tone], text)
}

// warn is say for a warning.
func (t *teller) warn(text string) tea.Cmd { return t.say(statusbar.Warning, text) }

// kindOf is the kind of what is only said, toneOf how a kind is said.
var (
	kindOf = map[statusbar.Tone]activity.Kind{
		statusbar.Info: activity.Note, statusbar.Good: activity.Good, statusbar.Bad: activity.Bad, statusbar.Warning: activity.Odd,
	}
	toneOf = map[activity.Kind]statusbar.Tone{
		activity.Note: statusbar.Info, activity.Good: statusbar.Good, activity.Made: statusbar.Good, activity.Bad: statusbar.Bad,
		activity.Odd: statusbar.Warning, activity.Named: statusbar.Good,
	}
)

// sayAs says something and keeps it under a kind.
func (t *teller) sayAs(kind activity.Kind, text string) tea.Cmd {
	switch {
	case text == "":
		return nil
	case kind == activity.Bad:
		t.log.Trouble(t.now, kind, text, activity.Problem{What: text})
	default:
		t.log.Happened(t.now, kind, text)
	}
	return t.flash(toneOf[kind], text)
}

// flash is say for what the activity knows already, or need not know.
func (t *teller) flash(tone statusbar.Tone, text string) tea.Cmd {
	d := toast.Short
	switch {
	case text == "":
		return nil
	case tone == statusbar.Bad || tone == statusbar.Warning:
		d = toast.Long
	}
	return t.toast.Show(d, tone, text)
}

// refused tells that HeyGen does not make something; of an item its batch tells.
func (t *teller) refused(e create.Refused, n *activity.Notifier) tea.Cmd {
	if e.Of.Batch != "" {
		t.log.Known(t.now, activity.ProblemWith(e.Of))
		return nil
	}
	n.Refused(activity.Subject(action.SubmissionRow(e.Of.ID)), e.Brief, t.now)
	t.log.Trouble(t.now, activity.Bad, e.Text, activity.ProblemWith(e.Of))
	return t.flash(statusbar.Bad, e.Text)
}

// tellBatches tells what happened to batches, also a user who looks elsewhere, unless they
// want to hear nothing of their items.
func (t *teller) tellBatches(news []batches.News, n *activity.Notifier) tea.Cmd {
	var cmds []tea.Cmd
	for _, e := range news {
		kind := activity.Made
		switch {
		case e.Failed && e.Ends:
			kind = activity.Bad
		case e.Ends:
			kind = activity.Good
		}
		cmds = append(cmds, t.sayAs(kind, e.Text))
		if i := slices.IndexFunc(e.Rows, func(r action.RowID) bool { return n.Watches(activity.Subject(r), true) }); i >= 0 && e.Ends {
			n.Ended(activity.Subject(e.Rows[i]), true, e.Failed, e.Text, t.now)
		}
	}
	return tea.Batch(cmds...)
}

// opened says what came of opening something, or does what is to be done instead.
func (t *teller) opened(msg calls.Opened) tea.Cmd {
	switch {
	case msg.Err != nil:
		return t.say(statusbar.Bad, cmp.Or(msg.Failed, "not opened: ")+msg.Err.Error()+msg.Hint)
	case msg.Elsewhere:
		return msg.Instead
	}
	return t.say(statusbar.Good, msg.Said)
}

// failed says what did not work, why, and what to do next.
func (m *Model) failed(what string, err error) tea.Cmd {
	if api.IsCanceled(err) {
		return nil
	}
	m.poll.Refuse(err)
	m.log.Failed(m.now, what, err)
	return m.flash(statusbar.Bad, what+": "+api.Explain(err).String())
}

// drawNote is the line for what happened.
func drawNote(th theme.Theme, l layout.Layout, note statusbar.Note, host string) string {
	if l.Width < layout.SideFrom {
		host = ""
	}
	return note.Line(th, l.Width, host)
}

// note is what there is to say: what happened, else what is waited for, else how far that
// is which goes up.
func (m *Model) note() statusbar.Note {
	note := m.toast.Note(m.now, m.layers.Early())
	links := ""
	if m.requests.UnderWay(linksKey) {
		links = "asking HeyGen for a fresh link"
	}
	note.Text = cmp.Or(note.Text, links, m.edits.Note(m.now))
	// How far a file is must not hide the keys where they share a line.
	if note.Text == "" && m.Screen != nav.Form && m.layout().Note > 0 {
		note.Text = transfers.Going(m.create.Pending.Uploads())
	}
	return note
}
