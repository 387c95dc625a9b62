package host

import (
	"context"
	"encoding/binary"
	"strings"
	"unicode/utf16"

	"lipdash/ui/state/share"
)

// Clipboard copies text to where the user can paste it: inside tmux
// through tmux, which is the only way that arrives in an untouched one; over
// ssh through the terminal, because a tool would fill the clipboard of the
// wrong machine; locally with the system's tool, else through the terminal.
type Clipboard struct{ system }

// NewClipboard is the clipboard of this machine.
func NewClipboard() Clipboard { return Clipboard{thisSystem()} }

// mostOSC52 is what terminals are known to take as one OSC 52, in bytes before
// it is encoded: xterm's limit is one of the lowest.
const mostOSC52 = 74_994

// Copy copies text, or says that it must go through the terminal.
func (c Clipboard) Copy(ctx context.Context, text string) (share.Copied, error) {
	ctx, cancel := context.WithTimeout(ctx, toolTime)
	defer cancel()
	if t, ok := c.tool(); ok {
		if _, err := c.run(ctx, t.encode(text), t.env, t.name, t.args...); err == nil {
			return share.Copied{How: t.how, Doubt: c.beyondTmux(ctx, t)}, nil
		}
	}
	return c.throughTerminal(len(text)), nil
}

// How says how a text would be copied from here, and copies nothing.
func (c Clipboard) How(ctx context.Context) share.Copied {
	ctx, cancel := context.WithTimeout(ctx, toolTime)
	defer cancel()
	if t, ok := c.tool(); ok {
		return share.Copied{How: t.how, Doubt: c.beyondTmux(ctx, t)}
	}
	return c.throughTerminal(0)
}

// throughTerminal is the copy of so many bytes that the terminal is asked for.
func (c Clipboard) throughTerminal(size int) share.Copied {
	return share.Copied{How: "through the terminal (OSC 52)", OSC52: true, Doubt: c.beyondHere(size)}
}

// What a tmux further out needs: untouched, it passes nothing on that comes from
// within.
const (
	atTheirEnd = "set -g set-clipboard on in the tmux at your end"
	around     = "set -g set-clipboard on in the tmux around this"
)

// beyondTmux says what a copy that tmux took may still be lost to: the terminal
// of tmux itself may be another tmux, on the machine that ssh was started on.
func (c Clipboard) beyondTmux(ctx context.Context, t tool) string {
	if t.name != "tmux" {
		return ""
	}
	term, err := c.ask(ctx, "tmux", "display-message", "-p", "#{client_termname}")
	if err == nil && multiplexed(term) {
		return atTheirEnd
	}
	return ""
}

// beyondHere says what OSC 52 is likely to be lost to on its way out.
func (c Clipboard) beyondHere(size int) string {
	switch {
	case c.env("TMUX") != "":
		return "set -g set-clipboard on in this tmux, which is an old one"
	case c.env("STY") != "":
		return "screen passes it to few terminals"
	case multiplexed(c.env("TERM")) && Remote(c.env):
		return atTheirEnd
	case multiplexed(c.env("TERM")): // its variables were lost: sudo, a container
		return around
	case c.env("TERM") == "linux":
		return "the console has no clipboard"
	case size > mostOSC52:
		return "it is longer than many terminals take"
	}
	return ""
}

// multiplexed tells whether a TERM is that of tmux or screen.
func multiplexed(term string) bool {
	return strings.HasPrefix(term, "tmux") || strings.HasPrefix(term, "screen")
}

// tool is a program that takes the text on its standard input.
type tool struct {
	how  string
	name string
	args []string
	env  []string
	wide bool // UTF-16 with a byte order mark, for clip.exe
}

// tool is the one to try here, if any.
func (c Clipboard) tool() (tool, bool) {
	if c.env("TMUX") != "" {
		// -w needs tmux 3.2; an older one fails and the terminal is tried.
		return tool{how: "through tmux", name: "tmux", args: []string{"load-buffer", "-w", "-"}}, true
	}
	if Remote(c.env) {
		return tool{}, false
	}
	for _, t := range c.local() {
		if c.has(t.name) {
			t.how = "with " + t.name
			return t, true
		}
	}
	return tool{}, false
}

// local lists the tools that fit this system and session, the best first.
func (c Clipboard) local() []tool {
	var tools []tool
	switch c.goos {
	case "darwin":
		// Without a locale pbcopy takes its input for Mac Roman.
		return []tool{{name: "pbcopy", env: []string{"LC_CTYPE=UTF-8"}}}
	case "windows":
		return []tool{{name: "clip.exe", wide: true}}
	}
	if c.env("WAYLAND_DISPLAY") != "" {
		tools = append(tools, tool{name: "wl-copy"})
	}
	if c.env("DISPLAY") != "" {
		tools = append(tools,
			tool{name: "xclip", args: []string{"-selection", "clipboard"}},
			tool{name: "xsel", args: []string{"--input", "--clipboard"}})
	}
	if c.env("WSL_DISTRO_NAME") != "" {
		tools = append(tools, tool{name: "clip.exe", wide: true})
	}
	return tools
}

func (t tool) encode(text string) []byte {
	if !t.wide {
		return []byte(text)
	}
	out := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(text)) {
		out = binary.LittleEndian.AppendUint16(out, u)
	}
	return out
}
