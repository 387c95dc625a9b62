package action

// Wish is something to do with a transfer.
type Wish int

// The wishes. Cancel keeps the part file and Retry goes on with it; KeepBoth and
// Replace answer a file that has the name; Forget takes one that is over off the
// list.
const (
	Pause Wish = iota
	Resume
	Cancel
	Retry
	KeepBoth
	Replace
	Forget
)

// MoveTransfers does something with several transfers; Sure ones were asked about.
type MoveTransfers struct {
	IDs  []FileID
	Wish Wish
	Sure bool
}

func (MoveTransfers) isAction() {}

// Tab is one of the screens side by side.
type Tab int

// The tabs; nav.go has them from left to right.
const (
	JobsTab Tab = iota
	TransfersTab
	ActivityTab
	BatchesTab
)
