package terminal

import (
	"os"
	"sync"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
)

// output is the terminal's output for Bubble Tea, by way of a screen.
type output struct {
	*os.File
	mu     sync.Mutex
	screen *screen
}

func newOutput(f *os.File) *output {
	w, h, err := term.GetSize(f.Fd())
	if err != nil || w < 1 || h < 1 {
		w, h = 80, 24 // until the terminal says otherwise
	}
	return &output{File: f, screen: newScreen(w, h)}
}

// Write takes what the renderer says and passes on what the terminal needs.
func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if _, err := o.File.Write(o.screen.translate(p)); err != nil {
		return 0, err
	}
	return len(p), nil
}

// watch looks at the messages on their way to the model. It tells the screen its
// size, and keeps the renderer from switching to grapheme widths where the
// terminal offers them: all text that is drawn was reduced to what both ways of
// measuring agree on.
func (o *output) watch(_ tea.Model, msg tea.Msg) tea.Msg {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		o.mu.Lock()
		defer o.mu.Unlock()
		o.screen.resize(msg.Width, msg.Height)
	case tea.ModeReportMsg:
		if msg.Mode == ansi.ModeUnicodeCore {
			return nil
		}
	}
	return msg
}
