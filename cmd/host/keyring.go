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
func askKeyring[T any](ctx context.Context, secret string, ask func() (T, error)) (value T, err error) {
	if why := noKeyring(runtime.GOOS, os.Getenv); why != "" {
		return value, errors.New(why)
	}
	ctx, cancel := context.WithTimeout(ctx, keyTime)
	defer cancel()
	value, err = safely.Await(ctx, ask) // it waits for whoever unlocks the keyring
	switch {
	case err == nil:
		return value, nil
	case errors.Is(err, keyring.ErrNotFound):
		return value, fs.ErrNotExist
	case ctx.Err() != nil:
		return value, fmt.Errorf("the keyring did not answer within %s", format.Took(keyTime))
	}
	text := err.Error()
	if secret != "" {
		text = strings.ReplaceAll(text, secret, "…")
	}
	return value, fmt.Errorf("the keyring did not answer: %s", format.Shorten(format.Line(text), mostComplaint, format.Ellipsis))
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
	why, err := safely.Await(ctx, func() (string, error) { return noSecretService(ctx), nil })
	if err != nil {
		return "the session bus does not answer"
	}
	return why
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
