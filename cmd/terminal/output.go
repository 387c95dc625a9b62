package terminal

import (
	"bytes"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// output is the terminal's output for Bubble Tea. Its renderer paints every row
// that holds a wide character again in every frame, changed or not: a list with
// a few Japanese titles costs two kilobytes for each tick of a clock, which is
// all that a slow link carries. output leaves such a row out when it would be
// painted the same as the last time.
type output struct {
	*os.File
	mu   sync.Mutex
	rows repaints
}

// since is what paints a row over what stands there from the last time: from
// the first cell that differs on, or all of it where that cannot be told.
func (r row) since(last string) []byte {
	same := 0
	for same < len(last) && same < len(r.body) && last[same] == r.body[same] {
		same++
	}
	at, column, pens, ok := edge(r.body, same)
	if last == "" || !ok || column == 0 {
		return r.bytes
	}
	out := append([]byte(nil), wrapOff...)
	out = fmt.Appendf(out, "\x1b[%s;%dH\x1b[m\x1b[K", r.number, column+1)
	out = append(append(out, pens...), r.body[at:]...)
	return append(append(out, wrapOn...), r.place...)
}

// edge is the last edge between cells in the first n bytes of a painted row:
// its place in bytes and cells, and the styles that are on there.
func edge(body string, n int) (at, column int, pens string, ok bool) {
	var on styles
	var state byte
	for at < n {
		seq, width, size, next := ansi.DecodeSequence(body[at:], state, nil)
		if at+size > n {
			break
		}
		if width == 0 {
			if !pen.MatchString(seq) {
				return 0, 0, "", false
			}
			on.add(seq)
		}
		at, column, state = at+size, column+width, next
	}
	return at, column, on.String(), true
}

func newOutput(f *os.File) *output { return &output{File: f, rows: repaints{}} }

// Write takes what the renderer says and passes on what the terminal needs.
func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if _, err := o.File.Write(o.rows.filter(p)); err != nil {
		return 0, err
	}
	return len(p), nil
}

// sameWidths keeps the renderer from switching to grapheme widths where the
// terminal offers them: all text that is drawn was reduced to what both ways of
// measuring agree on, and only the other way brackets its repaints so that they
// can be told.
func sameWidths(_ tea.Model, msg tea.Msg) tea.Msg {
	if r, ok := msg.(tea.ModeReportMsg); ok && r.Mode == ansi.ModeUnicodeCore {
		return nil
	}
	return msg
}

// repaints are the rows painted last, by number, as the bytes that painted
// them.
type repaints map[string]string

var (
	wrapOff = []byte("\x1b[?7l")
	wrapOn  = []byte("\x1b[?7h")
	erase   = []byte("\x1b[K")
	// anchor is where the renderer puts the cursor after such a row.
	anchor = regexp.MustCompile(`^\x1b\[([0-9]+);[0-9]+H`)
	// lineFeed is one before the frame prints anything: at the bottom of the
	// screen that scrolls it, which the renderer does first if at all.
	lineFeed = regexp.MustCompile(`^(\x1b\[[0-9;:?>=]*[A-Za-z]|\r)*\n`)
	// moved is anything after which rows stand elsewhere or nowhere.
	moved = regexp.MustCompile(`\x1b\[[0-9;]*[LMSTrJ]|\x1bM|\x1bD|\x1bc|\x1b\[\?(1049|47)[hl]`)
	// pen is a change of style.
	pen = regexp.MustCompile(`\x1b\[[0-9;:]*m`)
)

// filter is a frame without the repaints that change nothing.
func (r repaints) filter(frame []byte) []byte {
	head, _, _ := bytes.Cut(frame, wrapOff)
	if moved.Match(frame) || lineFeed.Match(head) {
		clear(r)
		return frame
	}
	if len(head) == len(frame) {
		return frame
	}
	out := make([]byte, 0, len(frame))
	// skipped is the state that the last rows left out would have ended in.
	var skipped []byte
	for len(frame) > 0 {
		plain, row, rest := cutRow(frame)
		if len(plain) > 0 {
			out, skipped = append(append(out, skipped...), plain...), nil
		}
		switch {
		case row.bytes == nil:
		case row.body != "" && r[row.number] == row.body:
			skipped = row.end()
		case row.number == "":
			clear(r)
			out, skipped = append(append(out, skipped...), row.bytes...), nil
		default:
			out, skipped = append(append(out, skipped...), row.since(r[row.number])...), nil
			r.keep(row)
		}
		frame = rest
	}
	return append(out, skipped...)
}

// keep remembers a row for as long as it is painted in brackets: one without a
// wide cell is changed cell by cell from then on, which nobody follows here.
func (r repaints) keep(row row) {
	if wide(row.body) {
		r[row.number] = row.body
		return
	}
	delete(r, row.number)
}

func wide(body string) bool {
	var state byte
	for len(body) > 0 {
		_, width, size, next := ansi.DecodeSequence(body, state, nil)
		if width > 1 {
			return true
		}
		body, state = body[size:], next
	}
	return false
}

// row is one bracketed repaint.
type row struct {
	// bytes are all of it, body what follows the erasing: from there on it
	// depends on nothing that came before.
	bytes  []byte
	body   string
	number string
	place  []byte
}

// cutRow cuts a frame into what stands before its first bracketed row, that
// row, and the rest. A bracket that is no repaint (the lower right corner is
// written in one too) has no number.
func cutRow(frame []byte) (plain []byte, r row, rest []byte) {
	start := bytes.Index(frame, wrapOff)
	if start < 0 {
		return frame, row{}, nil
	}
	end := bytes.Index(frame[start:], wrapOn)
	if end < 0 {
		return frame[:start], row{bytes: frame[start:]}, nil
	}
	inner := frame[start+len(wrapOff) : start+end]
	end += start + len(wrapOn)
	at := anchor.FindSubmatch(frame[end:])
	_, body, erased := bytes.Cut(inner, erase)
	if at == nil || !erased {
		return frame[:start], row{bytes: frame[start:end]}, frame[end:]
	}
	end += len(at[0])
	return frame[:start], row{bytes: frame[start:end], body: string(body), number: string(at[1]), place: at[0]}, frame[end:]
}

// end brings the terminal where the row would have left it: the style that was
// on, and the cursor. Erasing was done in the default style, so the styles since
// the last reset are all there is.
func (r row) end() []byte {
	var on styles
	for _, p := range pen.FindAllString(r.body, -1) {
		on.add(p)
	}
	return append([]byte("\x1b[m"+on.String()), r.place...)
}

// styles are the changes of style since the last reset. A colour of the text
// takes the place of the one before.
type styles []string

var ink = regexp.MustCompile(`^\x1b\[(3[0-79]|9[0-7]|38;5;[0-9]+|38;2;[0-9;]+)m$`)

func (s *styles) add(p string) {
	switch {
	case p == "\x1b[m" || p == "\x1b[0m":
		*s = (*s)[:0]
		return
	case ink.MatchString(p):
		*s = slices.DeleteFunc(*s, ink.MatchString)
	}
	*s = append(*s, p)
}

// String sets them all.
func (s styles) String() string { return strings.Join(s, "") }
