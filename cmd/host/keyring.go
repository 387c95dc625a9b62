package host

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/zalando/go-keyring"

	"lipdash/api/safely"
	"lipdash/ui/kit/format"
)

// Keyring returns a secret of the system's keyring: the Keychain, the Credential Manager
// or the Secret Service. One that is not there is an fs.ErrNotExist.
func (KeyPlaces) Keyring(ctx context.Context, service, user string) (string, error) {
	return askKeyring(ctx, "", func() (string, error) { return keyring.Get(service, user) })
}

// SetKeyring puts a secret into the system's keyring, in place of what is there by that name.
func (KeyPlaces) SetKeyring(ctx context.Context, service, user, secret string) error {
	_, err := askKeyring(ctx, secret, func() (struct{}, error) { return struct{}{}, keyring.Set(service, user, secret) })
	return err
}

// DropKeyring takes a secret out of the system's keyring. One that is not there is an
// fs.ErrNotExist.
func (KeyPlaces) DropKeyring(ctx context.Context, service, user string) error {
	_, err := askKeyring(ctx, "", func() (struct{}, error) { return struct{}{}, keyring.Delete(service, user) })
	return err
}

// askKeyring asks it something in which a secret may stand, which is in no error.
func askKeyring[T any](ctx context.Context, secret string, ask func() (T, error)) (T, error) {
	type answer struct {
		value T
		err   error
	}
	if why := noKeyring(runtime.GOOS, os.Getenv); why != "" {
		return answer{}.value, errors.New(why)
	}
	got := make(chan answer, 1)
	// It waits for whoever unlocks the keyring, and heeds no context.
	safely.Go(func() {
		value, err := ask()
		got <- answer{value, err}
	})
	ctx, cancel := context.WithTimeout(ctx, keyTime)
	defer cancel()
	select {
	case a := <-got:
		switch {
		case errors.Is(a.err, keyring.ErrNotFound):
			return a.value, fs.ErrNotExist
		case a.err != nil:
			text := a.err.Error()
			if secret != "" {
				text = strings.ReplaceAll(text, secret, "…")
			}
			return a.value, fmt.Errorf("the keyring did not answer: %s", format.Shorten(format.Line(text), mostComplaint, format.Ellipsis))
		}
		return a.value, nil
	case <-ctx.Done():
		return answer{}.value, fmt.Errorf("the keyring did not answer within %s", format.Took(keyTime))
	}
}

// busTime bounds the question who is on the session bus, which waits for nobody.
const busTime = time.Second

// NoKeyring says why there is no keyring to store a key in, "" when there is one. Nobody is
// asked to unlock it.
func (KeyPlaces) NoKeyring(ctx context.Context) string {
	if why := noKeyring(runtime.GOOS, os.Getenv); why != "" {
		return why
	}
	ctx, cancel := context.WithTimeout(ctx, busTime)
	defer cancel()
	why := make(chan string, 1)
	safely.Go(func() { why <- noSecretService(ctx) })
	select {
	case text := <-why:
		return text
	case <-ctx.Done():
		return "the session bus does not answer"
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
		return "no keyring here: no session bus"
	}
	return ""
}
