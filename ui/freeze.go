package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/kit/format"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/rows"
	"lipdash/ui/state/poll"
)

// stands tells whether what is on screen stands still.
func (m *Model) stands() bool { return m.browse.Frozen() && m.canFreeze() }

// freeze makes the view stand still, or go on: then what changed meanwhile is said.
func (m *Model) freeze() tea.Cmd {
	if m.browse.Frozen() {
		m.kept = rows.Kept{}
		return m.flash(statusbar.Info, m.browse.Thaw(m.now))
	}
	if !m.isOpen() {
		return nil
	}
	m.browse.Freeze(m.now)
	m.kept = rows.NewKept()
	m.showActivity() // the tab may be opened only now
	m.toast.clear()
	return nil
}

// frozenPulse is the live mark while the view stands still; that nothing is
// heard from HeyGen meanwhile is not left out.
func frozenPulse(since time.Duration, p *poll.Rounds) statusbar.Pulse {
	s := "frozen " + format.Seconds(since)
	aside := ""
	switch {
	case p.Refused() != nil:
		aside = ", key refused"
	case p.Failures() > 0:
		aside = ", " + poll.OutageWord(p.Err())
	}
	return statusbar.Pulse{Mood: statusbar.Odd, Text: []string{s + aside + ", z goes on", s + aside, s}}
}
