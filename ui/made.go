package ui

import (
	"slices"

	"lipdash/ui/kit/action"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/pane/activity"
	"lipdash/ui/pane/statusbar"
)

// becameJob puts the job where its submission stood.
func (m *Model) becameJob(o Outgoing) tea.Cmd {
	job := api.Job{ID: o.JobID, Status: api.StatusPending, Title: o.Title(), CallbackID: o.CallbackID, CreatedAt: m.serverNow()}
	merged := m.store.ApplyCreated(job, m.now)
	m.poll.lastCreate = m.now
	m.becomes(o, o.JobID)
	return tea.Batch(m.merged(merged), m.hurryRound(), m.sayAs(activity.Made, statusbar.Good, m.name(o.JobID)+" is on its way"))
}

// becomes passes on to a job what was known of its submission: the cursor, a mark,
// whether its end is told, what it is made from.
func (m *Model) becomes(o Outgoing, id api.JobID) {
	was, is := action.SubmissionRow(o.ID), action.JobRow(id)
	m.list.Replace(was, is)
	m.notifier.renamed(was, is)
	if len(m.records[id].Values) == 0 {
		m.records[id] = Record{Values: o.Values, Mode: o.Mode()}
	}
}

// isListed tells whether the job of a submission is in the list, and passes on to it
// what is known: its answer was lost, or another process has it. The callback id tells,
// unless it is one that the user gave: that may be many jobs'.
func (m *Model) isListed(o Outgoing) bool {
	owner, own := submission.Owner(o.CallbackID)
	id, listed := m.store.ByCallback(o.CallbackID)
	if !own || owner != o.ID || !listed {
		return false
	}
	m.becomes(o, id)
	// That another process made it, or left it made, is no news.
	m.concluded[o.ID] = m.concluded[o.ID] || o.Elsewhere
	return true
}

// dropListed takes the submissions off the list whose jobs are in it.
func (m *Model) dropListed() {
	m.outgoing = slices.DeleteFunc(m.outgoing, m.isListed)
}
