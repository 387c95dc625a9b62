package rows

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"lipdash/api"
	"lipdash/ui/kit/format"
	pane "lipdash/ui/pane/sheet"
	"lipdash/ui/state/sheet"
)

// Sheet is what is drawn of the sheet that is worked on, nil when there is none.
func (s Source) Sheet(of *sheet.Sheet, funds sheet.Funds) *pane.Sheet {
	if of == nil {
		return nil
	}
	sum := of.Sum()
	return &pane.Sheet{
		Rows: sheetRows{of}, About: of.About(), Notes: strings.Join(of.Notes(), "; "), Counts: sum.Counts(), Foot: sum.Going(), Over: of.Over(funds), Unit: of.Where(),
		Measured: slices.ContainsFunc(of.Rows(), func(r sheet.Row) bool { return r.Seconds > 0 }),
	}
}

// sheetRows are the rows of a sheet, put into words when they are drawn.
type sheetRows struct{ s *sheet.Sheet }

func (r sheetRows) Len() int     { return len(r.s.Rows()) }
func (r sheetRows) ID(i int) int { return r.s.Rows()[i].Line }
func (r sheetRows) Index(line int) (int, bool) {
	return slices.BinarySearchFunc(r.s.Rows(), line, func(row sheet.Row, line int) int { return cmp.Compare(row.Line, line) })
}

// Note is what is to be said of a row, which of one that was sent its state says.
func (r sheetRows) Note(i int) string {
	if r.s.Sent(i) && !r.s.Goes(i) {
		return ""
	}
	return r.s.Rows()[i].Why()
}

func (r sheetRows) Bad(i int) bool {
	v := r.s.Rows()[i].Verdict // what was made before has no problem
	return !r.s.LeftOut(i) && !r.s.Goes(i) && !r.s.Sent(i) && v != sheet.Checking && v != sheet.MadeBefore
}

func (r sheetRows) Row(i int) pane.Row {
	row := r.s.Rows()[i]
	out := pane.Row{
		Line: row.Line, State: stateOfRow[row.Verdict], Word: row.Verdict.String(), Title: row.Named(),
		Video: format.RedactValue(row.Cells["video"]), Audio: format.RedactValue(row.Cells["audio"]), Mode: row.Values["mode"],
		Length: format.Length(time.Duration(row.Seconds * float64(time.Second))), Note: r.Note(i), Fault: row.Mends(),
	}
	if row.Cost > 0 {
		out.Cost = fmt.Sprintf("~%.2f", row.Cost)
	}
	switch {
	case r.s.LeftOut(i):
		out.State, out.Word = pane.Out, "left out"
	case out.State == pane.Same && r.s.Goes(i):
		out.State, out.Word = pane.Warned, "again"
	case r.s.Sent(i):
		out.State, out.Word = pane.Same, "sent"
	}
	if p, ok := api.ParamByName(out.Fault); ok {
		out.Label, out.Text = p.Label, row.Cells[out.Fault]
	}
	return out
}

var stateOfRow = map[sheet.Verdict]pane.State{
	sheet.Checking: pane.Checking, sheet.Ready: pane.Ready, sheet.Warned: pane.Warned,
	sheet.MadeBefore: pane.Same, sheet.Twice: pane.Same, sheet.Trouble: pane.Trouble,
}
