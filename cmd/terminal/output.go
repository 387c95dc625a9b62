package terminal

import (
	"bytes"
	"io"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"lipdash/api/safely"
)

// output is the terminal's output, shared by Bubble Tea and a painter.
type output struct {
	*os.File
	*painter
}

// Write takes what Bubble Tea says.
func (o output) Write(p []byte) (int, error) { return o.painter.Write(p) }

// painter draws the program's picture on the terminal and sends only what differs
// from the picture before.
//
// Bubble Tea is given an empty picture, so that it keeps the input, the modes, the
// title and the queries. Its own renderer paints a whole row when one cell beside a
// wide character changes, and paints nothing before its next tick.
type painter struct {
	// due is told of a new picture. Between two of them is at least pace.
	due  chan struct{}
	pace time.Duration
	done chan struct{}
	// ended is closed when nothing is painted any more.
	ended chan struct{}

	// writing is held by whoever writes to the terminal, which may take nothing for a
	// long time. mu is held for no longer than a picture takes to be made, so that the
	// program goes on meanwhile.
	writing sync.Mutex
	// spoilt is true when the terminal has lost something of the picture.
	spoilt atomic.Bool

	mu  sync.Mutex
	out io.Writer
	// profile are the colours of the terminal.
	profile colorprofile.Profile
	// bracketed is true where the terminal shows an update as a whole (mode 2026).
	bracketed bool
	// alt is true on the alternate screen: nothing is painted elsewhere.
	alt bool
	// follows is true once the program asked for the terminal's ground, which it is told of
	// from then on; reported while the terminal tells when that changes (mode 2031).
	follows, reported bool
	// began is true once the alternate screen was entered, entered from the painter's
	// own way there until Bubble Tea's.
	began, entered bool
	// known is true while shown is what the terminal shows.
	known       bool
	shown, next uv.ScreenBuffer
	content     string
	// broken is true while a picture is painted, and after a panic in that.
	broken bool
	// x and y are the cursor's cell; y is -1 while nobody knows. The column is certain
	// while placed is true: not behind the last one, nor behind what some terminals
	// draw wider than others.
	x, y   int
	placed bool
	// pen is the style in force while penKnown is true.
	pen      uv.Style
	penKnown bool
	// runs are what is still to be written of the picture.
	runs []run
	buf  bytes.Buffer
}

// newPainter paints at most so many pictures a second, until stop.
func newPainter(out io.Writer, w, h, fps int) *painter {
	p := &painter{
		out: out, profile: colorprofile.TrueColor, pace: time.Second / time.Duration(max(1, fps)),
		due: make(chan struct{}, 1), done: make(chan struct{}), ended: make(chan struct{}),
	}
	p.size(w, h)
	safely.Go(p.run)
	return p
}

// run paints the newest picture at once, or when the time of the one before is over.
func (p *painter) run() {
	defer close(p.ended)
	for {
		select {
		case <-p.due:
		case <-p.done:
			return
		}
		_ = p.send(p.paint) // Bubble Tea meets the same error
		select {
		case <-time.After(p.pace):
		case <-p.done:
			return
		}
	}
}

// send writes what add adds to what is to be sent.
func (p *painter) send(add func() error) error {
	p.writing.Lock()
	defer p.writing.Unlock()
	p.mu.Lock()
	err := add()
	out := bytes.Clone(p.buf.Bytes())
	p.buf.Reset()
	p.mu.Unlock()
	if len(out) > 0 {
		if _, failed := p.out.Write(out); failed != nil {
			return failed
		}
	}
	return err
}

// stop ends painting and leaves the alternate screen, should Bubble Tea not have done
// so.
func (p *painter) stop() {
	close(p.done)
	<-p.ended
	_ = p.send(func() error {
		p.unfollow()
		if p.alt {
			p.alt = false
			p.buf.WriteString(ansi.ResetModeAltScreenSaveCursor + ansi.SetModeTextCursorEnable)
		}
		return nil
	})
}

// show makes a picture the one to paint. It does not wait until it is.
func (p *painter) show(content string) {
	p.mu.Lock()
	p.content = content
	if !p.began && content != "" {
		p.began = true
		p.enter()
	}
	p.mu.Unlock()
	p.stir()
}

// onScreen tells whether the picture is on the terminal, which Bubble Tea enters.
func (p *painter) onScreen() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.alt
}

// stir asks for the newest picture to be painted.
func (p *painter) stir() {
	select {
	case p.due <- struct{}{}:
	default: // the one before is not painted yet: this one takes its place
	}
}

// spoil has all of the picture painted anew.
func (p *painter) spoil() {
	p.spoilt.Store(true)
	p.stir()
}

// Write passes on what Bubble Tea says, and paints anew what it cleared.
func (p *painter) Write(b []byte) (int, error) {
	if err := p.send(func() error { return p.pass(b) }); err != nil {
		return 0, err
	}
	return len(b), nil
}

func (p *painter) pass(b []byte) error {
	said := b
	switch {
	case bytes.Contains(b, altOn) && p.entered:
		p.entered = false
		said = bytes.ReplaceAll(bytes.ReplaceAll(b, altOn, nil), clearAll, nil)
	case bytes.Contains(b, altOn):
		p.alt, p.known, p.began = true, false, true
		if p.follows { // whoever had the terminal meanwhile may have changed it
			p.askGround()
		}
	case bytes.Contains(b, altOff):
		p.alt = false
		p.unfollow()
	case bytes.Contains(b, clearAll), bytes.Contains(b, clearBelow):
		p.known = false
	}
	p.lose()
	p.buf.Write(said)
	if p.known {
		return nil
	}
	return p.paint()
}

var (
	altOn      = []byte(ansi.SetModeAltScreenSaveCursor)
	altOff     = []byte(ansi.ResetModeAltScreenSaveCursor)
	clearAll   = []byte(ansi.EraseEntireScreen)
	clearBelow = []byte(ansi.EraseScreenBelow)
)
