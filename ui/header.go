package ui

import (
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/pane/statusbar"
)

// drawHeader fills the header from what the root knows.
func (m *Model) drawHeader(l layout) string {
	s, at := m.source(), action.JobsTab
	if t, ok := m.tab(); ok {
		at = t
	}
	h := s.Header(at, m.account.Balance)
	h.Pulse = statusbar.Pulse{Mood: statusbar.Asking, Text: []string{"nothing sent yet"}}
	if m.isOpen() {
		id := m.Identity
		h.Profile, h.Color, h.KeyTail, h.Demo, h.ReadOnly = id.Profile, id.Color, id.KeyTail, id.Demo, id.ReadOnly
		h.Pulse = s.Pulse(m.stands(), m.Client.PausedUntil())
	}
	if m.memory != nil && (m.screen == screenJobs || m.screen == screenFailures) {
		h.Held, h.Slots = s.Held(s.Slots)
	}
	h.Paused = s.QueuePaused()
	switch m.screen {
	case screenForm:
		h.Title, h.Tabs, h.Tallies = m.form.Title(), nil, nil
		h.Aside = m.create.DraftNote(m.form.Empty(), m.memory != nil && m.memory.Trouble() == "")
	case screenSheet:
		h.Title, h.Tabs, h.Tallies = "Batch from a sheet", nil, nil
	case screenFirstRun:
		h.Title, h.Tabs, h.Tallies = "First run", nil, nil
	case screenFailures:
		h.Title, h.Tabs = "Failures", nil
	case screenBatches:
		h.Tallies = nil
	case screenBatch:
		name, told := s.BatchRows().Told(m.items.Of())
		h.Title, h.Tabs, h.Tallies, h.Aside = name, nil, nil, told
	case screenTransfers:
		h.Aside, h.Tallies = s.Files().Traffic(folderOf(m.downloads)), nil
	case screenActivity:
		h.Aside, h.Tallies = m.log.CallsInAMinute(m.now), nil
	case screenJob:
		if e, ok := m.store.Get(m.list.Cursor().Job); ok {
			st := m.theme.Status(e.Job.Status)
			st.Word = string(format.Safe(st.Word))
			h.Title, h.Tabs, h.AsideState = m.names.Job(e.Job.ID), nil, &st
		}
	}
	if l.header == 1 {
		return h.Line(m.theme, l.width)
	}
	return h.Lines(m.theme, l.width)
}
