package terminal

import (
	"bytes"
	"slices"

	"github.com/charmbracelet/x/ansi"
)

// screen reads what Bubble Tea's renderer writes and writes what the terminal
// needs to show the same. The renderer resets and sets its colours anew on every
// row it touches, and paints a row that holds a wide character from end to end
// when one of its cells changed, which a slow link feels: screen follows its
// sequences on a grid and sends the difference to what the terminal shows.
//
// What it does not know passes through as it is, and so does everything until the
// renderer clears the screen the next time, which it does after a resize, too.
type screen struct {
	want *grid
	painter
	// lost is true while have is not what the terminal shows. A screen begins so.
	lost bool
	// alt is true on the alternate screen, shown while the cursor is visible.
	alt, shown bool
	// crlf is true where a line feed also returns to the first column.
	crlf bool
	// bracket is true between the ends of a synchronized update, open once its
	// beginning was passed on.
	bracket, open bool
}

func newScreen(w, h int) *screen {
	return &screen{want: newGrid(w, h), painter: painter{have: newGrid(w, h)}, lost: true, shown: true}
}

// resize makes the screen another size. The terminal may have moved anything.
func (s *screen) resize(w, h int) {
	if w < 1 || h < 1 || w == s.want.w && h == s.want.h {
		return
	}
	pen := s.want.pen
	s.want, s.have = newGrid(w, h), newGrid(w, h)
	s.want.pen = pen
	s.lost = true
}

var (
	syncOn   = []byte(ansi.SetModeSynchronizedOutput)
	syncOff  = []byte(ansi.ResetModeSynchronizedOutput)
	wrapOn   = []byte(ansi.SetModeAutoWrap)
	wrapOff  = []byte(ansi.ResetModeAutoWrap)
	altOn    = []byte(ansi.SetModeAltScreenSaveCursor)
	altOff   = []byte(ansi.ResetModeAltScreenSaveCursor)
	cursorOn = []byte(ansi.SetModeTextCursorEnable)
	hideIt   = []byte(ansi.ResetModeTextCursorEnable)
	clearAll = []byte(ansi.EraseEntireScreen)
)

// translate is what the terminal is sent for a frame.
func (s *screen) translate(frame []byte) []byte {
	s.out = make([]byte, 0, len(frame))
	for len(frame) > 0 {
		seq, e := s.want.take(frame, s.crlf)
		frame = frame[len(seq):]
		switch {
		case s.lost:
			s.passLost(seq)
		case e == drawn:
			s.follow(seq)
		case e == aside:
			s.pass(seq)
		default:
			s.paintAll()
			s.moveTo(s.want.x, s.want.y)
			s.raw(seq)
			s.lost = true
		}
	}
	if !s.lost {
		s.paintAll()
	}
	return s.out
}

// passLost passes a sequence on, and finds the way back at a cleared screen.
func (s *screen) passLost(seq []byte) {
	s.out = append(s.out, seq...)
	s.note(seq)
	s.open = s.open || bytes.Equal(seq, syncOn)
	if s.alt && bytes.Equal(seq, clearAll) {
		s.lost, s.astray = false, true
		*s.have = *s.want
		s.have.cells = slices.Clone(s.want.cells)
		s.have.noWrap, s.have.insert = false, false
	}
}

// note keeps the modes that matter here.
func (s *screen) note(seq []byte) {
	switch {
	case bytes.Equal(seq, altOn):
		s.alt = true
	case bytes.Equal(seq, altOff):
		s.alt = false
	case bytes.Equal(seq, cursorOn):
		s.shown = true
	case bytes.Equal(seq, hideIt):
		s.shown = false
	case bytes.Equal(seq, syncOn):
		s.bracket = true
	case bytes.Equal(seq, syncOff):
		s.bracket, s.open = false, false
	}
}

// follow does what must reach the terminal although it is only drawing: a screen
// is cleared because something else may be on it.
func (s *screen) follow(seq []byte) {
	if final := seq[len(seq)-1]; final == 'X' && len(seq) > 2 && seq[0] == '\x1b' {
		s.blanks = true
	}
	if bytes.Equal(seq, clearAll) {
		s.begin(len(s.out)) // an empty screen is not to be seen
		s.ink(s.want.pen)
		s.raw(seq)
		s.have.clear(2)
		s.astray = true // some terminals go home with it
	}
}

// pass handles a sequence that draws nothing.
func (s *screen) pass(seq []byte) {
	switch {
	case bytes.Equal(seq, wrapOn), bytes.Equal(seq, wrapOff):
		return // for the renderer's own repaints
	case bytes.Equal(seq, syncOn):
		s.note(seq)
		return // it is passed on when there is something to bracket
	case bytes.Equal(seq, syncOff):
		s.paintAll()
		if s.open {
			s.out = append(s.out, seq...)
		}
	case bytes.Equal(seq, altOn), bytes.Equal(seq, altOff):
		s.paintAll()
		s.raw(seq)
		s.lost = true
	case bytes.Equal(seq, cursorOn):
		s.paintAll()
		s.moveTo(s.want.x, s.want.y)
		s.raw(seq)
	default:
		s.raw(seq)
	}
	s.note(seq)
}

// raw passes a sequence on, inside the bracket if there is one.
func (s *screen) raw(seq []byte) {
	s.out = append(s.out, seq...)
}

// brief is how many bytes are sent without the brackets of a synchronized update,
// which are 16 bytes themselves: a packet and a terminal's read hold many times as
// much, so nobody sees a half of it. While the cursor is visible all are bracketed,
// since it travels with them.
const brief = 128

// paintAll brings the terminal to the wanted picture, and its pen and, where it
// is seen, its cursor to where the renderer left them.
func (s *screen) paintAll() {
	before := len(s.out)
	s.paint(s.want)
	if s.shown {
		s.moveTo(s.want.x, s.want.y)
	}
	if s.want.pen == (style{}) {
		s.ink(style{})
	}
	if n := len(s.out) - before; n > brief || n > 0 && s.shown {
		s.begin(before)
	}
}

// begin passes the beginning of the update under way on, at a place of the output.
func (s *screen) begin(at int) {
	if s.bracket && !s.open {
		s.out = slices.Insert(s.out, at, syncOn...)
		s.open = true
	}
}
