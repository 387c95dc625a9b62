package host

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/zalando/go-keyring"

	"lipdash/api/safely"
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
	var exit *exec.ExitError
	if errors.As(err, &exit) {
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

// Keyring returns a secret of the system's keyring: the Keychain, the Credential Manager
// or the Secret Service. One that is not there is an fs.ErrNotExist.
func (KeyPlaces) Keyring(ctx context.Context, service, user string) (string, error) {
	if why := noKeyring(runtime.GOOS, os.Getenv); why != "" {
		return "", errors.New(why)
	}
	type answer struct {
		secret string
		err    error
	}
	got := make(chan answer, 1)
	// It waits for whoever unlocks the keyring, and heeds no context.
	safely.Go(func() {
		secret, err := keyring.Get(service, user)
		got <- answer{secret, err}
	})
	ctx, cancel := context.WithTimeout(ctx, keyTime)
	defer cancel()
	select {
	case a := <-got:
		switch {
		case errors.Is(a.err, keyring.ErrNotFound):
			return "", fs.ErrNotExist
		case a.err != nil:
			return "", fmt.Errorf("the keyring did not answer: %s", format.Shorten(format.Line(a.err.Error()), mostComplaint, format.Ellipsis))
		}
		return a.secret, nil
	case <-ctx.Done():
		return "", fmt.Errorf("the keyring gave nothing within %s", format.Took(keyTime))
	}
}

// noKeyring says why there is no keyring to ask, "" when there may be one. Without a
// session bus one would be started only to find nobody on it.
func noKeyring(goos string, env func(string) string) string {
	if goos == "darwin" || goos == "windows" || env("DBUS_SESSION_BUS_ADDRESS") != "" {
		return ""
	}
	dir := env("XDG_RUNTIME_DIR")
	if dir == "" {
		dir = filepath.Join("/run/user", strconv.Itoa(os.Getuid()))
	}
	if _, err := os.Stat(filepath.Join(dir, "bus")); err != nil {
		return "there is no keyring here (no session bus)"
	}
	return ""
}
