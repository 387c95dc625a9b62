package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/pane/statusbar"
)

// keyPressed asks the overlay on top, else the focused pane, then the global keys
// for what a key means, and performs it.
func (m *Model) keyPressed(k tea.KeyPressMsg) tea.Cmd {
	if k.Code == tea.KeyEscape && k.Mod == tea.ModAlt {
		// Two escapes that a slow link delivers at once read as one with alt.
		k.Mod = 0
		return tea.Batch(m.keyPressed(k), m.keyPressed(k))
	}
	k = keymap.Fold(k, m.typing())
	m.poll.lastKey = m.now
	m.notifier.cameBack()
	if c := m.keys.Lookup(k.String(), keymap.Global); c == keymap.ForceQuit {
		return m.perform(action.Quit{Force: m.leaving()})
	}
	if act, handled := m.overlayKey(k); handled {
		return m.perform(act)
	}
	act, handled := m.paneKey(k)
	if !handled {
		act = m.globalKey(k.String())
	}
	if !handled && act == nil && k.Text != "" && keymap.Foreign(k.Code) {
		return m.flash(statusbar.Info, "the keys are Latin letters: switch the keyboard's layout")
	}
	if _, on := act.(action.NextPage); !on {
		m.turning = -1
	}
	return m.perform(act)
}

// overlayKey offers the key to what is on top of the panes.
func (m *Model) overlayKey(k tea.KeyPressMsg) (act action.Action, handled bool) {
	o := m.top()
	if o == nil {
		return nil, false
	}
	act, done := o.key(m, k)
	if done && act != (action.Quit{Force: true}) {
		// The question before quitting stays open until the end, since it promises that
		// what was not sent is not.
		m.remove(o)
	}
	return act, true
}

// paneKey offers the key to the pane that has the focus.
func (m *Model) paneKey(k tea.KeyPressMsg) (action.Action, bool) {
	switch m.screen {
	case screenForm:
		return m.form.Key(k)
	case screenFirstRun:
		return m.firstRun.Key(k)
	case screenJob:
		return m.jobKey(k.String())
	case screenTransfers:
		return m.files.Key(k.String())
	case screenFailures:
		return m.failures.Key(k.String())
	case screenActivity:
		return m.events.Key(k)
	}
	if m.finding.line != nil {
		return m.filterKey(k), true
	}
	if m.detailFocus {
		return m.jobKey(k.String())
	}
	return m.list.Key(k.String(), m.rows())
}

// jobKey is a key while a job has the focus: it scrolls the detail, goes to the
// neighbour, or is an action on that job.
func (m *Model) jobKey(key string) (action.Action, bool) {
	switch m.keys.Lookup(key, keymap.Detail) {
	case keymap.NextJob:
		return m.step("j")
	case keymap.PrevJob:
		return m.step("k")
	}
	if act, handled := m.detail.Key(key); handled {
		return act, true
	}
	c := m.keys.Lookup(key, keymap.Jobs)
	if slices.Contains(onOneJob, c) {
		act, handled := m.list.Key(key, m.rows())
		return m.onlyThis(act), handled
	}
	return nil, c == keymap.Open
}

// onOneJob are the list's commands that work while one job has the focus.
var onOneJob = []keymap.Command{
	keymap.Download, keymap.Again, keymap.Double, keymap.Promote, keymap.Delete, keymap.Redo, keymap.Rename, keymap.CopyID, keymap.CopyMenu,
	keymap.OpenLink, keymap.Watch, keymap.WatchAll, keymap.Create, keymap.NextPage, keymap.PrevPage, keymap.Freeze,
}

// step moves the list's cursor from within the detail.
func (m *Model) step(key string) (action.Action, bool) {
	act, _ := m.list.Key(key, m.rows())
	return act, true
}

func (m *Model) globalKey(key string) action.Action {
	switch m.keys.Lookup(key, keymap.Global) {
	case keymap.Help:
		return action.Help{}
	case keymap.Back:
		return action.Back{}
	case keymap.Close:
		if m.screen == screenJobs && !m.detailFocus {
			return action.Quit{}
		}
		return action.Back{}
	case keymap.Suspend:
		return action.Suspend{}
	case keymap.Redraw:
		return action.Redraw{}
	case keymap.Pane:
		return action.FocusPane{}
	case keymap.TabJobs:
		return action.Show{Tab: action.JobsTab}
	case keymap.TabTransfers:
		return action.Show{Tab: action.TransfersTab}
	case keymap.TabActivity:
		return action.Show{Tab: action.ActivityTab}
	case keymap.LastError:
		return action.LastError{}
	case keymap.Palette:
		return action.OpenPalette{}
	case keymap.NextTab:
		return action.Turn{By: 1}
	case keymap.PrevTab:
		return action.Turn{By: -1}
	case keymap.Refresh:
		return action.Refresh{}
	case keymap.Resync:
		return action.Resync{}
	case keymap.Undo:
		return action.Undo{}
	}
	return nil
}

func (m *Model) pasted(text string) tea.Cmd {
	if o := m.top(); o != nil {
		o.paste(text)
		return nil
	}
	switch {
	case m.screen == screenActivity:
		m.events.Paste(text)
	case m.screen == screenForm:
		return m.perform(m.form.Paste(text))
	case m.screen == screenFirstRun:
		m.firstRun.Paste(text)
	case m.screen == screenJobs && m.finding.line != nil:
		return m.perform(m.finding.line.Paste(text))
	}
	return nil
}

// onlyThis narrows an action on the marked jobs to the one that is open: what
// is marked is out of sight there.
func (m *Model) onlyThis(a action.Action) action.Action {
	this := []action.RowID{m.list.Cursor()}
	switch a := a.(type) {
	case action.AskDelete:
		return action.AskDelete{IDs: this}
	case action.AskRename:
		return action.AskRename{IDs: this}
	case action.Redo:
		return action.Redo{IDs: this}
	case action.Download:
		return action.Download{IDs: this}
	case action.AskAgain:
		return action.AskAgain{IDs: this}
	case action.AskPromote:
		return action.AskPromote{IDs: this}
	case action.AskCopy:
		return action.AskCopy{IDs: this}
	case action.CopyPart:
		return action.CopyPart{IDs: this, Part: a.Part}
	case action.Watch:
		return action.Watch{IDs: this}
	}
	return a
}
