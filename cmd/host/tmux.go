package host

import (
	"context"
	"strings"
)

// Tmux is what the tmux around this process says of itself: its version, the TERM of the
// terminal that is attached, and the options that matter here. What it does not say is "".
type Tmux struct {
	Version, Client                                string
	Clipboard, Passthrough, Mouse, Focus, Terminal string
	// Old tells that it passes no copy on (-w of load-buffer came with 3.2).
	Old bool
}

const tmuxOptions = "#{version}\t#{client_termname}\t#{set-clipboard}\t#{allow-passthrough}\t#{mouse}\t#{focus-events}\t#{default-terminal}"

// AskTmux asks it, nil where there is none around.
func AskTmux(ctx context.Context) *Tmux { return thisSystem().tmux(ctx) }

func (s system) tmux(ctx context.Context) *Tmux {
	if s.env("TMUX") == "" {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, toolTime)
	defer cancel()
	is := s.askPane(ctx, tmuxOptions)
	if is == nil {
		return &Tmux{}
	}
	return &Tmux{
		Version: is[0], Client: is[1], Clipboard: is[2], Passthrough: onOff(is[3]), Mouse: onOff(is[4]), Focus: onOff(is[5]), Terminal: is[6],
		Old: older(is[0], 3, 2),
	}
}

// askPane is what tmux says of this pane in a format of fields with tabs between, nil for less.
func (s system) askPane(ctx context.Context, fields string) []string {
	args := []string{"display-message", "-p"}
	if pane := s.env("TMUX_PANE"); pane != "" {
		args = append(args, "-t", pane)
	}
	out, err := s.ask(ctx, "tmux", append(args, fields)...)
	is := strings.Split(strings.TrimRight(out, "\n"), "\t")
	if err != nil || len(is) != strings.Count(fields, "\t")+1 {
		return nil
	}
	return is
}

// onOff is a switch of tmux's in a word; in formats they are numbers.
func onOff(text string) string {
	switch text {
	case "0":
		return "off"
	case "1":
		return "on"
	}
	return text
}
