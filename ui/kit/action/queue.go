package action

// What is asked of the queue of what waits here.
type (
	// PauseQueue pauses all that waits here, or lets it go on.
	PauseQueue struct{}
	// Hold pauses what waits here of some rows, or lets it go on when all of it is paused.
	Hold struct{ IDs []RowID }
	// Shift moves what waits here by a row.
	Shift struct {
		IDs []RowID
		Up  bool
	}
)
