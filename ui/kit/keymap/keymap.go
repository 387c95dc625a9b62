// Package keymap holds every binding, by scope, as data. A key means one thing
// in one scope; the footer and the help overlay are derived from the same
// table, so help cannot promise a key that does not exist.
package keymap

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
)

// Scope is where a binding holds. An inner scope is asked before Global.
type Scope string

// The scopes.
const (
	Global    Scope = "everywhere"
	Move      Scope = "move"
	Jobs      Scope = "jobs"
	Batches   Scope = "batches"
	Queue     Scope = "queue"
	Transfers Scope = "transfers"
	Activity  Scope = "activity"
	Detail    Scope = "detail"
	Form      Scope = "form"
	OnSheet   Scope = "sheet"
	Path      Scope = "path"
	Edit      Scope = "text"
	Confirm   Scope = "dialog"
	Filter    Scope = "filter"
	Commands  Scope = "commands"
	Menu      Scope = "menu"
	InCopy    Scope = "copy"
	InViews   Scope = "views"
	InDrafts  Scope = "drafts"
)

// Command is what a key means: the stable name a remapping would use.
type Command string

// The commands.
const (
	None Command = ""

	Help      Command = "help"
	Back      Command = "back"
	Close     Command = "close"
	ForceQuit Command = "quit"
	Suspend   Command = "suspend"
	Redraw    Command = "redraw"
	Pane      Command = "pane"
	Refresh   Command = "refresh"
	Resync    Command = "resync"
	Undo      Command = "undo"
	NewKey    Command = "new-key"

	Down     Command = "down"
	Up       Command = "up"
	Top      Command = "top"
	Bottom   Command = "bottom"
	HalfDown Command = "half-down"
	HalfUp   Command = "half-up"
	PageDown Command = "screen-down"
	PageUp   Command = "screen-up"

	Open     Command = "open"
	NextPage Command = "next-page"
	PrevPage Command = "previous-page"
	Mark     Command = "mark"
	Range    Command = "range"
	MarkAll  Command = "mark-all"
	Create   Command = "create"
	Another  Command = "create-another"
	Sheet    Command = "sheet"
	Rename   Command = "rename"
	Delete   Command = "delete"
	Redo     Command = "redo"
	Again    Command = "try-again"
	Double   Command = "duplicate"
	Promote  Command = "promote"
	CopyID   Command = "copy-id"
	CopyMenu Command = "copy"
	OpenLink Command = "open-link"
	Raw      Command = "raw"
	Watch    Command = "watch"
	WatchAll Command = "watch-all"
	Accepts  Command = "accept"
	Rejects  Command = "reject"
	Note     Command = "note"

	Hold       Command = "hold"
	PauseQueue Command = "pause-queue"
	MoveUp     Command = "move-up"
	MoveDown   Command = "move-down"

	Download Command = "download"
	Pause    Command = "pause"
	Cancel   Command = "cancel"
	PauseAll Command = "pause-all"
	StopAll  Command = "cancel-all"
	Folder   Command = "folder"
	CopyPath Command = "copy-path"

	SaveResults Command = "save-results"

	TabJobs      Command = "tab-jobs"
	TabBatches   Command = "tab-batches"
	TabTransfers Command = "tab-transfers"
	TabActivity  Command = "tab-activity"
	NextTab      Command = "next-tab"
	PrevTab      Command = "previous-tab"

	Find        Command = "filter"
	States      Command = "states"
	Sort        Command = "sort"
	Reverse     Command = "reverse"
	Failures    Command = "failures"
	LoadAll     Command = "load-all"
	Palette     Command = "palette"
	LastError   Command = "last-error"
	Freeze      Command = "freeze"
	Views       Command = "views"
	Narrower    Command = "narrower-list"
	Wider       Command = "wider-list"
	Kinds       Command = "kinds"
	Seek        Command = "seek"
	SeekNext    Command = "seek-next"
	SeekPrev    Command = "seek-previous"
	CopyRequest Command = "copy-request"
	CopyCall    Command = "copy-call"

	NextJob Command = "next-job"
	PrevJob Command = "previous-job"

	NextField Command = "next-field"
	PrevField Command = "previous-field"
	Toggle    Command = "toggle"
	Press     Command = "press"
	Submit    Command = "submit"
	TakeOut   Command = "take-out"
	Clear     Command = "clear-field"
	Editor    Command = "editor"
	PathDown  Command = "path-down"
	PathUp    Command = "path-up"
	Leave     Command = "leave"

	// CopyCommand copies the command that would convert a file.
	CopyCommand Command = "copy-command"

	Left   Command = "left"
	Right  Command = "right"
	Yes    Command = "yes"
	No     Command = "no"
	Accept Command = "accept"

	// PlainText is in the menu of what can be copied, beside the parts of a job, which are
	// commands by their ids.
	PlainText Command = "plain-text"
	SaveView  Command = "save-view"
	DropView  Command = "delete-view"
	ThisDraft Command = "in-form"
	NewDraft  Command = "new-draft"
)

// Binding joins keys, meaning and help. The keys are named as Bubble Tea names
// them ("ctrl+d", "space", "?"); the first is the one shown, with the word for
// the footer, by Help.
type Binding struct {
	key.Binding
	Scope   Scope
	Command Command
	// Long is the line in the help overlay.
	Long string
}

// Map is a set of bindings.
type Map struct{ bindings []Binding }

// Default is the key map of the program.
func Default() *Map { return New(defaults()) }

// New is a map of bindings. The first of two that share a scope and a key wins.
func New(bindings []Binding) *Map { return &Map{bindings: bindings} }

// pressedName is a key by its name.
type pressedName string

func (n pressedName) String() string { return string(n) }

// Lookup says what a key means in the first of scopes that binds it, or None.
func (m *Map) Lookup(name string, scopes ...Scope) Command {
	for _, s := range scopes {
		for i := range m.bindings {
			if b := &m.bindings[i]; b.Scope == s && key.Matches(pressedName(name), b.Binding) {
				return b.Command
			}
		}
	}
	return None
}

// Bindings are the bindings of a scope, in the table's order.
func (m *Map) Bindings(scope Scope) []Binding {
	var out []Binding
	for _, b := range m.bindings {
		if b.Scope == scope {
			out = append(out, b)
		}
	}
	return out
}

// Find returns the binding of a command in the first scope that has it.
func (m *Map) Find(c Command, scopes ...Scope) (Binding, bool) {
	for _, s := range scopes {
		i := slices.IndexFunc(m.bindings, func(b Binding) bool { return b.Scope == s && b.Command == c })
		if i >= 0 {
			return m.bindings[i], true
		}
	}
	return Binding{}, false
}

// Key is the key of a command, "" where it has none.
func (m *Map) Key(c Command, scope Scope) string {
	b, _ := m.Find(c, scope)
	return b.Help().Key
}

// Of is the key of a command as people are told it. One that has none is found by its name:
// then it is that, behind the key that finds commands. "" is of what is not in the scope.
func (m *Map) Of(c Command, scope Scope) string {
	b, ok := m.Find(c, scope)
	if !ok || b.Help().Key != "" || c == Palette {
		return b.Help().Key
	}
	return strings.TrimSpace(m.Of(Palette, Global) + " " + b.Help().Desc)
}

// OfCopy is the key of what can be copied, behind the one that opens the menu of it; without a
// key of its own the cursor gets there.
func (m *Map) OfCopy(c Command) string {
	return strings.TrimSpace(m.Of(CopyMenu, Jobs) + " " + m.Key(c, InCopy))
}
