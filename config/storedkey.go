package config

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
)

// KeyPlace is where lipdash stored the key of a profile, "" for nowhere.
type KeyPlace string

// The places there are.
const (
	InFile    KeyPlace = "file"
	InKeyring KeyPlace = "keyring"
)

// StoredKey is what lipdash stored for a profile: one file that holds the key, or that says
// that the system's keyring has it, so that a keyring is asked only where one was chosen.
type StoredKey struct {
	// In is where the key is, "" where none was stored.
	In KeyPlace
	// Path is the file, "" without a folder for it, and Shown is how it is shown.
	Path, Shown string
	// Mode is the file's.
	Mode fs.FileMode
	// Old tells that the keyring may still have an older key of lipdash's, beside the one in the
	// file: it could not be taken out.
	Old bool
	// key is the key in the file, profile whose it is.
	key, profile string
}

// Format names the place, with every verb: the key in it is nobody's business.
func (s StoredKey) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(s.Where())) }

// storedFile is the file's form. It is never printed.
type storedFile struct {
	APIKey  string `json:"api_key,omitempty"`
	Keyring bool   `json:"keyring,omitempty"`
	Old     bool   `json:"older_in_keyring,omitempty"`
}

// StoredForm is what the file holds: the key, or with "" that the keyring has it, under the
// service lipdash and the profile's name; old tells that the keyring has an older one.
func StoredForm(key string, old bool) ([]byte, error) {
	raw, err := json.Marshal(storedFile{APIKey: key, Keyring: key == "", Old: old && key != ""}) //nolint:gosec // to store it is what it is for
	return append(raw, '\n'), err
}

// Where names the place.
func (s StoredKey) Where() string {
	if s.In == InKeyring {
		return "the system's keyring, " + oneLine(KeyringService+"/"+s.profile)
	}
	return s.Shown
}

// Forget is the command that takes it away.
func (s StoredKey) Forget() string { return forgetting(s.profile) }

// forgetting is the command that takes the stored key of a profile away, and no other's.
func forgetting(profile string) string {
	const command = "lipdash account --forget-key"
	switch plain := func(r rune) bool { return r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }; {
	case profile == "" || profile == DefaultProfile:
		return command
	case strings.ContainsFunc(profile, func(r rune) bool { return !plain(r) }):
		return command + " --profile " + quote(profile)
	}
	return command + " --profile " + profile
}

// Stored reads what lipdash stored for a profile. The error says what is wrong with the file,
// never what is in it.
func Stored(src Source, profile string) (StoredKey, error) {
	s := StoredKey{profile: profile}
	if s.Path, s.Shown = storedPath(src, profile); s.Path == "" {
		return s, nil
	}
	data, err := src.ReadFile(s.Path)
	if errors.Is(err, fs.ErrNotExist) {
		return s, nil
	}
	s.In = InFile // whatever is wrong with it
	if err != nil {
		return s, errors.New(reason(err))
	}
	if s, err = s.read(data); err != nil || src.Mode == nil {
		return s, err
	}
	if s.Mode, err = src.Mode(s.Path); err == nil && s.Mode.Perm()&0o077 != 0 {
		err = fmt.Errorf("others may read it, its mode is %04o: chmod 600 it, or store the key again", s.Mode.Perm())
	}
	return s, err
}

func (s StoredKey) read(data []byte) (_ StoredKey, err error) {
	var f storedFile
	switch {
	case json.Unmarshal(data, &f) != nil:
		err = errors.New("the file is not as lipdash writes it")
	case f.Keyring:
		s.In = InKeyring
	default:
		s.Old = f.Old
		if s.key, err = CleanKey(f.APIKey); err != nil {
			err = fmt.Errorf("api_key: %w", err)
		}
	}
	return s, err
}

// keyFromStored takes the key that lipdash stored for a profile.
func keyFromStored(ctx context.Context, src Source, profile string) (Key, LookedIn, error) {
	s, err := Stored(src, profile)
	if err != nil {
		return Key{}, LookedIn{s.Shown, oneLine(err.Error())}, fmt.Errorf("%s: %w", s.Shown, err)
	}
	looked := LookedIn{Where: s.Where()}
	switch s.In {
	case InFile:
		key := Key{Key: s.key, Origin: s.Shown, Stored: InFile}
		looked.Found = "found, " + key.String()
		return key, looked, nil
	case InKeyring:
		key, looked, err := keyFromKeyring(ctx, src, KeyringService+"/"+profile)
		if err == nil && key.Empty() {
			err = fmt.Errorf("the key that lipdash stored is not in %s (%s): %s has it looked for elsewhere", looked.Where, looked.Found, s.Forget())
		}
		if !key.Empty() {
			key.Origin, key.Stored = s.Where(), InKeyring
		}
		return key, looked, err
	}
	return Key{}, LookedIn{"a key that lipdash stored", "none for profile " + oneLine(profile)}, nil
}

// ComesFirst names what is looked at before a key that lipdash stored, so that one would be of
// no use: "" for nothing.
func ComesFirst(src Source, from string) string {
	switch {
	case from != "":
		return "key_from"
	case src.env(keyVariable) != "":
		return keyVariable
	}
	return ""
}

// Strays are the keys that lipdash stored for profiles that are not among those there are.
func Strays(src Source, profiles []string) (out []StoredKey) {
	path, _ := storedPath(src, DefaultProfile)
	if path == "" || src.ReadDir == nil {
		return nil
	}
	files, _ := src.ReadDir(filepath.Dir(path))
	for _, f := range files {
		name, ours := strings.CutSuffix(f.Name(), ".json")
		profile, err := url.PathUnescape(name)
		if !ours || err != nil || fileName(profile) != name || slices.Contains(profiles, profile) {
			continue
		}
		if s, _ := Stored(src, profile); s.In != "" { // whatever is wrong with it
			out = append(out, s)
		}
	}
	return out
}

// Profile is whose key it is.
func (s StoredKey) Profile() string { return oneLine(s.profile) }

// storedPath is the file of a profile, "" without a folder for it, and how it is shown.
func storedPath(src Source, profile string) (path, shown string) {
	dir, err := src.UserConfigDir()
	if err != nil {
		return "", ""
	}
	path = filepath.Join(dir, "lipdash", "keys", fileName(profile)+".json")
	shown = path
	if home, err := src.HomeDir(); err == nil {
		if rest, inside := strings.CutPrefix(path, home+string(filepath.Separator)); inside {
			shown = filepath.Join("~", rest)
		}
	}
	return path, oneLine(shown)
}

// fileName is a profile's name as that of a file, another one for each: also where the disk
// takes capitals for small letters.
func fileName(profile string) string {
	var b strings.Builder
	for _, c := range []byte(profile) {
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_' {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02x", c)
		}
	}
	return b.String()
}
