package ui

import "lipdash/ui/kit/keymap"

// hints are the keys that work now, the most used first, help last.
func (m *Model) hints() []keymap.Hint { return m.scopes()[0].hints() }

// offer are the hints of commands, as a scope has them.
func offer(k *keymap.Map, scopes []keymap.Scope, commands ...keymap.Command) func() []keymap.Hint {
	return func() []keymap.Hint { return k.Hints(scopes, commands...) }
}

func formHints(k *keymap.Map) func() []keymap.Hint {
	return offer(k, []keymap.Scope{keymap.Form}, keymap.NextField, keymap.PrevField, keymap.Toggle, keymap.Submit, keymap.Editor, keymap.Clear, keymap.Leave)
}

func firstRunHints(k *keymap.Map) func() []keymap.Hint {
	return func() []keymap.Hint {
		return append(k.Hints([]keymap.Scope{keymap.Form}, keymap.NextField), keymap.Hint{Key: "enter", Text: "press"}, keymap.Hint{Key: "ctrl+c", Text: "quit"})
	}
}

func activityHints(k *keymap.Map, searching bool) func() []keymap.Hint {
	if searching {
		return func() []keymap.Hint {
			return []keymap.Hint{{Key: "enter", Text: "go there"}, {Key: "esc", Text: "leave"}}
		}
	}
	return offer(k, []keymap.Scope{keymap.Activity, keymap.Global}, keymap.Open, keymap.Kinds, keymap.Seek, keymap.CopyRequest, keymap.CopyCall,
		keymap.Freeze, keymap.LastError, keymap.TabJobs, keymap.Help)
}

func filterHints(k *keymap.Map) func() []keymap.Hint {
	return func() []keymap.Hint {
		return append(k.Hints([]keymap.Scope{keymap.Filter}, keymap.Accept, keymap.Leave), keymap.Hint{Key: "down", Text: "next job"})
	}
}

// ofJobs are whose keys the list and the job have.
var ofJobs = []keymap.Scope{keymap.Jobs, keymap.Detail, keymap.Move, keymap.Global}

func oneJobHints(k *keymap.Map) func() []keymap.Hint {
	return offer(k, ofJobs, keymap.Back, keymap.Download, keymap.CopyMenu, keymap.OpenLink, keymap.Again, keymap.Double, keymap.Promote, keymap.Rename, keymap.Delete, keymap.Raw,
		keymap.NextJob, keymap.PrevJob, keymap.Refresh, keymap.Help)
}

// listHints are those of the list of jobs.
func (m *Model) listHints() []keymap.Hint {
	k := m.keys
	switch {
	case m.browse.Flat():
		return m.flatHints()
	case m.store.Len() == 0:
		return k.Hints(ofJobs, keymap.Create, keymap.Refresh, keymap.Close, keymap.Help)
	}
	hints := append(m.popHint(), m.redoHint()...)
	cmds := []keymap.Command{keymap.Open, keymap.Create}
	if m.edits.CanUndo() {
		cmds = append(cmds, keymap.Undo)
	}
	cmds = append(cmds, keymap.Again, keymap.Download, keymap.Delete, keymap.CopyMenu, keymap.Find, keymap.Rename)
	hints = append(append(hints, k.Hints(ofJobs, cmds...)...), pair(k, keymap.NextPage, keymap.PrevPage, "page"))
	return append(hints, k.Hints(ofJobs, keymap.States, keymap.Sort, keymap.Mark, keymap.Watch, keymap.Refresh, keymap.Raw, keymap.Close, keymap.Help)...)
}

// pair is one hint for two keys that belong together.
func pair(k *keymap.Map, a, b keymap.Command, text string) keymap.Hint {
	x, _ := k.Find(a, keymap.Jobs)
	y, _ := k.Find(b, keymap.Jobs)
	return keymap.Hint{Key: x.Help().Key + " " + y.Help().Key, Text: text}
}
