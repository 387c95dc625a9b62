package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
)

// recordsAtOnce bounds one look into the journal to what a screen shows.
const recordsAtOnce = 200

// recordsAgain is how long a journal that could not be read is left alone.
const recordsAgain = 5 * time.Second

// readRecords asks the journal about the jobs on the page that were not asked
// about yet.
func (m *Model) readRecords() tea.Cmd {
	if m.memory == nil || m.now.Sub(m.recordsFailed) < recordsAgain || len(m.visible()) == 0 {
		return nil
	}
	var ids []api.JobID
	for _, id := range m.visible() {
		_, known := m.records[id]
		if _, asked := m.recordsAsked[id]; !known && !asked && len(ids) < recordsAtOnce {
			m.recordsAsked[id] = struct{}{}
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	mem, ctx := m.memory, m.ctx
	return m.guarded(func() tea.Msg {
		got, err := mem.Records(ctx, ids)
		if err != nil {
			return recordsReadMsg{asked: ids, err: err}
		}
		return recordsReadMsg{asked: ids, records: got}
	})
}

func (m *Model) applyRecordsRead(msg recordsReadMsg) tea.Cmd {
	for _, id := range msg.asked {
		delete(m.recordsAsked, id)
	}
	if msg.err != nil {
		// Not known is not the same as made elsewhere.
		m.recordsFailed = m.now
		if msg.then != nil {
			return m.failed("what they were made from could not be read", msg.err)
		}
		return nil
	}
	for _, id := range msg.asked {
		if r, made := msg.records[id]; made || len(m.records[id].Values) == 0 {
			m.records[id] = r
		}
	}
	return m.perform(msg.then)
}
