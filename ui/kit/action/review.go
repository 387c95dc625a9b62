package action

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
