package ui

import (
	tea "charm.land/bubbletea/v2"

	"lipdash/ui/calls"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/nav"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/state/share"
)

// toClipboard hands a text to the clipboard, without what a terminal or a shell would
// obey. Where there is none, it is shown if that is wanted.
func (m *Model) toClipboard(msg calls.TextCopied) tea.Cmd {
	msg.Of.Text = format.Outside(msg.Of.Text)
	switch {
	case msg.Of.Text == "":
		return nil
	case m.opts.Clipboard != nil:
		return m.guarded(calls.CopyText(m.ctx, m.opts.Clipboard, msg))
	case msg.Show:
		return calls.ShowText(m.opts.Plain, msg.Of.Alone())
	}
	m.opening = false
	return nil
}

// applyCopied says what was copied and how, and what to do when it may not have
// arrived. It shows it where that was asked for and nobody began anything else
// meanwhile.
func (m *Model) applyCopied(msg calls.TextCopied) tea.Cmd {
	msg.Show = msg.Show && !m.busy()
	var shown, terminal tea.Cmd
	if msg.Show {
		shown = calls.ShowText(m.opts.Plain, msg.Of.Alone())
	}
	m.opening = m.opening && shown != nil // until it is left
	if msg.Err != nil {
		return tea.Batch(m.say(statusbar.Bad, "not copied: "+msg.Err.Error()), shown)
	}
	m.copied = share.Text{}
	if msg.How.OSC52 {
		terminal = tea.SetClipboard(msg.Of.Text)
	}
	if msg.How.OSC52 || msg.How.Doubt != "" {
		m.copied = msg.Of
	}
	tone, key := statusbar.Good, m.keys.OfCopy(keymap.PlainText)
	if msg.Show {
		key = ""
	}
	if msg.How.Doubt != "" {
		tone = statusbar.Warning
	}
	return tea.Batch(m.say(tone, msg.How.Words(msg.Of.What, msg.Aside, key)), tea.Sequence(terminal, shown))
}

// busy tells whether a screen that comes by itself would take keys away that
// are meant for something else.
func (m *Model) busy() bool {
	return m.layers.Top() != nil || m.Screen == nav.Form
}
