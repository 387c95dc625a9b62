package api

import (
	"fmt"
	"io"
	"log/slog"
)

// Credential is what proves who asks: an API key, which bills the API wallet,
// or an OAuth access token, which bills the web plan (api.md 1.5). A key wins
// when both are set; they are never sent together. However it is printed, it
// shows its last four characters at most.
type Credential struct{ Key, Bearer string }

// Empty tells whether there is nothing to send.
func (c Credential) Empty() bool { return c.Key == "" && c.Bearer == "" }

// minTail is the shortest secret of which four characters may be shown.
const minTail = 12

// Tail is the last four characters of the secret, "" when it is too short for
// them to be harmless.
func (c Credential) Tail() string {
	s := []rune(first(c.Key, c.Bearer))
	if len(s) < minTail {
		return ""
	}
	return string(s[len(s)-4:])
}

// String hides the secret.
func (c Credential) String() string { return "credential …" + c.Tail() }

// Format hides the secret from every verb; without it %d would print the
// fields.
func (c Credential) Format(s fmt.State, _ rune) { _, _ = io.WriteString(s, c.String()) }

// MarshalText hides the secret from encoders, JSON among them.
func (c Credential) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// LogValue hides the secret from structured logs.
func (c Credential) LogValue() slog.Value { return slog.StringValue(c.String()) }
