//go:build !windows

package cmd

import (
	"bufio"
	"context"
	"errors"
	"testing"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/creack/pty"
	"golang.org/x/sys/unix"
)

func TestATerminalIsLeftAsItWasWhoeverEndsAnUnseenLine(t *testing.T) {
	keyboard, screen, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = keyboard.Close(), screen.Close() })
	was, err := term.GetState(screen.Fd())
	if err != nil {
		t.Fatal(err)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	lines := bufio.NewReader(screen)
	for _, c := range []struct {
		ctx         context.Context
		typed, want string
		err         error
	}{
		{t.Context(), "hg_0123456789\r", "hg_0123456789", nil},
		{ended, "", "", context.Canceled},
	} {
		got, err := secretLine(c.ctx, screen, lines, func() {
			if now, err := term.GetState(screen.Fd()); err != nil || now.Lflag&unix.ECHO != 0 {
				t.Error("what is typed would be shown", err)
			}
			_, _ = keyboard.WriteString(c.typed)
		})
		if got != c.want || !errors.Is(err, c.err) {
			t.Errorf("%d bytes, %v", len(got), err)
		}
		for range 20 { // also when what still reads has had its turn
			<-time.After(time.Millisecond)
			if now, err := term.GetState(screen.Fd()); err != nil || *now != *was {
				t.Fatal("the terminal is not as it was", err)
			}
		}
	}
	_, _ = keyboard.WriteString("\n") // ends what still reads
}
