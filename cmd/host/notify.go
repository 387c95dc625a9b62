package host

import (
	"context"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"lipdash/ui/kit/format"
)

// Notifier tells something to a user who is looking elsewhere: by
// the bell always, because it is what passes an untouched tmux; by one message
// through the terminal where that shows them, else with a tool of the desktop,
// which over ssh would be somebody else's.
type Notifier struct{ system }

// NewNotifier tells things from this machine.
func NewNotifier() Notifier { return Notifier{thisSystem()} }

// Means are the ways that lead to the user from here.
type Means struct {
	// Terminal is which one shows the messages, "" when it is not known.
	Terminal string `json:"terminal,omitempty"`
	// OSC is the sequence that makes it show one, 0 when none does.
	OSC int `json:"osc,omitempty"`
	// Tmux says that the sequence has to be handed through tmux.
	Tmux bool `json:"tmux,omitempty"`
	// Tool is the desktop's own program, "" when there is none to use.
	Tool string `json:"tool,omitempty"`
	// Why says why only the bell is left, "" when it is not.
	Why string `json:"why,omitempty"`
}

// Find says which means there are. It asks tmux when inside one, each time:
// sessions are attached from one terminal today and from another tomorrow.
func (n Notifier) Find(ctx context.Context) Means {
	ctx, cancel := context.WithTimeout(ctx, toolTime)
	defer cancel()
	at := n.place(ctx)
	m := Means{Terminal: at.name}
	tool := ""
	if !at.remote {
		tool = n.desktop()
	}
	switch {
	case at.osc != 0 && at.blocked == "" && (at.sure || tool == ""):
		m.OSC, m.Tmux = at.osc, at.tmux
	case tool != "":
		m.Tool = tool
	default:
		m.Why = at.without()
	}
	return m
}

// place is where the user sits, seen from here.
type place struct {
	emulator
	// tmux is between here and there; blocked says why it lets no message
	// through, "" when it does.
	tmux    bool
	blocked string
	remote  bool
}

func (n Notifier) place(ctx context.Context) place {
	if n.env("TMUX") != "" {
		return n.beyondTmux(ctx)
	}
	return place{emulator: n.emulator(), remote: Remote(n.env)}
}

// without says why the bell is all there is.
func (p place) without() string {
	switch {
	case p.osc != 0:
		return p.blocked
	case p.name != "" && p.remote:
		return p.name + " shows no messages, and over ssh no desktop is asked"
	case p.name != "":
		return p.name + " shows no messages, and there is no notify-send or osascript to use"
	case p.remote:
		return "it is not known that this terminal shows messages, and over ssh no desktop is asked"
	}
	return "it is not known that this terminal shows messages, and there is no notify-send or osascript to use"
}

// Notify tells one text. The sequence, which begins with the bell, still has to
// be written to the terminal by whoever owns the screen; how completes "sent".
func (n Notifier) Notify(ctx context.Context, text string) (sequence, how string, err error) {
	m := n.Find(ctx)
	text = harmless(text)
	if m.Tool != "" {
		err = n.show(ctx, m.Tool, text)
	}
	return "\a" + m.sequence(text), m.How(), err
}

// How is what is done, in words.
func (m Means) How() string {
	switch {
	case m.Tool != "":
		return "the bell, and a message with " + m.Tool
	case m.OSC != 0 && m.Tmux:
		return "the bell, and a message by " + m.Terminal + " (OSC " + strconv.Itoa(m.OSC) + " through tmux)"
	case m.OSC != 0:
		return "the bell, and a message by " + m.Terminal + " (OSC " + strconv.Itoa(m.OSC) + ")"
	}
	return "the bell alone: " + m.Why
}

// app is who the message is from.
const app = "lipdash"

// sequence makes the terminal show a text. Who it is from comes first: ConEmu
// and its like take an OSC 9 that begins with a digit for a command.
func (m Means) sequence(text string) string {
	var s string
	switch m.OSC {
	case 9:
		s = ansi.Notify(app + ": " + text)
	case 99:
		s = ansi.DesktopNotification(app + ": " + text)
	case 777:
		s = ansi.URxvtExt("notify", app, text)
	}
	if s != "" && m.Tmux {
		return ansi.TmuxPassthrough(s)
	}
	return s
}

// longest is how much of a text a message shows, in cells; what shows them cuts
// at various places, and without saying so.
const longest = 160

// harmless is a text that cannot end a sequence or be two of its fields.
func harmless(text string) string {
	return format.CutWith(strings.ReplaceAll(format.OutsideLine(text), ";", ","), longest, "...")
}

// desktop is the program of this desktop that shows messages, "" without one.
func (n Notifier) desktop() string {
	tool := "notify-send"
	switch n.goos {
	case "darwin":
		tool = "osascript"
	case "windows":
		return ""
	default:
		if n.env("DISPLAY") == "" && n.env("WAYLAND_DISPLAY") == "" {
			return ""
		}
	}
	if !n.has(tool) {
		return ""
	}
	return tool
}

// show has the desktop show a text. It is an argument and never part of a
// script; with notify-send it is the summary, for a body may be taken for markup.
func (n Notifier) show(ctx context.Context, tool, text string) error {
	ctx, cancel := context.WithTimeout(ctx, toolTime)
	defer cancel()
	args := []string{"--app-name=" + app, "--", app + ": " + text}
	if tool == "osascript" {
		args = []string{
			"-e", "on run argv",
			"-e", "display notification (item 2 of argv) with title (item 1 of argv)",
			"-e", "end run",
			app, text, // after a word that is no option nothing is one
		}
	}
	_, err := n.ask(ctx, tool, args...)
	return err
}
