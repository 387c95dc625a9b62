package share

import "testing"

func TestWhatMayNotHaveArrivedCanBeShown(t *testing.T) {
	for _, c := range []struct {
		how   Copied
		aside string
		key   string
		want  string
	}{
		{Copied{How: "through tmux"}, "", "Y t", "copied the id, through tmux"},
		{Copied{How: "through tmux"}, "it ends in 40s", "Y t", "copied the id, through tmux, it ends in 40s"},
		{Copied{How: "through the terminal (OSC 52)", OSC52: true}, "it ends in 40s", "Y t", "sent the id through the terminal (OSC 52), Y t shows it, it ends in 40s"},
		{Copied{How: "through the terminal (OSC 52)", OSC52: true}, "", "", "sent the id through the terminal (OSC 52)"},
		{Copied{OSC52: true, Doubt: "set -g set-clipboard on"}, "", "Y t", "the id may be lost, Y t shows it; set -g set-clipboard on"},
		{Copied{Doubt: "set -g set-clipboard on"}, "", "", "the id may be lost; set -g set-clipboard on"},
	} {
		if got := c.how.Words("the id", c.aside, c.key); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
