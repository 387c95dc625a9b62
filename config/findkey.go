package config

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
)

// LookedIn is one place where a key was looked for, and what was there, both in
// words fit for the screen.
type LookedIn struct{ Where, Found string }

const (
	keyVariable     = "HEYGEN_API_KEY"
	credentialsName = "credentials"
)

// FindKey looks for a key in HEYGEN_API_KEY, then in the official CLI's
// credentials file (api.md 1.6), and says where it looked. It only reads.
//
// The error says what is wrong with a place that holds something unusable: that
// is not the same as nothing, and the places after it are not tried, because
// they may belong to another account. No key anywhere is no error.
func FindKey(src Source) (Key, []LookedIn, error) {
	key, first, err := keyFromEnv(src)
	if err != nil || !key.Empty() {
		return key, []LookedIn{first}, err
	}
	key, second, err := keyFromFile(src)
	return key, []LookedIn{first, second}, err
}

func keyFromEnv(src Source) (Key, LookedIn, error) {
	looked := LookedIn{Where: keyVariable + " in the environment", Found: "not set"}
	text, set := src.Environ(keyVariable)
	if strings.TrimSpace(text) == "" {
		if set {
			looked.Found = "set, but empty"
		}
		return Key{}, looked, nil
	}
	clean, err := CleanKey(text)
	if err != nil {
		looked.Found = "not usable: " + err.Error()
		return Key{}, looked, fmt.Errorf("%s: %w", keyVariable, err)
	}
	key := Key{Key: clean, Origin: keyVariable}
	looked.Found = "found, " + key.String()
	return key, looked, nil
}

func keyFromFile(src Source) (Key, LookedIn, error) {
	path, shown := credentialsPath(src)
	looked := LookedIn{Where: shown + " (HeyGen CLI)"}
	if path == "" {
		looked.Found = "no home directory"
		return Key{}, looked, nil
	}
	data, err := src.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		looked.Found = "no such file"
		return Key{}, looked, nil
	}
	key := Key{}
	if err == nil {
		key, err = parseCredentials(data, src.Now())
	}
	switch {
	case err != nil:
		looked.Found = reason(err)
		return Key{}, looked, fmt.Errorf("%s: %s", shown, reason(err))
	case key.Empty():
		looked.Found = "found, but no key in it"
		return Key{}, looked, nil
	}
	key.Origin = shown
	looked.Found = "found, " + key.String()
	return key, looked, nil
}

// credentialsPath is the file, "" without a home to have it in, and how it is
// shown: short, and without the user's name.
func credentialsPath(src Source) (path, shown string) {
	if dir := src.env("HEYGEN_CONFIG_DIR"); dir != "" {
		path = filepath.Join(src.Expand(dir), credentialsName)
		return path, oneLine(path)
	}
	shown = filepath.Join("~", ".heygen", credentialsName)
	home, err := src.HomeDir()
	if err != nil {
		return "", shown
	}
	return filepath.Join(home, ".heygen", credentialsName), shown
}
