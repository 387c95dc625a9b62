package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/activity"
	"lipdash/ui/format"
	"lipdash/ui/statusbar"
)

// retitle is a title that is wanted for a job.
type retitle struct {
	id    api.JobID
	title string
}

// renaming is a rename that waits or is under way: the title the server has as
// far as is known, and the one that is wanted.
type renaming struct{ was, want string }

// retitled is one rename as u takes it back.
type retitled struct {
	id       api.JobID
	was, now string
}

// renameTo changes one title.
func (m *Model) renameTo(id api.JobID, title string) tea.Cmd {
	return m.retitle([]retitle{{id, title}}, true)
}

// retitle changes titles on screen at once and on the server in the background;
// as one step for u if that is to be remembered.
func (m *Model) retitle(all []retitle, remember bool) tea.Cmd {
	if !m.isOpen() {
		return nil
	}
	var step []retitled
	for _, c := range all {
		e, ok := m.store.Get(c.id)
		if !ok || m.doomed[c.id] != nil {
			continue
		}
		m.askedAgain(c.id)
		if e.Job.Title == c.title {
			continue
		}
		step = append(step, retitled{c.id, e.Job.Title, c.title})
		if r := m.renames[c.id]; r != nil {
			// Of two renames on the wire the answer that comes last would win.
			r.want = c.title
		} else {
			m.renames[c.id] = &renaming{was: e.Job.Title, want: c.title}
			m.retitles.waiting = append(m.retitles.waiting, c.id)
		}
		m.store.ApplyTitle(c.id, c.title)
	}
	if remember && len(step) > 0 {
		m.rememberRenames(step)
	}
	return m.sendRenames()
}

// renameBack takes a step back, but for titles that were changed since.
func (m *Model) renameBack(step []retitled) tea.Cmd {
	var back []retitle
	for _, r := range step {
		if e, ok := m.store.Get(r.id); ok && e.Job.Title == r.now {
			back = append(back, retitle{r.id, r.was})
			if len(step) > 1 {
				m.list.Mark([]api.JobID{r.id}) // the set is there to mend
			}
		}
	}
	if n := len(step) - len(back); n > 0 {
		return tea.Batch(m.say(statusbar.Info, format.Count(n, "job has", "jobs have")+" another title since and "+
			plural(n, "keeps it", "keep it")), m.retitle(back, false))
	}
	return m.retitle(back, false)
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// keepTitles shows the wanted titles again where a read brought back the old one
// before the rename left or was answered.
func (m *Model) keepTitles() {
	for id, r := range m.renames {
		if e, ok := m.store.Get(id); ok && e.Job.Title != r.want {
			r.was = e.Job.Title
			m.store.ApplyTitle(id, r.want)
		}
	}
}

func (m *Model) sendRenames() tea.Cmd {
	var cmds []tea.Cmd
	if m.refused != nil {
		m.abandonRenames(m.refused)
	}
	for m.isOpen() && !m.held() {
		id, ok := m.retitles.take()
		if !ok {
			break
		}
		switch r := m.renames[id]; {
		case r == nil:
		case r.want == r.was:
			delete(m.renames, id) // taken back before it left
		default:
			m.retitles.running++
			cmds = append(cmds, m.ours(renameJob(m.ctx, m.Client, id, r.was, r.want)))
		}
	}
	return tea.Batch(append(cmds, m.renamesDone())...)
}

// applyJobRenamed takes the answer, or sends the title that was asked for
// meanwhile.
func (m *Model) applyJobRenamed(msg jobRenamedMsg) tea.Cmd {
	m.retitles.running--
	r := m.renames[msg.id]
	if r == nil {
		return m.sendRenames()
	}
	if tooBusy(msg.err) {
		m.retitles.putBack(msg.id)
		return tea.Batch(m.slowDown(msg.err), m.sendRenames())
	}
	if r.want != msg.now && (r.want == msg.was || !endsAll(msg.err)) {
		r.was = msg.now
		if msg.err != nil {
			r.was = msg.was
		}
		m.retitles.putBack(msg.id)
		return m.sendRenames()
	}
	delete(m.renames, msg.id)
	var cmd tea.Cmd
	switch {
	case msg.err == nil:
		m.retitles.done++
		m.lastTitle = msg.now
		if msg.job.Status != api.StatusUnknown { // it was renamed and could not be read
			cmd = m.merged(m.store.ApplyRenamed(msg.job, m.now))
		}
	case api.IsGone(msg.err):
		m.retitles.gone++
		m.store.ApplyDeleted(msg.id)
		m.forget(msg.id)
	default:
		m.notRenamed(msg.id, msg.was, outcome{what: renamed, title: r.want, err: msg.err})
		if endsAll(msg.err) {
			m.noteRefusal(msg.err)
			m.abandonRenames(msg.err)
		}
	}
	return tea.Batch(cmd, m.sendRenames(), m.doubtLine(msg.err))
}

// notRenamed shows the old title again; there is nothing for u to take back.
func (m *Model) notRenamed(id api.JobID, was string, o outcome) {
	m.store.ApplyTitle(id, was)
	for i := range m.undo {
		m.undo[i].renames = slices.DeleteFunc(m.undo[i].renames, func(r retitled) bool { return r.id == id && r.now == o.title })
	}
	m.undo = slices.DeleteFunc(m.undo, func(u undoable) bool { return len(u.renames)+len(u.ids) == 0 })
	if api.IsCanceled(o.err) {
		return
	}
	m.retitles.failed = append(m.retitles.failed, id)
	m.refuse(id, o)
}

// foundRenamed is for renames that nobody knew the end of: a job that is listed
// under the title was renamed.
func (m *Model) foundRenamed() {
	for id, o := range m.outcomes {
		if e, ok := m.store.Get(id); ok && o.lost && o.what == renamed && e.Job.Title == o.title && m.renames[id] == nil {
			delete(m.outcomes, id)
			m.list.Forget(id)
			m.happened(activity.Entry{Kind: activity.Named}, m.name(id)+" was renamed after all")
		}
	}
}

// abandonRenames gives up those that wait, since they would fail like the last
// one.
func (m *Model) abandonRenames(err error) {
	waiting := m.retitles.waiting
	m.retitles.waiting = nil
	for _, id := range waiting {
		r := m.renames[id]
		delete(m.renames, id)
		if r != nil && r.want != r.was {
			m.notRenamed(id, r.was, outcome{what: renamed, title: r.want, unsent: true, err: err})
		}
	}
}

// renamesDone says how the renames went, once all are through.
func (m *Model) renamesDone() tea.Cmd {
	b := m.retitles
	if !b.idle() || b.all() == 0 {
		return nil
	}
	m.retitles = bulk{}
	switch {
	case b.all() == 1 && b.done == 1:
		return m.say(statusbar.Good, m.renamedTo(m.lastTitle))
	case b.all() == 1 && b.gone == 1:
		return m.say(statusbar.Warning, "it was deleted elsewhere, there is nothing to rename")
	case len(b.failed) == 0:
		return m.sayAs(activity.Named, statusbar.Good, m.summary(b, renamed))
	}
	return m.sayUndone(b, renamed)
}

func (m *Model) renamedTo(title string) string {
	if t := m.cut(title, 40); t != "" {
		return "renamed to " + t
	}
	return "the title is gone again"
}
