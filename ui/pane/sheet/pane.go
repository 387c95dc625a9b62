// Package sheet is the screen of a sheet that many lipsyncs are made from: the line in
// which its path is typed, then its rows with what is wrong with each, of which any cell
// can be mended in place.
package sheet

import (
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/list"
	"lipdash/ui/kit/textline"
)

// Rows are the rows of the sheet, by the lines they stand on.
type Rows interface {
	list.Rows[int]
	// Note is what is said below a row, "" for nothing.
	Note(i int) string
	// Bad tells whether something keeps a row from being sent.
	Bad(i int) bool
	// Row is what is drawn; only the rows on screen are asked for.
	Row(i int) Row
}

// State is what becomes of a row.
type State int

// The states.
const (
	Checking State = iota
	Ready
	Warned
	Same
	Trouble
	Out
)

// Row is one row of the sheet.
type Row struct {
	Line  int
	State State
	// Word is the state in a word.
	Word string
	// Title, Video and Audio are as they stand in the sheet, or fit to be shown.
	Title, Video, Audio string
	Mode, Length, Cost  string
	Note                string
	// Fault names the cell that is mended with enter, Text what is in it.
	Fault, Label, Text string
}

// Sheet is what there is to say of all rows.
type Sheet struct {
	Rows Rows
	// About says how it was read, Notes what is odd about that, in one line each.
	About, Notes string
	// Counts says how many rows there are of each state, Over why the money does not reach,
	// Foot what would be sent, "" each for nothing.
	Counts, Over, Foot string
	// Unit is what a row is called where it stands.
	Unit string
	// Measured tells that the length of some row is known, and so what it costs.
	Measured bool
}

// lines are rows with the lines that they take.
type lines struct {
	Rows
	// editing is the line of the row whose cell is edited, 0 for none.
	editing int
	// note is how wide a line of a note is.
	note int
}

// Lines is how many a row takes: its note stands under it, and the cell that is edited
// between them.
func (l lines) Lines(i int) int {
	if l.editing != 0 && l.ID(i) == l.editing {
		return 3
	}
	return 1 + len(l.noteLines(l.Note(i)))
}

// mostNote is how many lines a note takes at most.
const mostNote = 3

// noteLines is a note as it stands below its row.
func (l lines) noteLines(note string) []format.Drawn {
	if note == "" {
		return nil
	}
	all := format.Wrap(format.Safe(note), max(1, l.note))
	return all[:min(mostNote, len(all))]
}

// none is no row.
type none struct{ Rows }

func (none) Len() int { return 0 }

// Pane is the screen's state.
type Pane struct {
	keys *keymap.Map
	w, h int
	// path is where the path is typed; asking while it is, problem why the last one could
	// not be read.
	path            textline.Line
	asking, reading bool
	problem         string
	sheet           Sheet
	rows            lines
	list            list.List[int]
	// cell is the text of the cell that is edited, which is the fault of the row at.
	cell  textline.Line
	fault string
	paths paths
}

// New is an empty screen that asks for a path.
func New(keys *keymap.Map) *Pane {
	return &Pane{keys: keys, asking: true, rows: lines{Rows: none{}}, list: list.New[int](0)}
}

// SetSize sets the size in cells.
func (p *Pane) SetSize(w, h int) {
	p.w, p.h = max(0, w), max(0, h)
	p.rows.note = p.w - p.indent() - 1
	p.list.SetSize(w, max(0, p.h-p.headLines()))
	p.list.Fit(p.rows)
}

// Show tells what to draw: a sheet, or none, in whose place the path is asked for.
func (p *Pane) Show(s *Sheet, reading bool, problem string) {
	p.reading, p.problem = reading, problem
	if s == nil {
		p.asking, p.rows.Rows = true, none{}
	} else {
		p.sheet, p.rows.Rows = *s, s.Rows
	}
	p.rows.note = p.w - p.indent() - 1
	p.list.SetSize(p.w, max(0, p.h-p.headLines()))
	p.list.Fit(p.rows)
}

// Ask asks for another path.
func (p *Pane) Ask() { p.asking, p.problem, p.paths = true, "", paths{} }

// Showing leaves the question for the rows that are there.
func (p *Pane) Showing() { p.asking = false }

// Left goes to the first row that something keeps from being sent, where one was sent.
func (p *Pane) Left() {
	if at := p.list.At(); at < p.rows.Len() && !p.rows.Bad(at) {
		p.seek(1)
	}
}

// Typing tells whether letters are text.
func (p *Pane) Typing() bool { return p.asking || p.rows.editing != 0 }

// Paste puts text at the caret.
func (p *Pane) Paste(text string) {
	switch {
	case p.asking:
		p.path.Insert(text)
	case p.rows.editing != 0:
		p.cell.Insert(text)
	}
}

// line is the one that is typed into, nil while none is.
func (p *Pane) line() *textline.Line {
	switch {
	case p.asking:
		return &p.path
	case p.rows.editing != 0:
		return &p.cell
	}
	return nil
}

func (p *Pane) set(text string) { *p.line() = textline.New(text) }

// Click puts the cursor on the row at a line of the pane, and tells whether there is one.
func (p *Pane) Click(y int) bool { return !p.Typing() && p.list.Click(y, p.rows) }

// Wheel moves the rows by lines.
func (p *Pane) Wheel(by int) {
	if !p.Typing() {
		p.list.Wheel(by, p.rows)
	}
}
