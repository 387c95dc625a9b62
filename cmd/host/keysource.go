package host

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"strings"
	"time"

	"lipdash/ui/kit/format"
)

// keyTime bounds a place that is asked for a key: a password manager may ask its user
// first.
const keyTime = 30 * time.Second

// keyOutput bounds what it may say, in bytes.
const keyOutput = 64 << 10

// KeyPlaces asks for keys where only a program has them. While a dashboard is drawn,
// Detached keeps what is started away from its terminal.
type KeyPlaces struct{ Detached bool }

// Command runs a command line without a shell and returns what it prints. What it says
// on standard error is told in one harmless line, and nothing of its output is ever in
// an error.
func (k KeyPlaces) Command(ctx context.Context, command string) ([]byte, error) {
	words, err := split(command, os.Getenv)
	if err != nil || len(words) == 0 {
		return nil, errors.New("the command cannot be read: there is no shell, so what is special to one stands in quotes")
	}
	ctx, cancel := context.WithTimeout(ctx, keyTime)
	defer cancel()
	cmd := exec.CommandContext(ctx, words[0], words[1:]...) //nolint:gosec // the user's own command
	cmd.WaitDelay = time.Second
	out, bad := &limited{room: keyOutput}, &limited{room: keyOutput}
	cmd.Stdout, cmd.Stderr = out, bad
	if k.Detached {
		cmd.SysProcAttr = detached()
	}
	err = cmd.Run()
	name := format.Line(words[0])
	switch {
	case err == nil:
		return out.kept.Bytes(), nil
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return nil, fmt.Errorf("%s gave no key within %s", name, format.Took(keyTime))
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, exec.ErrNotFound), errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%s is not found", name)
	}
	return nil, fmt.Errorf("%s ended with %s%s", name, endedWith(err), complains(bad.kept.Bytes(), out.kept.Bytes()))
}

func endedWith(err error) string {
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		return exit.String()
	}
	return "an error"
}

// mostComplaint is how much of a complaint is told, in cells.
const mostComplaint = 160

// complains is the first line of what a program complained about, without what it
// printed for us alone.
func complains(bad, out []byte) string {
	for secret := range bytes.FieldsSeq(out) {
		if len(secret) >= 8 {
			bad = bytes.ReplaceAll(bad, secret, []byte("…"))
		}
	}
	for line := range strings.Lines(string(bad)) {
		if line = format.Line(line); line != "" {
			return ": " + format.Shorten(line, mostComplaint, format.Ellipsis)
		}
	}
	return ""
}
