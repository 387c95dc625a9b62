package config

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"path/filepath"
	"strings"
	"time"
)

// LookedIn is one place where a key was looked for, and what was there, both in
// words fit for the screen.
type LookedIn struct{ Where, Found string }

const (
	keyVariable     = "HEYGEN_API_KEY"
	credentialsName = "credentials"
)

// findUsual looks in HEYGEN_API_KEY, then for what lipdash stored, which was asked for in so
// many words, then in the official CLI's file.
func findUsual(ctx context.Context, src Source, profile string) (Key, []LookedIn, error) {
	var looked []LookedIn
	for _, in := range []func() (Key, LookedIn, error){
		func() (Key, LookedIn, error) { return keyFromEnv(src, keyVariable) },
		func() (Key, LookedIn, error) { return keyFromStored(ctx, src, profile) },
		func() (Key, LookedIn, error) { return keyFromCLI(src) },
	} {
		key, there, err := in()
		if looked = append(looked, there); err != nil || !key.Empty() {
			return key, looked, err
		}
	}
	return Key{}, looked, nil
}

func keyFromEnv(src Source, variable string) (Key, LookedIn, error) {
	looked := LookedIn{Where: variable + " in the environment", Found: "not set"}
	text, set := src.Environ(variable)
	if strings.TrimSpace(text) == "" {
		if set {
			looked.Found = "set, but empty"
		}
		return Key{}, looked, nil
	}
	clean, err := CleanKey(text)
	if err != nil {
		looked.Found = "not usable: " + err.Error()
		return Key{}, looked, fmt.Errorf("%s: %w", variable, err)
	}
	key := Key{Key: clean, Origin: variable}
	looked.Found = "found, " + key.String()
	return key, looked, nil
}

func keyFromCLI(src Source) (Key, LookedIn, error) {
	path, shown := credentialsPath(src)
	return keyFromFile(src, path, shown, " (HeyGen CLI)")
}

// keyFromFile takes the key of a file: the official CLI's, or one that holds a key and
// nothing else.
func keyFromFile(src Source, path, shown, whose string) (Key, LookedIn, error) {
	looked := LookedIn{Where: shown + whose}
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

// Key is what HeyGen knows us by: an API key or an OAuth access token, never
// both. However it is printed, it shows the last four characters at most.
type Key struct {
	Key, Bearer string
	// Origin is where it was found: "HEYGEN_API_KEY" or a path; "" of one that was pasted and
	// is stored nowhere.
	Origin string
	// Stored is where lipdash stored it, "" of one that somebody else put somewhere.
	Stored KeyPlace
}

// Empty tells that nothing was found.
func (k Key) Empty() bool { return k.Key == "" && k.Bearer == "" }

// Tail is the last four characters, or nothing of a short key, of which four
// characters would give too much away.
func (k Key) Tail() string {
	secret := k.Key + k.Bearer
	if len(secret) < 12 {
		return ""
	}
	return secret[len(secret)-4:]
}

// String shows no more than Tail.
func (k Key) String() string {
	if k.Empty() {
		return "no key"
	}
	return "key .." + k.Tail()
}

// Format keeps every verb, %#v among them, from printing the fields.
func (k Key) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(k.String())) }

// MarshalJSON is String.
func (k Key) MarshalJSON() ([]byte, error) { return json.Marshal(k.String()) }

// LogValue is String.
func (k Key) LogValue() slog.Value { return slog.StringValue(k.String()) }

// quotes are what people and files put around a key.
const quotes = "\"'`\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb"

// pasted is what comes along when a key is copied out of a script or a command.
var pasted = expression(`(?i)^(export\s+)?(HEYGEN_API_KEY\s*=|X-Api-Key\s*:|(Authorization\s*:\s*)?Bearer\s)`)

// CleanKey trims a key that was typed, pasted or stored, and refuses what can
// be no key: a header carries visible ASCII only. The error never repeats it.
func CleanKey(text string) (string, error) {
	text = strings.TrimSpace(strings.TrimPrefix(text, "\ufeff"))
	around := ""
	if strings.ContainsAny(text, "=: \t\r\n\f") { // most keys have nothing of it
		around = pasted().FindString(text)
	}
	switch {
	case text == "":
		return "", errors.New("blank")
	case around != "":
		return "", fmt.Errorf("it begins with %s, leave that out", strings.TrimSpace(around))
	case strings.Trim(text, quotes) != text:
		return "", errors.New("it is in quotes, leave them out")
	case strings.ContainsAny(text, "\r\n"):
		return "", errors.New("more than one line")
	case strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r > '~' }):
		return "", errors.New("holds characters that no key has")
	}
	return text, nil
}

// credentials is the official CLI's file (api.md 1.6). Unknown keys are none of
// our business: other tools share the file.
type credentials struct {
	APIKey string `json:"api_key"`
	OAuth  *struct {
		AccessToken string `json:"access_token"`
		ExpiresAt   string `json:"expires_at"`
	} `json:"oauth"`
}

// expiryMargin is how much earlier than it says a token counts as expired, as
// in the official CLI, so that it does not expire on its way.
const expiryMargin = 60 * time.Second

// parseCredentials reads the file in either of its forms. A file without any
// key, as a logout leaves it, gives an empty Key. The errors never repeat what
// the file holds.
func parseCredentials(data []byte, now time.Time) (Key, error) {
	data = bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\ufeff")))
	if len(data) == 0 {
		return Key{}, errors.New("the file is blank")
	}
	if !strings.ContainsRune("{[\"", rune(data[0])) {
		return legacyLine(data)
	}
	var quoted string
	if json.Unmarshal(data, &quoted) == nil {
		return Key{}, errors.New("it holds one key in quotes, leave them out")
	}
	var c credentials
	if err := json.Unmarshal(data, &c); err != nil {
		return Key{}, errors.New("the file is not valid JSON")
	}
	return c.key(now)
}

// legacyLine is the old form: one line that is the key.
func legacyLine(data []byte) (Key, error) {
	clean, err := CleanKey(string(data))
	if err != nil {
		return Key{}, fmt.Errorf("neither JSON nor one key: %w", err)
	}
	return Key{Key: clean}, nil
}

// key prefers the API key over a login.
func (c credentials) key(now time.Time) (Key, error) {
	if strings.TrimSpace(c.APIKey) != "" {
		clean, err := CleanKey(c.APIKey)
		if err != nil {
			return Key{}, fmt.Errorf("api_key: %w", err)
		}
		return Key{Key: clean}, nil
	}
	if c.OAuth == nil || strings.TrimSpace(c.OAuth.AccessToken) == "" {
		return Key{}, nil
	}
	clean, err := CleanKey(c.OAuth.AccessToken)
	if err != nil {
		return Key{}, fmt.Errorf("access_token: %w", err)
	}
	// A time that cannot be read proves nothing; the server will say.
	until, err := time.Parse(time.RFC3339, strings.TrimSpace(c.OAuth.ExpiresAt))
	if err == nil && !now.Before(until.Add(-expiryMargin)) {
		return Key{}, errors.New("the login has expired, log in again with the HeyGen CLI")
	}
	return Key{Bearer: clean}, nil
}
