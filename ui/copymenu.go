package ui

import (
	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/overlay/menu"
	"lipdash/ui/pane/statusbar"
)

// performOut is perform for what goes out.
func (m *Model) performOut(a action.Action) tea.Cmd {
	switch a := a.(type) {
	case action.AskCopy:
		return m.openCopyMenu(a.IDs)
	case action.Copy:
		return m.copy(a)
	case action.CopyPart:
		return m.copyPart(a)
	case action.ShowPlain:
		return m.showPlain(a)
	case action.OpenLink:
		return m.openLink(a.ID)
	}
	return nil
}

// openCopyMenu offers what jobs have to copy: under the same keys for one and
// for the marked ones.
func (m *Model) openCopyMenu(rows []action.RowID) tea.Cmd {
	jobs := m.jobsOf(action.JobsOf(rows))
	if len(jobs) == 0 {
		return m.nothingThere(rows)
	}
	ids := idsOf(jobs)
	title := "Copy from " + format.Count(len(jobs), "job", "jobs")
	if len(jobs) == 1 {
		title = "Copy from " + m.name(ids[0])
	}
	var items []menu.Item
	for _, p := range parts {
		if it, ok := m.copyItem(p, jobs, ids); ok {
			items = append(items, it)
		}
	}
	m.layers.Push(menu.New(title, append(items, plainItem(ids))))
	return nil
}

func plainItem(ids []api.JobID) menu.Item {
	return menu.Item{Key: "t", Text: "plain text, for the mouse", Action: action.ShowPlain{IDs: action.JobRows(ids...)}}
}

// copyItem is a part's line of the menu. A link that is not known yet can be
// asked for all the same: the answer says why there is none.
func (m *Model) copyItem(p part, jobs []api.Job, ids []api.JobID) (menu.Item, bool) {
	it := menu.Item{Key: p.key, Text: p.one, Action: action.CopyPart{IDs: action.JobRows(ids...), Part: p.id}}
	if len(jobs) > 1 {
		it.Text = p.many
	}
	have, why := 0, ""
	for _, j := range jobs {
		text, no := p.text(m, j)
		if text != "" || p.link != nil && j.Status == api.StatusCompleted {
			have++
		} else {
			why = no
		}
	}
	switch {
	case have == 0 && p.rare:
		return it, false
	case have == 0:
		it.Why = why
	case have < len(jobs):
		it.Text += ", " + format.Count(have, "job", "jobs")
	}
	return it, true
}

// nothingThere says why there is nothing to copy. Where no job is meant, what was
// copied last can still be shown.
func (m *Model) nothingThere(rows []action.RowID) tea.Cmd {
	switch {
	case len(rows) == 0 && m.copied.text != "":
		m.layers.Push(menu.New("Copied last", []menu.Item{plainItem(nil)}))
		return nil
	case len(rows) == 0:
		return m.say(statusbar.Info, "nothing was copied that may have been lost")
	}
	return m.say(statusbar.Info, noIDYet)
}
