package ui

import (
	"slices"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/overlay/palette"
)

// paletteEntries are derived from the key map, so none of them can promise what
// does not exist: choosing one is pressing its key.
func (m *Model) paletteEntries() []palette.Entry {
	var out []palette.Entry
	for _, scope := range m.screenScopes() {
		for _, s := range scope.bindings {
			for _, b := range m.keys.Bindings(s) {
				if m.meansSomething(s, b.Command) {
					out = append(out, palette.Entry{
						Text: b.Help().Desc, Long: b.Long, Key: b.Help().Key, Words: vim[b.Command], Action: action.Press{Key: b.Help().Key},
					})
				}
			}
		}
	}
	return append(out, wordsOnly(m.opts, m.isOpen() && m.Identity.Demo)...)
}

// vim are the words of those whose hands know another editor.
var vim = map[keymap.Command][]string{keymap.ForceQuit: {"q", "q!", "qa", "wq", "quit", "exit"}, keymap.Help: {"h"}}

// needNoJob are the list's commands that work on an empty one.
var needNoJob = []keymap.Command{
	keymap.Create, keymap.Another, keymap.WatchAll, keymap.Freeze,
	keymap.Find, keymap.States, keymap.Sort, keymap.Reverse, keymap.Failures, keymap.LoadAll,
}

// onFailures are those that work on the failures by reason.
var onFailures = []keymap.Command{keymap.Open, keymap.Again, keymap.Delete, keymap.Mark, keymap.Failures}

func (m *Model) meansSomething(s keymap.Scope, c keymap.Command) bool {
	switch c {
	case keymap.Palette, keymap.Close: // q is quit at the top and back elsewhere, and both are there
		return false
	case keymap.Watch, keymap.WatchAll:
		if m.opts.Notifier == nil {
			return false
		}
	case keymap.Pane:
		return m.screen == screenJobs && m.layout().side > 0
	case keymap.Undo:
		return m.edits.CanUndo()
	case keymap.TabJobs:
		return m.screen != screenJobs
	case keymap.TabTransfers:
		return m.screen != screenTransfers
	case keymap.TabActivity:
		return m.screen != screenActivity
	}
	switch s {
	case keymap.Jobs:
		return m.jobCommand(c)
	case keymap.Transfers:
		return m.files.Cursor() != (action.FileID{})
	}
	return true
}

// jobCommand tells whether one of the list's commands does something.
func (m *Model) jobCommand(c keymap.Command) bool {
	if m.screen == screenFailures {
		return slices.Contains(onFailures, c)
	}
	if c == keymap.Redo && m.edits.CanRedo(action.JobsOf(m.list.Targets())) == 0 {
		return false
	}
	if m.list.Cursor() == (action.RowID{}) && !slices.Contains(needNoJob, c) {
		return false
	}
	return !m.onJob() || c == keymap.Raw || action.NeedsRow(c) && c != keymap.Open || slices.Contains(besideOneJob, c)
}

// wordsOnly are the commands that have no key.
func wordsOnly(o Options, demo bool) []palette.Entry {
	out := []palette.Entry{{
		Text: "save", Long: "nothing to save: drafts keep themselves", Words: []string{"w", "write", "save"}, Hidden: true,
		Action: action.Say{Text: "nothing to save: drafts keep themselves"},
	}}
	if o.Notifier != nil {
		out = append(out, palette.Entry{Text: "notify test", Long: "send yourself a message, to see whether it arrives", Action: action.TestNotify{}})
	}
	switch {
	case demo && o.Reconnect != nil:
		out = append(out, palette.Entry{Text: "leave demo", Long: "back to your own account", Action: action.LeaveDemo{}})
	case !demo && o.OpenDemo != nil:
		out = append(out, palette.Entry{Text: "demo", Long: "made-up jobs in place of yours; leave demo comes back", Action: action.OpenDemo{}})
	}
	return out
}
