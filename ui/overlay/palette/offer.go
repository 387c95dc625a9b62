package palette

import (
	"slices"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
)

// Situation is what decides which commands have a meaning now.
type Situation struct {
	// Jobs, Transfers, Activity and Failures are the screens, none of them for a job that
	// fills the body. OneJob tells that keys go to one job, Beside that its pane stands
	// beside the list.
	Jobs, Transfers, Activity, Failures, OneJob, Beside bool
	// Row and File tell that the cursor is on one, Undo and Redo that there is something
	// to take back or to try again.
	Row, File, Undo, Redo bool
	// Waits tells that the row is no job yet.
	Waits bool
	// Notifies tells that there is a way to tell the user anything.
	Notifies bool
	// Demo tells that the demo is open; Leaves and Opens that it can be left and opened.
	Demo, Leaves, Opens bool
	// Profiles are those that can be opened instead of the one that is.
	Profiles []string
	// Themes are those that can be drawn with.
	Themes []string
	// Views are those of the list; Asks tells that it is filtered or sorted now.
	Views []View
	Asks  bool
}

// View is a view of the list: its name, what it shows, and whether it can be forgotten.
type View struct {
	Name, Long string
	Kept       bool
}

// Offer are the commands of scopes. They are derived from the key map, so none of them can
// promise what does not exist: choosing one is pressing its key.
func Offer(keys *keymap.Map, scopes []keymap.Scope, s Situation) []Entry {
	var out []Entry
	for _, scope := range scopes {
		for _, b := range keys.Bindings(scope) {
			if s.means(scope, b.Command) {
				out = append(out, Entry{
					Text: b.Help().Desc, Long: b.Long, Key: b.Help().Key, Also: b.Shown(), Words: vim(b.Command), Action: action.Press{Key: b.Keys()[0]},
				})
			}
		}
	}
	return append(out, s.wordsOnly()...)
}

// vim are the words of those whose hands know another editor.
func vim(c keymap.Command) []string {
	switch c {
	case keymap.ForceQuit:
		return []string{"q", "q!", "qa", "wq", "quit", "exit"}
	case keymap.Help:
		return []string{"h"}
	}
	return nil
}

// needNoJob are the list's commands that work on an empty one.
var needNoJob = []keymap.Command{
	keymap.Create, keymap.Another, keymap.Sheet, keymap.WatchAll, keymap.Freeze,
	keymap.Find, keymap.States, keymap.Sort, keymap.Reverse, keymap.Failures, keymap.LoadAll,
}

// onFailures are those that work on the failures by reason.
var onFailures = []keymap.Command{keymap.Open, keymap.Again, keymap.Delete, keymap.Mark, keymap.Failures}

// means tells whether a command does something.
func (s Situation) means(scope keymap.Scope, c keymap.Command) bool {
	switch c {
	case keymap.Palette, keymap.Close: // q is quit at the top and back elsewhere, and both are there
		return false
	case keymap.Watch, keymap.WatchAll:
		if !s.Notifies {
			return false
		}
	case keymap.NewKey:
		return !s.Demo
	case keymap.Pane:
		return s.Jobs && s.Beside
	case keymap.Undo:
		return s.Undo
	case keymap.TabJobs:
		return !s.Jobs
	case keymap.TabTransfers:
		return !s.Transfers
	case keymap.TabActivity:
		return !s.Activity
	}
	switch scope {
	case keymap.Jobs:
		return s.onJobs(c)
	case keymap.Queue:
		return s.Waits || c == keymap.PauseQueue
	case keymap.Transfers:
		return s.File
	}
	return true
}

// onJobs tells whether one of the list's commands does something.
func (s Situation) onJobs(c keymap.Command) bool {
	switch {
	case s.Failures:
		return slices.Contains(onFailures, c)
	case c == keymap.Redo && !s.Redo, !s.Row && !slices.Contains(needNoJob, c):
		return false
	}
	return !s.OneJob || c == keymap.Raw || action.NeedsRow(c) && c != keymap.Open || action.BesideOneJob(c)
}

// themes says what those of lipdash's are.
var themes = map[string]string{
	theme.Auto: "dark or light, as the terminal is", theme.Dark: "colours for a dark terminal", theme.Light: "colours for a light terminal",
	theme.HighContrast: "colours that are easier to tell apart", theme.Monochrome: "no colours", theme.Sixteen: "the terminal's own colours",
}

// wordsOnly are the commands that have no key.
func (s Situation) wordsOnly() []Entry {
	out := []Entry{{
		Text: "save", Long: "nothing to save: drafts keep themselves", Words: []string{"w", "write", "save"}, Hidden: true,
		Action: action.Say{Text: "nothing to save: drafts keep themselves"},
	}}
	out = append(out, Entry{Text: "mouse", Long: "leave it to the terminal, for selecting text, or take it back", Action: action.ToggleMouse{}})
	if s.Notifies {
		out = append(out, Entry{Text: "notify test", Long: "send yourself a message, to see whether it arrives", Action: action.TestNotify{}})
	}
	out = append(out, s.views()...)
	for _, name := range s.Profiles {
		out = append(out, Entry{Text: "profile " + name, Long: "open this account; what is on its way here continues", Words: []string{name}, Action: action.UseProfile{Name: name}})
	}
	for _, name := range s.Themes {
		out = append(out, Entry{Text: "theme " + name, Long: themes[name], Words: []string{name}, Action: action.UseTheme{Name: name}})
	}
	switch {
	case s.Demo && s.Leaves:
		out = append(out, Entry{Text: "leave demo", Long: "back to your own account", Action: action.LeaveDemo{}})
	case !s.Demo && s.Opens:
		out = append(out, Entry{Text: "demo", Long: "made-up jobs in place of yours; leave demo comes back", Action: action.OpenDemo{}})
	}
	return out
}

// views are the commands about views of the list.
func (s Situation) views() (out []Entry) {
	for _, v := range s.Views {
		out = append(out, Entry{Text: "view " + v.Name, Long: v.Long, Words: []string{v.Name}, Action: action.UseView{Name: v.Name}})
	}
	if s.Asks {
		out = append(out, Entry{Text: "save this view", Long: "keep this filter and sort under a name", Action: action.AskSaveView{}})
	}
	for _, v := range s.Views {
		if v.Kept {
			out = append(out, Entry{Text: "delete view " + v.Name, Long: "forget it; no job is deleted", Action: action.DropView{Name: v.Name}})
		}
	}
	return out
}
