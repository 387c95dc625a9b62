package ui

import (
	"strings"

	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/layout"
	"lipdash/ui/nav"
	"lipdash/ui/pane/statusbar"
)

// drawHeader fills the header from what the root knows.
func (m *Model) drawHeader(l layout.Layout) string {
	s, at := m.source(), action.JobsTab
	if t, ok := m.Tab(); ok {
		at = t
	}
	h := s.Header(at, m.account.Balance)
	h.Pulse = statusbar.Pulse{Mood: statusbar.Asking, Text: []string{"no key yet"}}
	if m.isOpen() {
		id := m.Identity
		h.Profile, h.Color, h.KeyTail, h.Demo, h.ReadOnly = id.Profile, id.Color, id.KeyTail, id.Demo, id.ReadOnly
		h.Pulse, h.Calls = s.Pulse(m.stands(), m.Client.PausedUntil()), len(m.Client.RecentCalls())
	}
	h.Paused = s.QueuePaused()
	switch m.Screen {
	case nav.Form:
		h.Title, h.Tabs, h.Tallies = m.form.Title(m.names.Copied(m.create.Drafts.Copied())), nil, nil
		h.Aside = m.create.DraftNote(!m.typed(m.form), m.memory != nil && m.memory.Trouble() == "")
	case nav.Sheet:
		h.Title, h.Tabs, h.Tallies = "Batch from a sheet", nil, nil
	case nav.FirstRun:
		h.Title, h.Tabs, h.Tallies = "First run", nil, nil
	case nav.Failures:
		h.Title, h.Tabs = "Failures", nil
	case nav.Batches:
		h.Tallies = nil
	case nav.Batch:
		name, told := s.BatchRows().Told(m.items.Of())
		h.Title, h.Tabs, h.Tallies, h.Aside = name, nil, nil, told
	case nav.Transfers:
		h.Aside, h.Tallies = s.Files().Traffic(calls.FolderOf(m.downloads)), nil
	case nav.Activity:
		h.Aside, h.Tallies = strings.TrimSpace(m.log.CallsInAMinute(m.now)+"   "+m.poll.Pace()), nil
	case nav.Job:
		if row := s.Row(m.list.Cursor()); row.Title != "" {
			st := row.Shown(m.theme)
			h.Title, h.Tabs, h.AsideState = row.Title, nil, &st
		}
	}
	if m.memory != nil && h.Tallies != nil {
		h.Here, h.Slots = s.Held(s.Slots)
	}
	if l.Header == 1 {
		return h.Line(m.theme, l.Width)
	}
	return h.Lines(m.theme, l.Width)
}
