package ui

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/kit/format"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/rows"
	"lipdash/ui/state/poll"
)

// frozen tells whether the view was made to stand still.
func (s *session) frozen() bool {
	_, frozen := s.browse.FrozenSince()
	return frozen
}

// stands tells whether what is on screen stands still.
func (m *Model) stands() bool { return m.frozen() && m.canFreeze() }

func (m *Model) freeze() tea.Cmd {
	if m.frozen() {
		return m.thaw()
	}
	if !m.isOpen() {
		return nil
	}
	m.browse.Freeze(m.now)
	m.kept = rows.NewKept()
	m.showActivity() // the tab may be opened only now
	m.toast.clear()
	m.holdView()
	return nil
}

// holdView keeps what came into sight while the view stands still. It is no part of
// drawing, which only reads.
func (m *Model) holdView() {
	away := m.screen != screenJobs && m.screen != screenJob
	m.kept.Rows(m.source(), m.browse.Hold(m.waiting(), m.list.Above(), m.height, away))
}

// seenAt is the moment that ages on screen are told from.
func (m *Model) seenAt() time.Time {
	if since, frozen := m.browse.FrozenSince(); frozen && m.canFreeze() {
		return since
	}
	return m.now
}

// thaw goes on, and says and shows what changed meanwhile.
func (m *Model) thaw() tea.Cmd {
	changed, fresh := m.browse.Thaw(m.waiting(), m.now)
	m.kept = rows.Kept{}
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
