package action

// What is asked of the sheet that many lipsyncs are made from.
type (
	// AskSheet opens the screen of the sheet; on it, it asks for another one.
	AskSheet struct{}
	// OpenSheet reads a sheet or a folder.
	OpenSheet struct{ Path string }
	// ReadSheet reads the sheet again.
	ReadSheet struct{}
	// EditSheet opens the sheet in the user's editor.
	EditSheet struct{}
	// FixCell puts a text in place of a cell's, here and not in the sheet.
	FixCell struct {
		Line        int
		Param, Text string
	}
	// ToggleRow leaves a row out, or takes it in.
	ToggleRow struct{ Line int }
	// AskSend asks whether the rows that can go are to be sent.
	AskSend struct{}
	// SendSheet sends them, only the first so many where that is not 0.
	SendSheet struct{ First int }
	// CompleteSheet asks for sheets that begin with a text.
	CompleteSheet struct{ Prefix string }
	// CompleteCell asks for media files that begin with a text, as a cell names them.
	CompleteCell struct{ Prefix string }
)

func (AskSheet) isAction()      {}
func (OpenSheet) isAction()     {}
func (ReadSheet) isAction()     {}
func (EditSheet) isAction()     {}
func (FixCell) isAction()       {}
func (ToggleRow) isAction()     {}
func (AskSend) isAction()       {}
func (SendSheet) isAction()     {}
func (CompleteSheet) isAction() {}
func (CompleteCell) isAction()  {}
