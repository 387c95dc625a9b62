package host

import "strings"

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
