package ui

import (
	"strconv"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/pane/activity"
	"lipdash/ui/pane/statusbar"
)

// toastFor is how long a note stays; one that names a problem stays longer.
const (
	toastFor = 6 * time.Second
	worryFor = 15 * time.Second
)

// toast is the note on screen. Its id keeps an old timer from clearing a newer
// note. One with an end counts down to it, and says nothing afterwards.
type toast struct {
	id   int
	note statusbar.Note
	end  time.Time
}

// text is what the note says now.
func (t *toast) text(now time.Time) string {
	left := t.end.Sub(now).Round(time.Second)
	switch {
	case t.end.IsZero():
		return t.note.Text
	case left <= 0:
		return ""
	}
	return t.note.Text + " in " + format.Took(left) + ", u takes it back"
}

func (m *Model) say(tone statusbar.Tone, text string) tea.Cmd {
	return m.sayAs(kindOf[tone], tone, text)
}

// flash is say for what the activity knows already, or need not know.
func (m *Model) flash(tone statusbar.Tone, text string) tea.Cmd {
	d := toastFor
	if tone == statusbar.Bad || tone == statusbar.Warning {
		d = worryFor
	}
	return m.noteFor(d, tone, text)
}

// noteFor puts a note up for a while.
func (m *Model) noteFor(d time.Duration, tone statusbar.Tone, text string) tea.Cmd {
	m.toast = toast{id: m.toast.id + 1, note: statusbar.Note{Tone: tone, Text: plainly(text)}}
	return after(d, toastExpiredMsg{m.toast.id})
}

// countDown says what is about to happen, and until when it can be taken back.
func (m *Model) countDown(what string, in time.Duration) tea.Cmd {
	m.happened(activity.Entry{Kind: activity.Deleted}, what+" in "+format.Took(in))
	up := m.noteFor(in, statusbar.Warning, what)
	m.toast.end = m.now.Add(in)
	return up
}

// hush takes back what is said, where something newer is about to be.
func (m *Model) hush() { m.toast = toast{id: m.toast.id} }

func (m *Model) warn(text string) tea.Cmd { return m.say(statusbar.Warning, text) }

func (m *Model) toastExpired(msg toastExpiredMsg) tea.Cmd {
	if msg.id == m.toast.id {
		m.hush()
	}
	return nil
}

// failed says what did not work, why, and what to do next.
func (m *Model) failed(what string, err error) tea.Cmd {
	if api.IsCanceled(err) {
		return nil
	}
	m.noteRefusal(err)
	m.noteFailure(what, err)
	return tea.Batch(m.flash(statusbar.Bad, what+": "+sentence(err)), m.doubtLine(err))
}

// sentence is an error in words: what happened, the money, the next step.
func sentence(err error) string {
	return api.Explain(err).String()
}

// notices are the start-up warnings in one line: the first, and how many more;
// all of them stand in the help.
func notices(all []string) string {
	if len(all) == 1 {
		return all[0]
	}
	return all[0] + " (+" + strconv.Itoa(len(all)-1) + " more, ? shows them)"
}

// tellNameless says that HeyGen's list has rows which nothing can be done with.
func (m *Model) tellNameless(n int) tea.Cmd {
	if n == 0 {
		return nil
	}
	return m.warn(format.Count(n, "row", "rows") + " of HeyGen's list " + format.Plural(n, "has", "have") + " no id and cannot be shown")
}

// rowName is how a row is called in a sentence.
func (m *Model) rowName(row action.RowID) string {
	if o := m.local(row); o != nil {
		return m.title(*o)
	}
	return m.name(row.Job)
}

// name is how a job is called in a sentence.
func (m *Model) name(id api.JobID) string {
	e, ok := m.store.Get(id)
	if !ok {
		return "job " + tail(id)
	}
	if t := m.cut(e.Job.Title, 40); t != "" {
		return t
	}
	return "untitled " + tail(id)
}

func tail(id api.JobID) string {
	s := format.OutsideLine(string(id))
	if len(s) > 4 {
		return s[len(s)-4:]
	}
	return s
}

// cut shortens a text for a sentence, with the ellipsis that the terminal has.
func (m *Model) cut(s string, w int) string {
	return format.Shorten(format.Line(s), w, m.theme.Glyphs.Ellipsis)
}
