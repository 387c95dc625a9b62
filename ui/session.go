package ui

import (
	"time"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/find"
	"lipdash/ui/firstrun"
	"lipdash/ui/store"

	tea "charm.land/bubbletea/v2"
)

// forgetAccount empties everything that belongs to one account's picture.
func (m *Model) forgetAccount() {
	m.submitting, m.insisted = false, false
	m.form.Submitting(false)
	m.drafts, m.dialog, m.menu = nil, nil, nil
	m.reloads, m.recordsFailed = 0, time.Time{}
	m.haulSince, m.upSpeeds = time.Time{}, nil
	m.poll.suspects, m.poll.err, m.poll.slowedUntil = nil, nil, time.Time{}
	m.poll.lastOK, m.poll.lastChange = time.Time{}, time.Time{}
	m.cancelFlights()
	m.store = store.New(m.opts.PageSize)
	m.flights = map[string]flight{}
	m.poll.asked, m.poll.forKey = map[api.JobID]time.Time{}, map[string][]api.JobID{}
	m.poll.refreshed, m.poll.wanted, m.poll.failing, m.poll.failures = time.Time{}, time.Time{}, time.Time{}, 0
	m.poll.mine, m.accountAt = nil, time.Time{}
	m.arrived = map[api.JobID]struct{}{}
	m.changed = map[api.JobID]time.Time{}
	m.margin = margin{}
	if m.memory != nil {
		m.memory.Close()
	}
	m.memory, m.opening, m.outgoing = nil, false, nil
	m.settled = map[submission.ID]bool{}
	m.records = map[api.JobID]Record{}
	m.downloads, m.transfers, m.byJob, m.weighed = nil, nil, nil, weighed{}
	m.saved, m.wanted = map[api.JobID][]SavedFile{}, map[api.JobID]wanting{}
	m.typical, m.typicalAt = map[api.Mode]Typical{}, time.Time{}
	m.spent, m.spentAt = 0, time.Time{}
	m.readErrs = map[api.JobID]error{}
	m.undo = nil
	m.bulkState = newBulkState()
	m.copied, m.frozen, m.witness = copied{}, nil, newWitness()
	m.news = map[api.JobID]struct{}{}
	m.herald.forget()
	m.account = api.Account{}
	m.page, m.turning = 0, -1
	m.finding, m.loading, m.cache = finding{index: find.New()}, loading{}, newCache()
	m.refused = nil
	m.pageErr = nil
}

// open makes a session the one on screen and asks for its first picture.
func (m *Model) open(s Session) tea.Cmd {
	left := m.leftUndone(s.Identity)
	if m.session != nil && !samePlace(m.session.Identity, s.Identity) {
		m.list.ClearMarks()
	}
	m.forgetAccount()
	m.owed = left
	if left.query.Active() {
		m.ask(func(q *find.Query) { *q = left.query })
	}
	m.session = &s
	m.screen = screenJobs
	m.noteSession(s.Identity)
	return tea.Batch(m.startRound(), m.readAccount(), m.openMemory(""), m.ours(listenDisconnects(s.Disconnects)), m.ours(listenCalls(s.Calls)))
}

func lookedIn(in []LookedIn) []firstrun.Place {
	out := make([]firstrun.Place, len(in))
	for i, l := range in {
		out[i] = firstrun.Place{Where: l.Where, Found: l.Found}
	}
	return out
}
