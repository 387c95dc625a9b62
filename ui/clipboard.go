package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/calls"
	"lipdash/ui/kit/format"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/state/share"
)

// toClipboard hands a text to the clipboard, without what a terminal or a shell would
// obey. Where there is none, it is shown if that is wanted.
func (m *Model) toClipboard(msg copiedMsg) tea.Cmd {
	msg.of.Text = format.Outside(msg.of.Text)
	switch {
	case msg.of.Text == "":
		return nil
	case m.opts.Clipboard != nil:
		return m.guarded(copyText(m.ctx, m.opts.Clipboard, msg))
	case msg.show:
		return showText(m.opts.Plain, msg.of.Text)
	}
	return nil
}

func copyText(ctx context.Context, c calls.Clipboard, msg copiedMsg) tea.Cmd {
	return func() tea.Msg {
		msg.how, msg.err = c.Copy(ctx, msg.of.Text)
		return msg
	}
}

// applyCopied says what was copied and how, and what to do when it may not have
// arrived. It shows it where that was asked for and nobody began anything else
// meanwhile.
func (m *Model) applyCopied(msg copiedMsg) tea.Cmd {
	msg.show = msg.show && !m.busy()
	var shown, terminal tea.Cmd
	if msg.show {
		shown = showText(m.opts.Plain, msg.of.Text)
	}
	if msg.err != nil {
		return tea.Batch(m.say(statusbar.Bad, "not copied: "+msg.err.Error()), shown)
	}
	m.copied = share.Text{}
	if msg.how.OSC52 {
		terminal = tea.SetClipboard(msg.of.Text)
	}
	if msg.how.OSC52 || msg.how.Doubt != "" {
		m.copied = msg.of
	}
	tone, text := msg.words()
	return tea.Batch(m.say(tone, text), tea.Sequence(terminal, shown))
}

// words say what was copied and how.
func (msg copiedMsg) words() (statusbar.Tone, string) {
	aside, look := "", ", Y t shows it"
	if msg.aside != "" {
		aside = ", " + msg.aside
	}
	if msg.show {
		look = ""
	}
	switch {
	case msg.how.Doubt != "":
		return statusbar.Warning, msg.of.What + " may be lost" + look + "; " + msg.how.Doubt
	case msg.how.OSC52:
		return statusbar.Good, "sent " + msg.of.What + " " + msg.how.How + look + aside
	}
	return statusbar.Good, "copied " + msg.of.What + ", " + msg.how.How + aside
}

// busy tells whether a screen that comes by itself would take keys away that
// are meant for something else.
func (m *Model) busy() bool {
	return m.layers.Top() != nil || m.screen == screenForm
}

// showText gives the terminal to a text until the user has left it. Only the
// terminal itself can wrap a long link so that it is still one line to the
// mouse; what happens meanwhile is caught up with afterwards.
func showText(p calls.Plain, text string) tea.Cmd {
	if p == nil || text == "" {
		return nil
	}
	return tea.Exec(p.Command(format.Outside(text)), func(err error) tea.Msg {
		return openedMsg{failed: "the text could not be shown: ", err: err}
	})
}
