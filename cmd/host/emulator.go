package host

import (
	"context"
	"strconv"
	"strings"
)

// emulator is a terminal program and the sequence that makes it show a message
// on the desktop, 0 when it has none. sure is false where only some builds do: a
// message that nobody shows is worse than a desktop's own tool.
type emulator struct {
	name string
	osc  int
	sure bool
}

// emulators are known by a part of what they call themselves: in TERM,
// TERM_PROGRAM, LC_TERMINAL, or as tmux heard it from them. The first match
// counts. ConEmu is none of them: its OSC 9 are commands, one of which waits for
// enter.
var emulators = []struct {
	mark string
	emulator
}{
	{"kitty", emulator{"kitty", 99, true}},
	{"ghostty", emulator{"Ghostty", 9, true}},
	{"wezterm", emulator{"WezTerm", 9, true}},
	{"iterm", emulator{"iTerm2", 9, true}},
	{"warp", emulator{"Warp", 9, true}},
	{"foot", emulator{"foot", 777, true}},
	{"contour", emulator{"Contour", 777, true}},
	// urxvt needs an extension, VTE a distribution's patch, Windows Terminal a
	// release of 2026.
	{"rxvt-unicode", emulator{"urxvt", 777, false}},
	{"windows terminal", emulator{"Windows Terminal", 777, false}},
	{"vte", emulator{"VTE", 777, false}},
	{"gnome", emulator{"VTE", 777, false}},
	{"alacritty", emulator{name: "Alacritty"}},
	{"apple_terminal", emulator{name: "Terminal.app"}},
	{"vscode", emulator{name: "VS Code"}},
	{"linux", emulator{name: "the console"}},
}

// named finds an emulator by what it calls itself.
func named(names ...string) emulator {
	for _, name := range names {
		name = strings.ToLower(name)
		for _, e := range emulators {
			if strings.Contains(name, e.mark) {
				return e.emulator
			}
		}
	}
	return emulator{}
}

// emulator is the terminal around this process. Inside screen or zellij the
// variables are those of whoever started it, and neither lets messages through.
func (n Notifier) emulator() emulator {
	switch {
	case n.env("STY") != "":
		return emulator{name: "screen"}
	case n.env("ZELLIJ") != "":
		return emulator{name: "zellij"}
	}
	if e := named(n.env("TERM"), n.env("TERM_PROGRAM"), n.env("LC_TERMINAL")); e.name != "" {
		return e
	}
	switch {
	case n.env("KITTY_WINDOW_ID") != "":
		return named("kitty")
	case n.env("WT_SESSION") != "":
		return named("windows terminal")
	case n.env("VTE_VERSION") != "":
		return named("vte")
	}
	return emulator{}
}

// tmuxFacts are what is asked of tmux: the terminal that is attached, by its
// TERM and by its own word, whether sequences pass, whether this pane's window is
// the one in front, and the version.
const tmuxFacts = "#{client_termname}\t#{client_termtype}\t#{allow-passthrough}\t#{window_active}\t#{version}"

// beyondTmux is the terminal on the other side of tmux. The variables here are
// those of whoever started the server.
func (n Notifier) beyondTmux(ctx context.Context) place {
	p := place{tmux: true, remote: n.attachedRemotely(ctx)}
	facts := n.askPane(ctx, tmuxFacts)
	if facts == nil {
		p.blocked = "tmux does not say what terminal it is in"
		return p
	}
	p.emulator = named(facts[1], facts[0])
	p.blocked = blocked(facts[2], facts[3] == "1", facts[4])
	return p
}

// attachedRemotely asks the session, which tmux tells at every attach, and else
// goes by the variables of this process.
func (n Notifier) attachedRemotely(ctx context.Context) bool {
	if said, err := n.ask(ctx, "tmux", "show-environment", "SSH_CONNECTION"); err == nil {
		return strings.HasPrefix(said, "SSH_CONNECTION=")
	}
	return Remote(n.env)
}

// blocked says why sequences do not pass tmux, "" when they do: before 3.3 they
// always did, since then it is an option, and out of sight only "all" lets them.
func blocked(option string, inFront bool, version string) string {
	switch option {
	case "all":
		return ""
	case "on", "1":
		if inFront {
			return ""
		}
		return "tmux lets messages through from the window in front only; allow-passthrough all lets them"
	case "":
		if older(version, 3, 3) {
			return ""
		}
	}
	return "tmux lets no messages through; set -g allow-passthrough all lets them (on, before tmux 3.4)"
}

// older tells whether a version such as "3.2a" or "next-3.4" comes before one.
func older(version string, major, minor int) bool {
	a, b, _ := strings.Cut(strings.TrimPrefix(version, "next-"), ".")
	x, err := strconv.Atoi(a)
	y, err2 := strconv.Atoi(strings.TrimRight(b, "abcdefghijklmnopqrstuvwxyz-"))
	return err == nil && err2 == nil && (x < major || x == major && y < minor)
}
