package config

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
)

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
