package host

import (
	"context"
	"strconv"
	"strings"
)

// tmuxFacts are what is asked of tmux: the terminal that is attached, by its
// TERM and by its own word, whether sequences pass, whether this pane's window is
// the one in front, and the version.
const tmuxFacts = "#{client_termname}\t#{client_termtype}\t#{allow-passthrough}\t#{window_active}\t#{version}"

// beyondTmux is the terminal on the other side of tmux. The variables here are
// those of whoever started the server.
func (n Notifier) beyondTmux(ctx context.Context) place {
	p := place{tmux: true, remote: n.attachedRemotely(ctx)}
	args := []string{"display-message", "-p"}
	if pane := n.env("TMUX_PANE"); pane != "" {
		args = append(args, "-t", pane)
	}
	out, err := n.run(ctx, "tmux", append(args, tmuxFacts)...)
	facts := strings.Split(strings.TrimRight(out, "\n"), "\t")
	if err != nil || len(facts) != 5 {
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
	if said, err := n.run(ctx, "tmux", "show-environment", "SSH_CONNECTION"); err == nil {
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
