package rows

import (
	"lipdash/ui/kit/action"
	"lipdash/ui/pane/detail"
	"lipdash/ui/pane/joblist"
)

// Kept is how rows and details were drawn when they were first looked at while the view
// stands still; which rows those are state/browse knows. The zero value keeps nothing: the
// view goes on.
type Kept struct {
	rows    map[action.RowID]joblist.Row
	details map[action.RowID]detail.Data
}

// NewKept is that of a view that begins to stand still.
func NewKept() Kept {
	return Kept{rows: map[action.RowID]joblist.Row{}, details: map[action.RowID]detail.Data{}}
}

// Rows keeps rows as they are drawn now.
func (k Kept) Rows(s Source, rows []action.RowID) {
	for _, row := range rows {
		k.rows[row] = s.Row(row)
	}
}

// Detail keeps a detail that is looked at, unless that of its row is kept already.
func (k Kept) Detail(d detail.Data) {
	if _, ok := k.details[d.Row()]; !ok && k.details != nil && d.Row() != (action.RowID{}) {
		k.details[d.Row()] = d
	}
}
