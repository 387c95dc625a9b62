package cmd

import (
	"bufio"
	"context"
	"errors"
	"os"
	"strings"

	"github.com/charmbracelet/x/term"

	"lipdash/api"
	"lipdash/api/safely"
	"lipdash/cmd/linemode"
	"lipdash/config"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
)

// openOrAsk opens the account of the key, and asks a person at a terminal for one where there
// is none that can be used.
func (v *invocation) openOrAsk(ctx context.Context) (*api.Client, error) {
	client, err := v.open(ctx)
	var none authError
	if !errors.As(err, &none) || !v.streams.terminal(v.streams.in) || ctx.Err() != nil {
		return client, err
	}
	in := bufio.NewReader(v.streams.in)
	used, good := config.Key{}, ""
	pasted, err := linemode.AskKey(ctx, linemode.KeyOptions{
		In: in, Out: v.streams.out, Why: none, Places: v.conn.keyPlaces(),
		Secret: func(ctx context.Context, ask func()) (string, error) { return secretLine(ctx, v.streams.in, in, ask) },
		Check: func(ctx context.Context, key string) (err error) {
			good, err = v.conn.good(ctx, key)
			return err
		},
		Keep: func(ctx context.Context, pasted action.UseKey) (kept calls.Kept) {
			kept, used = v.conn.store(ctx, good, pasted.Keep)
			return kept
		},
	})
	if pasted == "" || err != nil {
		return nil, err
	}
	v.streams.in = in // what was read ahead is not lost
	return v.openWith(used)
}

// secretLine reads a line that a terminal does not show, and asks for it once it would not be
// shown; what is no terminal shows nothing. It ends with its context, and leaves the terminal as
// it was: what still reads then, reads and does nothing else.
func secretLine(ctx context.Context, in any, lines *bufio.Reader, ask func()) (string, error) {
	read := func() (string, error) {
		text, err := lines.ReadString('\n')
		return strings.TrimRight(text, "\r\n"), err
	}
	f, is := in.(*os.File)
	if !is {
		ask()
		return read()
	}
	was, err := term.GetState(f.Fd())
	if err != nil {
		return "", err
	}
	defer func() { _ = term.Restore(f.Fd(), was) }()
	unseen := *was
	echoOff(&unseen)
	if err := term.SetState(f.Fd(), &unseen); err != nil {
		return "", err
	}
	ask()
	return safely.Await(ctx, read)
}
