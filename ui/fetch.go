package ui

import (
	"slices"
	"sort"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/ask"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/state/store"
	"lipdash/ui/state/transfers"
)

// Results come to this machine by d, or by themselves when they are done. What is
// wanted and what arrived is decided by state/transfers; here it becomes calls and words.

// download asks where that is due, else fetches what is done and remembers what
// is not yet.
func (m *Model) download(a action.Download) tea.Cmd {
	switch {
	case !m.isOpen() || m.memory == nil:
		return m.say(statusbar.Info, "not yet: lipdash is still finding out whose jobs these are")
	case m.downloads == nil:
		return m.say(statusbar.Bad, "there is no folder to download to")
	case len(a.IDs) == 1 && m.create.Pending.Find(a.IDs[0].Submission) != nil:
		return m.say(statusbar.Info, "it is not made yet: there is nothing to download")
	}
	plan := m.transfers.Plan(m.source().Known(action.JobsOf(a.IDs)), m.store.Get)
	switch question, nothing := plan.Question(), plan.Nothing(); {
	case nothing != "":
		return m.say(statusbar.Info, nothing)
	case !a.Sure && plan.TakesBack():
		for _, id := range plan.Later {
			m.transfers.Forget(id)
		}
		return m.say(statusbar.Info, plan.TakenBack())
	case !a.Sure && question == transfers.FetchAgain:
		f, _ := m.transfers.Here(plan.Here[0])
		m.openDialog(ask.FetchAgain(m.names.Job(plan.Here[0]), plan.Here[0], f))
		return nil
	case !a.Sure && question == transfers.FetchMany:
		folder, free := m.downloads.Folder()
		m.openDialog(ask.FetchMany(plan, folder, free, m.names.Few(action.JobRows(plan.ToCome()...))))
		return nil
	}
	if !a.Meant {
		m.list.Unmark(action.JobRows(plan.All()...)) // they may be shown no more, and no later key shall take them unseen
	}
	m.transfers.Want(plan.All(), a.Again)
	return tea.Batch(m.fetchWanted(nil, m.now), m.say(statusbar.Info, plan.OnlyLater()))
}

// fetchWanted wants what just finished, as the settings say, and fetches what is wanted
// and can be.
func (s *session) fetchWanted(finished []store.Transition, now time.Time) tea.Cmd {
	for _, t := range finished {
		if t.To == api.StatusCompleted {
			s.transfers.Finished(t.ID, s.create.Records.MadeHere(t.ID))
		}
	}
	if s.downloads == nil {
		return nil
	}
	due := s.transfers.Due(s.store.Get, now)
	var cmds []tea.Cmd
	for _, id := range due.Read {
		if s.readErrs[id] == nil && s.poll.Refused() == nil {
			cmds = append(cmds, s.read(id))
		}
	}
	for again, jobs := range map[bool][]api.Job{false: due.Fetch, true: due.Again} {
		if len(jobs) > 0 {
			sort.Slice(jobs, func(i, j int) bool { return s.store.Compare(jobs[i].ID, jobs[j].ID) < 0 })
			cmds = append(cmds, s.guarded(calls.FetchFiles(s.ctx, s.downloads, jobs, again, s.names.Job(jobs[0].ID), s.browse.Keys)))
		}
	}
	return tea.Batch(cmds...)
}

// lookAtFiles takes the queue as it is now and tells what happened: all of it in the
// activity, what arrived and what failed also in the note.
func (m *Model) lookAtFiles() tea.Cmd {
	if m.downloads == nil {
		return nil
	}
	n := m.transfers.Changed(m.downloads.Transfers(), m.now)
	cmd := m.fetchWanted(nil, m.now)
	for _, t := range n.Arrived {
		m.store.Look(t.Job)
	}
	if len(n.Arrived) > 0 {
		m.batches.Changed()
	}
	m.log.Files(m.now, n)
	folder, _ := m.downloads.Folder()
	tone, text := statusbar.Good, n.Words(folder)
	if len(n.Failed) > 0 {
		tone, text = statusbar.Bad, text+" "+m.keys.Of(keymap.TabTransfers, keymap.Global)+" shows it."
	}
	return tea.Batch(cmd, m.flash(tone, text))
}

// applyFilesTold shows at once what the user did, whatever the listening waits for.
func (m *Model) applyFilesTold(msg calls.FilesTold) tea.Cmd {
	told := m.transfers.Told(msg.Jobs, msg.Err, m.now)
	cmd := m.lookAtFiles()
	if msg.Err == nil {
		for _, id := range msg.Jobs {
			m.store.Look(id)
		}
	}
	tone := statusbar.Info
	if msg.Said.Failed {
		tone = statusbar.Bad
	}
	switch {
	case msg.Err != nil && !told:
		return cmd
	case msg.Said.Passing:
		return tea.Batch(cmd, m.flash(tone, msg.Said.Text))
	}
	return tea.Batch(cmd, m.say(tone, msg.Said.Text))
}

// readSaved asks which of those jobs that were not asked about yet have files on this
// machine.
func (s *session) readSaved(jobs []api.JobID) tea.Cmd {
	if s.downloads == nil {
		return nil
	}
	var cmds []tea.Cmd
	for some := range slices.Chunk(s.transfers.Unasked(jobs), savedAtOnce) {
		cmds = append(cmds, calls.ReadSaved(s.ctx, s.downloads, some))
	}
	return s.guarded(cmds...)
}

// savedAtOnce bounds one look into the journal.
const savedAtOnce = 200
