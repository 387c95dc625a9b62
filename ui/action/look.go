package action

// What only looks, and the commands that have no pane of their own.
type (
	// ShowEntry shows all there is to a line of the activity.
	ShowEntry struct{ ID int }
	// CopyRequest copies the request id of a line.
	CopyRequest struct{ ID int }
	// CopyCall copies the call of a line as curl.
	CopyCall struct{ ID int }
	// LastError shows what went wrong last, or before what is shown.
	LastError struct{}
	// Freeze holds what is on screen still, or lets it go on.
	Freeze struct{}
	// OpenPalette opens the list of commands.
	OpenPalette struct{}
	// Press is a key press by its name, for what chooses keys by their meaning.
	Press struct{ Key string }
	// Say says that there is nothing to do, and why.
	Say struct{ Text string }
	// LeaveDemo opens the account of the key in place of the demo.
	LeaveDemo struct{}
	// TestNotify tells the user now, as if jobs had ended.
	TestNotify struct{}
)

func (ShowEntry) isAction()   {}
func (CopyRequest) isAction() {}
func (CopyCall) isAction()    {}
func (LastError) isAction()   {}
func (Freeze) isAction()      {}
func (OpenPalette) isAction() {}
func (Press) isAction()       {}
func (Say) isAction()         {}
func (LeaveDemo) isAction()   {}
func (TestNotify) isAction()  {}
