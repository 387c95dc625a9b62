package terminal

import (
	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// watch looks at the messages on their way to the model for what there is to know
// about the terminal. It keeps Bubble Tea from switching to grapheme widths where the
// terminal offers them: the painter measures by itself. The background is asked for at
// once, not with the next tick, so that nobody sees the picture in the wrong colours, and
// again when the terminal says that its colours change.
func (p *painter) watch(_ tea.Model, msg tea.Msg) tea.Msg {
	p.mu.Lock()
	defer p.mu.Unlock()
	if msg == tea.RequestBackgroundColor() {
		p.follows = true
		p.askGround()
		p.stir()
		return nil
	}
	switch msg := msg.(type) {
	case uv.DarkColorSchemeEvent, uv.LightColorSchemeEvent:
		// What the system's colours are is no answer: a terminal may have its own.
		p.buf.WriteString(ansi.RequestBackgroundColor)
		p.stir()
		return nil
	case tea.WindowSizeMsg:
		p.size(msg.Width, msg.Height)
	case tea.ColorProfileMsg:
		p.known = p.known && p.profile == msg.Profile
		p.profile = msg.Profile
	case tea.ModeReportMsg:
		switch msg.Mode {
		case ansi.ModeUnicodeCore:
			return nil
		case ansi.ModeSynchronizedOutput:
			p.bracketed = msg.Value == ansi.ModeReset || msg.Value == ansi.ModeSet
		}
	}
	return msg
}

// askGround asks what the terminal's ground is, and to be told when it changes.
func (p *painter) askGround() {
	if !p.reported {
		p.reported = true
		p.buf.WriteString(ansi.SetModeLightDark)
	}
	p.buf.WriteString(ansi.RequestBackgroundColor)
}

// unfollow ends what askGround began.
func (p *painter) unfollow() {
	if p.reported {
		p.reported = false
		p.buf.WriteString(ansi.ResetModeLightDark)
	}
}

// size makes the picture another size. The terminal may have moved anything.
func (p *painter) size(w, h int) {
	if w < 1 || h < 1 || p.shown.RenderBuffer != nil && p.shown.Width() == w && p.shown.Height() == h {
		return
	}
	p.shown, p.next = uv.NewScreenBuffer(w, h), uv.NewScreenBuffer(w, h)
	p.shown.Method, p.next.Method = ansi.WcWidth, ansi.WcWidth // as format.Width measures
	p.known = false
}
