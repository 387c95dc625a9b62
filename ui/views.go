package ui

import (
	"cmp"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/ask"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/overlay/entry"
	"lipdash/ui/overlay/menu"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/state/browse"
)

// onView performs what is done with the views of the list.
func (m *Model) onView(a action.Action) tea.Cmd {
	views, q, ellipsis := &m.browse.Views, m.browse.Query(), m.theme.Glyphs.Ellipsis
	switch a := a.(type) {
	case action.AskViews:
		title, items := ask.Views(views, q, a.Drop, ellipsis)
		m.layers.Push(menu.New(m.keys, keymap.InViews, title, items))
	case action.AskSaveView:
		m.layers.Push(entry.New(m.keys, ask.ViewName(q, ellipsis)))
	case action.UseView:
		to, _ := views.Find(a.Name)
		m.Home()
		m.setQuery(to)
		return m.move(browse.Top)
	case action.SaveView:
		v, why := views.Name(a.Name, q)
		if why != "" || m.memory == nil {
			return m.flash(statusbar.Warning, cmp.Or(why, "nothing can be kept on this machine now"))
		}
		return m.guarded(calls.KeepView(m.ctx, m.memory, v))
	case action.DropView:
		return m.guarded(calls.DropView(m.ctx, m.memory, a.Name))
	}
	return nil
}

// viewKept tells that a view was kept or forgotten.
func (m *Model) viewKept(msg calls.ViewKept) tea.Cmd {
	switch {
	case msg.Err != nil:
		return m.failed("the view is not saved", msg.Err)
	case msg.Gone:
		m.browse.Views.Forget(msg.View.Name)
		return m.say(statusbar.Info, `the view "`+msg.View.Name+`" is deleted`)
	}
	m.browse.Views.Keep(msg.View)
	return m.say(statusbar.Good, `the view "`+msg.View.Name+`" is saved, `+m.keys.Of(keymap.Views, keymap.Jobs)+" lists them")
}
