package ui

import (
	"time"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/state/store"
	"lipdash/ui/state/transfers"
	"lipdash/ui/state/unfinished"
)

// drawHeader fills the header from what the root knows.
func (m *Model) drawHeader(l layout) string {
	h := statusbar.Header{Tabs: tabs(&m.nav, m.transfers.Totals(m.now), len(m.create.Pending.Uploads())), Pulse: m.pulse()}
	if m.isOpen() {
		id := m.Identity
		h.Profile, h.KeyTail, h.Demo = id.Profile, id.KeyTail, id.Demo
		h.Balance, h.Spent = balance(m.account), m.create.Money.Today()
		if !m.browse.Unheard() {
			h.Tallies = tallies(m.store.Counts())
		}
		if m.store.HasMore() {
			h.Of = "of " + format.Count(m.store.Len(), "loaded", "loaded")
		}
	}
	if m.screen == screenJobs || m.screen == screenFailures {
		h.Held, h.Slots = m.held(m.now)
	}
	switch m.screen {
	case screenForm:
		h.Title, h.Tabs, h.Aside = "New lipsync", nil, m.draftNote(m.form.Empty())
		h.Tallies = nil
	case screenFirstRun:
		h.Title, h.Tabs, h.Tallies = "First run", nil, nil
	case screenFailures:
		h.Title, h.Tabs = "Failures", nil
	case screenTransfers:
		h.Aside = m.source().Files().Traffic(folderOf(m.downloads))
		h.Tallies = nil
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

// tallies are how many jobs there are by state.
func tallies(c store.Counts) []statusbar.Tally {
	return []statusbar.Tally{
		{N: c.Running, Status: api.StatusRunning},
		{N: c.Pending, Status: api.StatusPending},
		{N: c.Failed, Status: api.StatusFailed},
		{N: c.Completed, Status: api.StatusCompleted},
	}
}

func balance(a api.Account) string {
	if !a.Balance.Known {
		return ""
	}
	return format.Money(a.Balance.Amount, a.Balance.Currency)
}

// banner is the one line over the body while something needs a person, or "".
func (s *session) banner() string {
	shown := !s.browse.Unheard()
	switch {
	case s.poll.Refused() != nil:
		return sentence(s.poll.Refused()) + " r looks for the key again."
	case shown && (s.poll.Failures() > 1 || s.poll.Failures() > 0 && api.Reason(s.poll.Err()) != api.Explain(s.poll.Err()).What):
		return api.Reason(s.poll.Err()) // what else is to be done is done: the header says when
	}
	return ""
}

// tabs are the header's.
func tabs(n *nav, files transfers.Totals, uploads int) []statusbar.Tab {
	at, _ := n.tab()
	return []statusbar.Tab{
		{Name: "Jobs", On: at == action.JobsTab},
		{Name: "Transfers", On: at == action.TransfersTab, N: files.Open + files.Failed + uploads},
		{Name: "Activity", On: at == action.ActivityTab},
	}
}

// held is how many submissions wait here, and how many of the account's slots are taken,
// "" where there is no limit.
func (s *session) held(now time.Time) (n int, slots string) {
	if s.memory == nil {
		return 0, ""
	}
	n, used := unfinished.Held(s.create.Pending.All(), s.store.Counts().Running+s.store.Counts().Pending, now)
	if limit := s.memory.Slots(); limit > 0 {
		slots = format.Number(used) + " of " + format.Number(limit) + " slots"
	}
	return n, slots
}
