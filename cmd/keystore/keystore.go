// Package keystore stores the API key that a user pasted, for one profile, where the user
// said: in the system's keyring or in a file that only the user can read. It writes files of
// lipdash's own and nothing else; package config reads them.
package keystore

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"lipdash/cmd/host"
	"lipdash/config"
)

// Ring is the system's keyring. A secret that is not there is an fs.ErrNotExist.
type Ring interface {
	Keyring(ctx context.Context, service, user string) (string, error)
	SetKeyring(ctx context.Context, service, user, secret string) error
	DropKeyring(ctx context.Context, service, user string) error
	// NoKeyring says why there is none, "" when there is one. It asks nobody to unlock it.
	NoKeyring(ctx context.Context) string
}

// Store is where keys are stored.
type Store struct {
	Source config.Source
	Ring   Ring
}

// Save stores the key of a profile and is the key as it is found there from now on. What
// lipdash stored for the profile before is gone then. The error says in a sentence why nothing
// was stored; it never holds the key.
func (s Store) Save(ctx context.Context, profile, key string, in config.KeyPlace) (config.Key, error) {
	was, wrong := config.Stored(s.Source, profile) // what is wrong with it is replaced
	if was.Path == "" {
		return config.Key{}, errors.New("there is no folder for settings on this machine")
	}
	inFile, inRing := key, was.In == config.InKeyring || was.Old
	if in == config.InKeyring {
		inFile = ""
		if err := s.intoRing(ctx, profile, key, inRing); err != nil {
			return config.Key{}, err
		}
	}
	if in == config.InKeyring && was.In == in && wrong == nil {
		return config.Key{Key: key, Origin: was.Where(), Stored: in}, nil // that it is there is written down
	}
	if err := write(was, inFile, inRing); err != nil {
		if in == config.InKeyring && !inRing { // nobody would look there
			err = s.dropped(ctx, profile, err)
		}
		return config.Key{}, err
	}
	if in == config.InFile && inRing && s.drop(ctx, profile) == nil { // else the file says that it is there
		_ = write(was, inFile, false)
	}
	now, err := config.Stored(s.Source, profile)
	return config.Key{Key: key, Origin: now.Where(), Stored: now.In}, err
}

// intoRing puts a key into the keyring, and never in place of one that lipdash did not store.
func (s Store) intoRing(ctx context.Context, profile, key string, ours bool) error {
	if s.Ring == nil {
		return errors.New("no keyring here")
	}
	if !ours {
		there, err := s.Ring.Keyring(ctx, config.KeyringService, profile)
		switch {
		case err != nil && !errors.Is(err, fs.ErrNotExist):
			return err
		case err == nil && there != key:
			return fmt.Errorf("the keyring has another key under %s/%s that lipdash did not store: choose the file, or take that one out", config.KeyringService, profile)
		}
	}
	return s.Ring.SetKeyring(ctx, config.KeyringService, profile, key)
}

// dropped takes a key out of the keyring again, because of an error.
func (s Store) dropped(ctx context.Context, profile string, because error) error {
	if err := s.drop(ctx, profile); err != nil {
		return fmt.Errorf("%w; the keyring still has it under %s/%s: %w", because, config.KeyringService, profile, err)
	}
	return because
}

// drop takes the key of a profile out of the keyring, where it may not be.
func (s Store) drop(ctx context.Context, profile string) error {
	if s.Ring == nil {
		return errors.New("no keyring here")
	}
	err := s.Ring.DropKeyring(ctx, config.KeyringService, profile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// write writes the file of a profile, whole or not at all; "" for a key that the keyring has, old
// tells that it has an older one.
func write(at config.StoredKey, key string, old bool) error {
	raw, err := config.StoredForm(key, old)
	if err == nil {
		err = writeFile(at.Path, raw)
	}
	if err != nil {
		return fmt.Errorf("%s cannot be written: %s", at.Shown, reason(err))
	}
	return nil
}

// writeFile puts a file that only the user may read into a folder that only the user may
// enter.
func writeFile(path string, raw []byte) error {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	if info, err := os.Stat(dir); err == nil && info.Mode().Perm() != 0o700 {
		_ = os.Chmod(dir, 0o700) //nolint:gosec // a folder must be entered
	}
	return host.WriteWhole(path, raw)
}

// Forget takes away the key that lipdash stored for a profile, and says where it was; "" when
// none was stored. The file goes last: as long as it is there, the keyring is known to have a
// key.
func (s Store) Forget(ctx context.Context, profile string) (where string, err error) {
	at, _ := config.Stored(s.Source, profile) // whatever is wrong with it is taken away
	if at.In == "" {
		return "", nil
	}
	if at.In == config.InKeyring || at.Old {
		if err := s.drop(ctx, profile); err != nil {
			return "", err
		}
	}
	if err := os.Remove(at.Path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("%s cannot be removed: %s", at.Shown, reason(err))
	}
	return at.Where(), nil
}

// reason is an error of the disk without its path.
func reason(err error) string {
	if no, ok := errors.AsType[syscall.Errno](err); ok {
		return no.Error()
	}
	return err.Error()
}
