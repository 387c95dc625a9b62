package ui

import (
	"cmp"
	"slices"
	"time"

	"lipdash/api"
	"lipdash/ui/kit/format"
	"lipdash/ui/pane/joblist"

	tea "charm.land/bubbletea/v2"
)

// openDownloads begins to follow the queue, which may have gone on without us.
func (m *Model) openDownloads() tea.Cmd {
	if m.downloads == nil {
		return nil
	}
	m.filesSince = time.Now()
	m.setTransfers(m.downloads.Transfers())
	return m.guarded(listenTransfers(m.ctx, m.downloads.Changes()))
}

// readSaved asks which of the jobs on screen have files on this machine.
func (m *Model) readSaved() tea.Cmd {
	if m.now.Sub(m.recordsFailed) < recordsAgain {
		return nil
	}
	return m.readSavedOf(m.visible())
}

// readSavedOf asks about those jobs that were not asked about yet.
func (m *Model) readSavedOf(jobs []api.JobID) tea.Cmd {
	if m.downloads == nil {
		return nil
	}
	var cmds []tea.Cmd
	for some := range slices.Chunk(m.unlooked(jobs), recordsAtOnce) {
		cmds = append(cmds, m.guarded(readSaved(m.ctx, m.downloads, some)))
	}
	return tea.Batch(cmds...)
}

func (m *Model) unlooked(jobs []api.JobID) []api.JobID {
	var ids []api.JobID
	for _, id := range jobs {
		if _, asked := m.saved[id]; !asked {
			m.saved[id] = nil
			ids = append(ids, id)
		}
	}
	return ids
}

func (m *Model) applySavedRead(msg savedReadMsg) tea.Cmd {
	for _, id := range msg.asked {
		if msg.err != nil {
			m.recordsFailed = m.now
			delete(m.saved, id)
		} else if files := msg.saved[id]; len(files) > 0 && len(m.saved[id]) == 0 {
			m.saved[id] = files
		}
	}
	m.askDeleteAgain(msg.asked)
	return nil
}

// fileInfo is what a row says of a job's files, "" when there is nothing.
func (m *Model) fileInfo(id api.JobID) (string, joblist.Tone) {
	t, ok := m.byJob[id]
	switch {
	case !ok:
	case t.State == TransferFailed:
		return "download failed", joblist.Bad
	case t.Asks:
		return "a file in the way", joblist.Odd
	case t.State == TransferPaused:
		return "download paused", joblist.Plain
	case t.State == TransferQueued:
		return "waits to come down", joblist.Plain
	case t.State == TransferRunning && t.Size > 0:
		return "coming down " + format.Percent(t.Done, t.Size), joblist.Plain
	case t.State == TransferRunning:
		return "coming down", joblist.Plain
	}
	if _, here := m.here(id); here {
		return "saved", joblist.Plain
	}
	return "", joblist.Plain
}

// setTransfers takes the queue as it is now.
func (m *Model) setTransfers(list []Transfer) {
	m.transfers, m.byJob = list, make(map[api.JobID]Transfer, len(list))
	for _, t := range list {
		// Of a job's files the one that is not over yet says most, then the video.
		if old, ok := m.byJob[t.Job]; !ok || old.over() && !t.over() || old.Captions && old.over() == t.over() {
			m.byJob[t.Job] = t
		}
	}
	m.count()
}

func (m *Model) noteSaved(t Transfer) {
	f := SavedFile{Path: t.Path, Name: t.Name, Captions: t.Captions, Size: t.Size, At: cmp.Or(t.At, m.now)}
	others := slices.DeleteFunc(slices.Clone(m.saved[t.Job]), func(o SavedFile) bool { return o.Path == f.Path })
	m.saved[t.Job] = append([]SavedFile{f}, others...)
	m.store.Look(t.Job)
}

// here is a job's video on this machine. Captions alone are not the job: who
// deletes it then has lost the video.
func (m *Model) here(id api.JobID) (SavedFile, bool) {
	for _, f := range m.saved[id] {
		if !f.Captions {
			return f, true
		}
	}
	return SavedFile{}, false
}
