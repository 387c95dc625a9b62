package cmd

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"lipdash/cmd/host"
)

// teller is a notifier with given means.
type teller struct {
	host.Means
	err error
}

func (f teller) Find(context.Context) host.Means { return f.Means }
func (f teller) Notify(context.Context, string) (string, string, error) {
	return "\a\x1b]9;x\a", f.How(), f.err
}

func TestNotifySendsSequencesToTerminalsOnly(t *testing.T) {
	kitty, tool := host.Means{Terminal: "kitty", OSC: 99}, host.Means{Tool: "notify-send"}
	for _, c := range []struct {
		means      host.Means
		onTerminal bool
		sent       []string
		says       string
	}{
		{kitty, true, []string{"bell", "message"}, "sent the bell, and a message by kitty"},
		{kitty, false, nil, "sent nothing, standard output is no terminal"},
		{tool, true, []string{"bell", "message"}, "sent the bell, and a message with notify-send"},
		{tool, false, []string{"message"}, "sent only the message, standard output is no terminal"},
		{host.Means{Why: "no"}, true, []string{"bell"}, "sent the bell alone: no"},
	} {
		var out bytes.Buffer
		n, err := try(t.Context(), teller{Means: c.means}, &out, c.onTerminal)
		if err != nil || !slices.Equal(n.Sent, c.sent) || (out.Len() > 0) != c.onTerminal {
			t.Errorf("%+v: sent %q, wrote %q, %v", c, n.Sent, out.String(), err)
		}
		out.Reset()
		if err := n.write(&out, false, n.sent()); err != nil || !strings.HasPrefix(out.String(), c.says) {
			t.Errorf("%+v: says %q, %v", c, out.String(), err)
		}
	}
}

func TestNotifyRingsAlthoughTheToolFails(t *testing.T) {
	var out bytes.Buffer
	_, err := try(t.Context(), teller{host.Means{Tool: "notify-send"}, errors.New("no bus")}, &out, true)
	if err == nil || !strings.Contains(err.Error(), "no bus") || !strings.HasPrefix(out.String(), "\a") {
		t.Errorf("wrote %q, %v", out.String(), err)
	}
}

func TestNotifyAsJSON(t *testing.T) {
	t.Setenv("TMUX", "")
	t.Setenv("STY", "")
	t.Setenv("TERM", "xterm-kitty")
	for _, args := range [][]string{{"notify", "--json"}, {"notify", "test", "--json"}} {
		got := runCommand(t, args...)
		var n notice
		if err := json.Unmarshal([]byte(got.out), &n); err != nil || n.Terminal != "kitty" || n.OSC != 99 || n.Sent != nil || got.err != "" {
			t.Errorf("%q: %q, %q, %v", args, got.out, got.err, err)
		}
		if strings.ContainsAny(got.out, "\a\x1b") {
			t.Errorf("%q: %q", args, got.out)
		}
	}
}
