package action

import (
	"slices"

	"lipdash/ui/kit/keymap"
)

// What a command of the scope Jobs applies to is told here and nowhere else: to the
// marked rows, or to the one row under the cursor. All other commands are about the
// list.

// onRows are the commands that mean the marked rows, or the one under the cursor.
var onRows = map[keymap.Command]func(rows []RowID) Action{
	keymap.Rename:   func(rows []RowID) Action { return AskRename{IDs: rows} },
	keymap.Delete:   func(rows []RowID) Action { return AskDelete{IDs: rows} },
	keymap.Redo:     func(rows []RowID) Action { return Redo{IDs: rows} },
	keymap.Download: func(rows []RowID) Action { return Download{IDs: rows} },
	keymap.Again:    func(rows []RowID) Action { return AskAgain{IDs: rows} },
	keymap.Promote:  func(rows []RowID) Action { return AskPromote{IDs: rows} },
	keymap.Watch:    func(rows []RowID) Action { return Watch{IDs: rows} },
	keymap.Accepts:  func(rows []RowID) Action { return Review{IDs: rows, Do: GiveMark, With: "accepted"} },
	keymap.Rejects:  func(rows []RowID) Action { return Review{IDs: rows, Do: GiveMark, With: "rejected"} },
	keymap.Note:     func(rows []RowID) Action { return Review{IDs: rows, Do: AskNote} },
	keymap.CopyID:   func(rows []RowID) Action { return CopyPart{IDs: rows, Part: PartID} },
	keymap.CopyMenu: func(rows []RowID) Action { return AskCopy{IDs: rows} },
	keymap.Hold:     func(rows []RowID) Action { return Hold{IDs: rows} },
	keymap.MoveUp:   func(rows []RowID) Action { return Shift{IDs: rows, Up: true} },
	keymap.MoveDown: func(rows []RowID) Action { return Shift{IDs: rows} },
}

// onRow are the commands that mean the row under the cursor alone.
var onRow = map[keymap.Command]func(row RowID) Action{
	keymap.Open:     func(row RowID) Action { return OpenJob{ID: row} },
	keymap.Double:   func(row RowID) Action { return Duplicate{ID: row} },
	keymap.OpenLink: func(row RowID) Action { return OpenLink{ID: row} },
}

// onList are the commands that are about the list and need no row.
var onList = map[keymap.Command]Action{
	keymap.Create: NewJob{}, keymap.Another: PickDraft{}, keymap.Sheet: AskSheet{}, keymap.Raw: ShowRaw{},
	keymap.NextPage: NextPage{}, keymap.PrevPage: PrevPage{},
	keymap.Find: AskFilter{}, keymap.States: FilterState{}, keymap.Sort: NextSort{},
	keymap.Reverse: ReverseSort{}, keymap.Failures: ShowFailures{}, keymap.LoadAll: LoadAll{},
	keymap.WatchAll: WatchAll{}, keymap.Freeze: Freeze{}, keymap.Views: AskViews{}, keymap.PauseQueue: PauseQueue{},
	keymap.Narrower: Divide{By: -divideBy}, keymap.Wider: Divide{By: divideBy},
}

// divideBy is how far one key press moves the line between two panes, in cells.
const divideBy = 4

// OnRows is what a command means for rows; false for one that is not about marked
// rows.
func OnRows(c keymap.Command, rows []RowID) (Action, bool) {
	if act, ok := onRows[c]; ok {
		return act(rows), true
	}
	return nil, false
}

// OnRow is what a command means for the one row that is open or under the cursor;
// false for one that is not about rows.
func OnRow(c keymap.Command, row RowID) (Action, bool) {
	if act, ok := onRow[c]; ok {
		return act(row), true
	}
	return OnRows(c, []RowID{row})
}

// OnList is what a command means that needs no row, nil for one that does.
func OnList(c keymap.Command) Action { return onList[c] }

// NeedsRow tells whether a command is about rows.
func NeedsRow(c keymap.Command) bool {
	_, one := onRow[c]
	_, many := onRows[c]
	return one || many
}

// BesideOneJob tells whether a command of the list works while one job has the focus, as
// all those do that are about a row.
func BesideOneJob(c keymap.Command) bool {
	return slices.Contains([]keymap.Command{keymap.WatchAll, keymap.Create, keymap.Sheet, keymap.NextPage, keymap.PrevPage, keymap.Freeze, keymap.Narrower, keymap.Wider}, c)
}
