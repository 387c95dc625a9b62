package output

import (
	"io"
	"strings"
	"sync"
	"time"

	"lipdash/ui/kit/format"
)

// redrawn is how often a progress line is written at most.
const redrawn = 100 * time.Millisecond

// Progress is one line on standard error that says how far long work is, drawn over
// itself; where that is no terminal there is none. It may be told from any goroutine.
type Progress struct {
	out      io.Writer
	on       bool
	width    int
	ellipsis string

	mu    sync.Mutex
	ended bool
	text  string
	cells int
	last  time.Time
}

// Set says how far it is.
func (p *Progress) Set(text string) {
	if !p.on {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	if p.ended || now.Sub(p.last) < redrawn || text == p.text {
		return
	}
	p.last, p.text = now, text
	p.draw(text)
}

// draw writes the line; the last cell stays free, where some terminals wrap.
func (p *Progress) draw(text string) {
	text = format.CutWith(oneLine(text), max(1, p.width-1), p.ellipsis)
	cells := format.Width(text)
	_, _ = io.WriteString(p.out, "\r"+text+strings.Repeat(" ", max(0, p.cells-cells)))
	p.cells = cells
}

// Clear takes the line away.
func (p *Progress) Clear() { p.aside(func() {}) }

// aside takes the line away and writes something else meanwhile; goroutines that tell how
// far it is wait for that.
func (p *Progress) aside(write func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.text = ""; p.cells > 0 {
		p.draw("")
		_, _ = io.WriteString(p.out, "\r")
		p.last = time.Time{}
	}
	write()
}

// end takes the line away for good: a goroutine that outlives the command draws nothing.
func (p *Progress) end() { p.aside(func() { p.ended = true }) }
