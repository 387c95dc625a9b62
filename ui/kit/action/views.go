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

	// ToggleMouse leaves the mouse to the terminal, or takes it back.
	ToggleMouse struct{}
)
