package action

type (
	// AskViews opens the menu of views: to look through one, or with Drop to forget one.
	AskViews struct{ Drop bool }
	// UseView filters and sorts as a view says.
	UseView struct{ Name string }
	// AskSaveView asks for the name of what is asked for now.
	AskSaveView struct{}
	// SaveView keeps it by that name.
	SaveView struct{ Name string }
	// DropView forgets one.
	DropView struct{ Name string }

	// Filter shows only jobs with a text.
	Filter struct{ Text string }
	// EndFilter closes that line; Clear also drops the filter.
	EndFilter struct{ Clear bool }
	// FilterState goes to the next set of states to show.
	FilterState struct{}
	// FilterReason shows the jobs that failed for a reason.
	FilterReason struct{ Reason string }
	// NextSort sorts by the next column, or by the one that is named; again by that is the
	// other way round.
	NextSort struct{ Column string }
	// ReverseSort sorts the other way round.
	ReverseSort struct{}

	// ToggleMouse leaves the mouse to the terminal, or takes it back.
	ToggleMouse struct{}
)

// Review changes what is thought of the results of jobs: Do says how, and With is the mark or the
// note.
type Review struct {
	IDs  []RowID
	Do   ReviewDo
	With string
}

// ReviewDo is how a review is changed.
type ReviewDo string

// The ways: a mark is given, or taken off where all have it; a note is asked for, or set; the
// newest change is taken back.
const (
	GiveMark   ReviewDo = "mark"
	AskNote    ReviewDo = "ask"
	SetNote    ReviewDo = "note"
	UndoReview ReviewDo = "undo"
)

// What is asked of the queue of what waits here.
type (
	// PauseQueue pauses all that waits here, or resumes it.
	PauseQueue struct{}
	// Hold pauses what waits here of some rows, or lets it go on when all of it is paused.
	Hold struct{ IDs []RowID }
	// Shift moves what waits here by a row.
	Shift struct {
		IDs []RowID
		Up  bool
	}
)
