package mouse

import (
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/stack"
	"lipdash/ui/kit/textline"
	"lipdash/ui/kit/theme"
	"lipdash/ui/nav"
	"lipdash/ui/pane/detail"
	"lipdash/ui/pane/form"
	"lipdash/ui/pane/joblist"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/state/browse"
)

// Frame is what is on screen. What is under the mouse is told by the frame as it is drawn, so
// that nothing has to be kept in step with it.
type Frame struct {
	Drawn string
	Width int
	Theme theme.Theme
	Hints []keymap.Hint
	// Typing tells that letters are text.
	Typing bool
	Tabs   []statusbar.Tab
	Layers *stack.Stack
	// Header are its lines, Top the first line of the body and Body how many it has.
	Header, Top, Body int
	// Pane is the body, or what of it is left of Side; Beside is right of that, nil without.
	Pane   Pane
	Side   int
	Beside *detail.Pane
}

// Meant is what a click asks for: a key, an action, or that what was chosen is opened.
type Meant struct {
	Key string
	Act action.Action
	// Times is how often the key is pressed.
	Times int
	Open  bool
	// Chose tells that the body was clicked, and Beside that it was the pane on the right.
	Chose, Beside bool
}

// Takes takes what the mouse did. The wheel moves what is under it at once.
func (p *Pointer) Takes(msg tea.MouseMsg, f Frame, now time.Time) (meant Meant) {
	at, lines := msg.Mouse(), strings.Split(f.Drawn, "\n")
	if p.Off || at.Y < 0 || at.Y >= len(lines) {
		return meant
	}
	switch msg.(type) {
	case tea.MouseWheelMsg:
		f.wheel(at.X, map[tea.MouseButton]int{tea.MouseWheelUp: -Lines, tea.MouseWheelDown: Lines}[at.Button])
	case tea.MouseReleaseMsg:
		p.drags = false
	case tea.MouseMotionMsg:
		if p.drags && f.Beside != nil && at.X != f.Side {
			meant.Act = action.Divide{By: at.X - f.Side}
		}
	case tea.MouseClickMsg:
		p.drags = f.Beside != nil && f.Layers.Top() == nil && (at.X == f.Side || at.X == f.Side+1) && at.Y >= f.Top && at.Y < f.Top+f.Body
		on := f.on(at.Y, len(lines))
		switch same, double := on != "" && on == p.on, p.clicked(at.X, at.Y, now); {
		case at.Button != tea.MouseLeft || p.drags:
		case double && !same: // the first click did what it was for, or opened what is not read yet
		default:
			meant = f.click(at.X, at.Y, lines, double, now)
		}
		p.on = on
	}
	return meant
}

// on is what is under the mouse as far as a second click means something there, "" else.
func (f Frame) on(y, lines int) string {
	if y == lines-1 || f.Layers.Top() != nil {
		return ""
	}
	return fmt.Sprintf("%T", f.Pane)
}

func (f Frame) click(x, y int, lines []string, double bool, now time.Time) (meant Meant) {
	if _, form := f.Pane.(Form); f.Typing && (!form || f.Layers.Top() != nil) { // a form has several lines of text
		meant.Key, meant.Times = textline.KeyTo(lines[y], f.Theme, x)
	}
	switch line := lines[y]; {
	case meant.Key != "":
	case y == len(lines)-1:
		meant.Key, meant.Times = keyAt(line, f.Hints, x), 1
	case f.Layers.Top() != nil:
		meant.Act = f.clickLayer(x, y, len(lines), now)
	case y < f.Header:
		if i := tabAt(line, f.Tabs, x); i >= 0 {
			meant.Act = action.Show{Tab: nav.Tabs[i]}
		}
	case y >= f.Top && y < f.Top+f.Body && f.Beside != nil && x > f.Side:
		meant.Chose, meant.Beside = true, true
	case y >= f.Top && y < f.Top+f.Body && f.Pane != nil:
		act, hit := f.Pane.Click(x, y-f.Top, line, double)
		meant.Chose, meant.Act, meant.Open = true, act, hit && double && act == nil
	}
	return meant
}

// clickLayer gives a click to what lies on top, where LayBlock lays it.
func (f Frame) clickLayer(x, y, lines int, now time.Time) action.Action {
	place := f.Layers.Top().Place(f.Width)
	if place.At != stack.Block {
		return nil
	}
	block := strings.Split(f.Layers.Top().View(f.Theme, place.Width), "\n")
	left, top := cells.BlockAt(lines, len(block), format.Width(block[0]), f.Width)
	if y -= top; y < 0 || y >= len(block) {
		return nil
	}
	return f.Layers.Click(x-left, y, block[y], now)
}

// wheel moves what is under the mouse.
func (f Frame) wheel(x, by int) {
	switch top := f.Layers.Top(); {
	case top != nil:
		if w, ok := top.(stack.Wheeled); ok {
			w.Wheel(by)
		}
	case f.Beside != nil && x > f.Side:
		f.Beside.Wheel(by)
	case f.Pane != nil:
		f.Pane.Wheel(by)
	}
}

// Pane is a rectangle that is used with the mouse; what it is given is seen from its first
// line, which is handed over as it is drawn.
type Pane interface {
	// Click does what is drawn at a cell, and tells whether something is. Again tells that it
	// is the second of two.
	Click(x, y int, line string, again bool) (act action.Action, hit bool)
	// Wheel moves the content by lines.
	Wheel(by int)
}

// Rows are a pane of rows: a click puts the cursor on one.
type Rows interface {
	Click(line int) bool
	Wheel(by int)
}

// Listed is a pane of rows.
type Listed struct{ Rows }

// Click puts the cursor on a row.
func (l Listed) Click(_, y int, _ string, _ bool) (action.Action, bool) { return nil, l.Rows.Click(y) }

// Jobs is the list of jobs with its rows.
type Jobs struct {
	List *joblist.List
	Of   joblist.Rows
}

// Click puts the cursor on a row, or sorts by the column whose heading it is on.
func (j Jobs) Click(x, y int, _ string, _ bool) (act action.Action, hit bool) {
	if column := j.List.HeadAt(x, y); column != "" {
		if !browse.Sortable(column) {
			return action.Say{Text: "jobs cannot be sorted by " + column}, true
		}
		return action.NextSort{Column: column}, true
	}
	return nil, j.List.Click(y, j.Of)
}

// Wheel moves the rows by lines.
func (j Jobs) Wheel(by int) { j.List.Wheel(by, j.Of) }

// Form is the form, in which the second of two clicks does nothing: it would take back what
// the first one did.
type Form struct{ *form.Form }

// Click does what is drawn at a cell.
func (f Form) Click(x, _ int, line string, again bool) (act action.Action, hit bool) {
	if again {
		return nil, true
	}
	return f.Form.Click(x, line)
}

// Alone is a job that fills the body: the wheel moves its text.
type Alone struct{ *detail.Pane }

// Click does nothing: the job has the focus.
func (Alone) Click(int, int, string, bool) (action.Action, bool) { return nil, false }
