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
	// NextSort sorts by the next column.
	NextSort struct{}
	// ReverseSort sorts the other way round.
	ReverseSort struct{}

	// ToggleMouse leaves the mouse to the terminal, or takes it back.
	ToggleMouse struct{}
)
