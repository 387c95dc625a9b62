package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/overlay/confirm"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/state/store"
)

// Results are fetched to this machine by d, or by themselves when they are done.

// fetchLater is a job whose files are to be fetched once its links are known.
type fetchLater struct{ again bool }

// download asks where that is due, else fetches what is done and remembers what
// is not yet.
func (m *Model) download(a action.Download) tea.Cmd {
	switch {
	case !m.isOpen() || m.memory == nil:
		return m.say(statusbar.Info, "not yet: lipdash is still finding out whose jobs these are")
	case m.downloads == nil:
		return m.say(statusbar.Bad, "there is no folder to download to")
	}
	if len(a.IDs) == 1 && m.local(a.IDs[0]) != nil {
		return m.say(statusbar.Info, "it is not made yet: there is nothing to download")
	}
	done, active, lost := m.fetchable(action.JobsOf(a.IDs))
	if len(done)+len(active) == 0 {
		return m.say(statusbar.Info, nothingToFetch(lost))
	}
	if !a.Sure {
		if spec := m.askDownload(done, active, lost); spec != nil {
			m.openDialog(*spec)
			return nil
		}
	}
	for _, id := range slices.Concat(done, active) {
		m.wanted[id] = fetchLater{again: a.Again}
	}
	cmd := m.fetchWanted()
	if len(done) == 0 {
		return tea.Batch(cmd, m.say(statusbar.Info, format.Count(len(active), "job", "jobs")+" will be fetched when done, while lipdash runs"))
	}
	return cmd
}

// fetchable parts jobs into those that are done, those that may become so, and
// how many never will.
func (m *Model) fetchable(ids []api.JobID) (done, active []api.JobID, lost int) {
	for _, id := range m.known(ids) {
		e, _ := m.store.Get(id)
		switch {
		case e.Job.Status == api.StatusCompleted:
			done = append(done, id)
		case e.Job.Status.Active():
			active = append(active, id)
		default:
			lost++
		}
	}
	return done, active, lost
}

func nothingToFetch(lost int) string {
	if lost == 1 {
		return "it failed: there is nothing to download"
	}
	return "nothing to download: all of them failed"
}

// askDownload is the question before a download, nil when there is none: one new
// file needs none.
func (m *Model) askDownload(done, active []api.JobID, lost int) *confirm.Spec {
	folder, free := m.downloads.Folder()
	if len(done) == 1 && len(active)+lost == 0 {
		if f, ok := m.here(done[0]); ok && !m.coming(done[0]) {
			return &confirm.Spec{
				Title:   m.name(done[0]) + " is here already",
				Lines:   []confirm.Line{{Text: f.Name + ", " + format.Size(f.Size)}},
				Buttons: []confirm.Button{{Label: "Leave it"}, {Label: "Fetch it again", Action: action.Download{IDs: action.JobRows(done...), Sure: true, Again: true}}},
				Footer:  "the file that is there stays",
			}
		}
		return nil
	}
	if len(done)+len(active) < 2 && lost == 0 {
		return nil
	}
	return &confirm.Spec{
		Title:   "Download " + format.Count(len(done)+len(active), "job", "jobs"),
		Lines:   m.downloadLines(done, active, lost, folder, free),
		Buttons: []confirm.Button{{Label: "Download", Action: action.Download{IDs: action.JobRows(slices.Concat(done, active)...), Sure: true}}, {Label: "Cancel"}},
	}
}

// downloadLines say what a download of many brings, and where to.
func (m *Model) downloadLines(done, active []api.JobID, lost int, folder string, free int64) []confirm.Line {
	here := 0
	for _, id := range done {
		if _, ok := m.here(id); ok {
			here++
		}
	}
	lines := []confirm.Line{{Text: "Videos, and captions where there are, to " + folder + "."}}
	if free >= 0 {
		lines[0].Text += " " + format.Size(free) + " are free there."
	}
	if here > 0 {
		lines = append(lines, confirm.Line{Text: format.Count(here, "is", "are") + " here already and not fetched again.", Tone: confirm.Muted})
	}
	if len(active) > 0 {
		lines = append(lines, confirm.Line{Text: format.Count(len(active), "is", "are") + " fetched when done, while lipdash runs.", Tone: confirm.Run})
	}
	if lost > 0 {
		lines = append(lines, confirm.Line{Text: format.Count(lost, "has failed and has", "have failed and have") + " no file.", Tone: confirm.Fail})
	}
	return append(lines, confirm.Line{}, confirm.Line{Text: m.names(action.JobRows(slices.Concat(done, active)...)), Tone: confirm.Muted})
}

// coming tells whether a transfer of a job is not over.
func (m *Model) coming(id api.JobID) bool {
	return slices.ContainsFunc(m.transfers, func(t Transfer) bool { return t.Job == id && !t.Captions && !t.over() })
}

// fetchWanted hands over the wanted jobs whose links are known. Where a few are
// done without, it asks for them; the rounds ask where there are many.
func (m *Model) fetchWanted() tea.Cmd {
	if m.downloads == nil || len(m.wanted) == 0 {
		return nil
	}
	sets := map[bool][]api.Job{}
	var without []api.JobID
	for id, w := range m.wanted {
		e, ok := m.store.Get(id)
		switch {
		case !ok || e.Job.Status == api.StatusFailed || e.Job.Status == api.StatusGone:
			delete(m.wanted, id)
		case e.Job.Status != api.StatusCompleted:
		case e.NeedsRead:
			without = append(without, id)
		default:
			delete(m.wanted, id)
			sets[w.again] = append(sets[w.again], e.Job)
		}
	}
	var cmds []tea.Cmd
	for _, id := range without {
		if len(without) <= readsAtOnce && m.readErrs[id] == nil && m.refused == nil {
			cmds = append(cmds, m.read(id, false))
		}
	}
	for again, jobs := range sets {
		slices.SortFunc(jobs, func(a, b api.Job) int { return m.listOrder(a.ID, b.ID) })
		cmds = append(cmds, m.guarded(fetchFiles(m.ctx, m.downloads, jobs, again)))
	}
	return tea.Batch(cmds...)
}

// readsAtOnce is how many links are worth a call each.
const readsAtOnce = 3

func (m *Model) applyFetched(msg fetchedMsg) tea.Cmd {
	r := msg.receipt
	taken := m.takeTransfers()
	for _, id := range msg.asked {
		m.store.Look(id)
	}
	folder, _ := m.downloads.Folder()
	switch {
	case msg.err != nil:
		return tea.Batch(taken, m.say(statusbar.Bad, "not downloaded: "+msg.err.Error()))
	case r.Queued == 0 && r.Saved == 1:
		return tea.Batch(taken, m.say(statusbar.Info, "it is here already: "+r.Where))
	case r.Queued == 0:
		return tea.Batch(taken, m.say(statusbar.Info, "they are here already, such as "+r.Where))
	case len(msg.asked) == 1:
		return tea.Batch(taken, m.flash(statusbar.Info, "fetching "+m.name(msg.asked[0])+" to "+folder+", 3 shows it"))
	}
	return tea.Batch(taken, m.flash(statusbar.Info, "fetching "+format.Count(r.Queued, "file", "files")+" to "+folder+", 3 shows them"))
}

// autoFetch wants what finished, as the settings say.
func (m *Model) autoFetch(ts []store.Transition) {
	for _, t := range ts {
		if t.To == api.StatusCompleted && m.fetchesItself(t.ID) {
			m.wanted[t.ID] = fetchLater{}
		}
	}
}

func (m *Model) fetchesItself(id api.JobID) bool {
	switch m.opts.AutoDownload {
	case AutoAll:
		return true
	case AutoMine:
		return len(m.records[id].Values) > 0
	}
	return false
}
