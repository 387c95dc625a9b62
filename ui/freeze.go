package ui

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/pane/detail"
	"lipdash/ui/pane/joblist"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/state/poll"
)

// asDrawn is how rows and details were drawn when they were first looked at while the view
// stands still; which they are state/browse knows.
type asDrawn struct {
	rows    map[action.RowID]joblist.Row
	details map[action.RowID]detail.Data
}

// freezable tells whether the screen is one that can stand still.
func (m *Model) freezable() bool {
	return m.screen == screenJobs || m.screen == screenJob || m.screen == screenActivity
}

// frozen tells whether the view was made to stand still.
func (s *session) frozen() bool {
	_, frozen := s.browse.FrozenSince()
	return frozen
}

// stands tells whether what is on screen stands still.
func (m *Model) stands() bool { return m.frozen() && m.freezable() }

func (m *Model) freeze() tea.Cmd {
	if m.frozen() {
		return m.thaw()
	}
	if !m.isOpen() {
		return nil
	}
	m.browse.Freeze(m.now)
	m.asDrawn = asDrawn{rows: map[action.RowID]joblist.Row{}, details: map[action.RowID]detail.Data{}}
	m.showActivity() // the tab may be opened only now
	m.toast.clear()
	m.holdView()
	return nil
}

// holdView keeps what came into sight while the view stands still. It is no part of
// drawing, which only reads.
func (m *Model) holdView() {
	away := m.screen != screenJobs && m.screen != screenJob
	for _, row := range m.browse.Hold(m.waiting(), m.list.Above(), m.height, away) {
		m.asDrawn.rows[row] = m.drawn(row)
	}
}

// showHeld shows a job in the detail as it was first looked at while the view
// stands still.
func (m *Model) showHeld(d detail.Data) {
	if m.frozen() && d.Row() != (action.RowID{}) {
		if was, ok := m.asDrawn.details[d.Row()]; ok {
			d = was
		}
		m.asDrawn.details[d.Row()] = d
	}
	m.detail.Show(d)
}

// heldAsGone shows a job that is gone meanwhile and still stands in the view.
func (m *Model) heldAsGone(row action.RowID) bool {
	if !m.frozen() {
		return false
	}
	d, ok := m.asDrawn.details[row]
	if ok {
		m.detail.Show(d)
	}
	return ok
}

// seenAt is the moment that ages on screen are told from.
func (m *Model) seenAt() time.Time {
	if since, frozen := m.browse.FrozenSince(); frozen && m.freezable() {
		return since
	}
	return m.now
}

// thaw goes on, and says and shows what changed meanwhile.
func (m *Model) thaw() tea.Cmd {
	changed, fresh := m.browse.Thaw(m.waiting(), m.now)
	m.asDrawn = asDrawn{}
	var parts []string
	if changed > 0 {
		parts = append(parts, format.Count(changed, "job", "jobs")+" changed")
	}
	if fresh > 0 {
		parts = append(parts, format.Count(fresh, "is", "are")+" new")
	}
	if len(parts) == 0 {
		parts = append(parts, "nothing changed")
	}
	return m.flash(statusbar.Info, strings.Join(parts, ", ")+" while the view was frozen")
}

// frozenPulse is the live mark while the view stands still; that nothing is
// heard from HeyGen meanwhile is not left out.
func (m *Model) frozenPulse() statusbar.Pulse {
	s := "frozen " + format.Seconds(m.now.Sub(m.seenAt()))
	aside := ""
	switch {
	case m.poll.Refused() != nil:
		aside = ", key refused"
	case m.poll.Failures() > 0:
		aside = ", " + poll.OutageWord(m.poll.Err())
	}
	return statusbar.Pulse{Mood: statusbar.Odd, Text: []string{s + aside + ", z goes on", s + aside, s}}
}
