package api

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
	"unicode"

	"lipdash/api/lazyregexp"
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

// Errors and the texts of jobs end up on screens, in copies and in bug reports.
// What a server or the network wrote into one can echo the key, or a link with its
// signature (a download_failed names the link it could not fetch), so both are
// taken out where answers are read (api.md 9, no. 38).
var (
	linkUser    = lazyregexp.New(`(?i)\b([a-z][a-z0-9+.-]*://)[^\s/?#"'<>]*@`)
	linkQuery   = lazyregexp.New(`(?i)\b([a-z][a-z0-9+.-]*://[^\s?#"'<>]*)[?#][^\s"'<>]*`)
	secretParam = lazyregexp.New(`(?i)\b(X-(?:Amz|Goog)-[a-z-]+|Signature|Key-Pair-Id|Policy)(=|%3d)[^\s&"'<>]+`)
)

// shortestSecret is how long a key is at least: what is shorter is a word that
// texts hold by chance.
const shortestSecret = 8

// scrub cleans every text of an error in place.
func (c *Client) scrub(e *Error) *Error {
	for _, s := range []*string{&e.Code, &e.Message, &e.Param, &e.RequestID, &e.DocURL, &e.Scope} {
		*s = c.clean(*s)
	}
	if e.Err != nil {
		if said, may := e.Err.Error(), c.clean(e.Err.Error()); said != may {
			e.Err = redactedError{may, e.Err}
		}
	}
	return e
}

// clean takes secrets out of a text and makes it one line without control
// characters.
func (c *Client) clean(s string) string {
	return strings.TrimSpace(strings.Map(oneLine, c.redact(s)))
}

// redact takes the key, and what carries a permission in links, out of a text.
func (c *Client) redact(s string) string {
	s = c.withoutKey(s)
	// Every text of every job comes through here, and most hold neither.
	if strings.Contains(s, "://") {
		s = linkUser.Get().ReplaceAllString(s, "$1")
		s = linkQuery.Get().ReplaceAllString(s, "$1?…")
	}
	if strings.ContainsAny(s, "=%") {
		s = secretParam.Get().ReplaceAllString(s, "$1$2…")
	}
	return s
}

func (c *Client) withoutKey(s string) string {
	for _, secret := range []string{c.cred.Key, c.cred.Bearer} {
		if len(secret) >= shortestSecret {
			s = strings.ReplaceAll(s, secret, "…")
		}
	}
	return s
}

// redactJob takes secrets out of a job's texts. Its title and callback id are the
// user's own, and only lose the key; its links, as they stand in it, are what they are.
func (c *Client) redactJob(j *Job, links ...json.RawMessage) {
	j.Title, j.CallbackID = c.withoutKey(j.Title), c.withoutKey(j.CallbackID)
	j.FailureMessage = c.redact(j.FailureMessage)
	j.Raw = eachLiteral(j.Raw, func(raw []byte) []byte {
		var s string
		link := slices.ContainsFunc(links, func(l json.RawMessage) bool { return bytes.Equal(l, raw) })
		if link || c.harmless(raw) || json.Unmarshal(raw, &s) != nil {
			return raw
		}
		clean := c.redact(s)
		if clean == s {
			return raw
		}
		out, err := json.Marshal(clean)
		if err != nil {
			return raw
		}
		return out
	})
}

// harmless tells of most strings of a JSON text that redact would not change them, at a
// glance: reading each would be half of the work on a page.
func (c *Client) harmless(raw []byte) bool {
	return !bytes.ContainsAny(raw, "\\=%") && !bytes.Contains(raw, []byte("://")) && !c.holdsKey(raw)
}

// holdsKey tells whether a text has the key in it.
func (c *Client) holdsKey(text []byte) bool {
	for _, secret := range []string{c.cred.Key, c.cred.Bearer} {
		if len(secret) >= shortestSecret && bytes.Contains(text, []byte(secret)) {
			return true
		}
	}
	return false
}

// eachLiteral is a JSON text with each of its strings, quotes included, replaced.
func eachLiteral(text []byte, f func([]byte) []byte) []byte {
	out := make([]byte, 0, len(text))
	for {
		start := bytes.IndexByte(text, '"')
		if start < 0 {
			return append(out, text...)
		}
		end := start + 1
		for end < len(text) && text[end] != '"' {
			if text[end] == '\\' {
				end++
			}
			end++
		}
		if end >= len(text) { // not closed
			return append(out, text...)
		}
		out = append(append(out, text[:start]...), f(text[start:end+1])...)
		text = text[end+1:]
	}
}

func oneLine(r rune) rune {
	if unicode.IsControl(r) {
		return ' '
	}
	return r
}

// redactedError is a cause whose text had a secret in it.
type redactedError struct {
	says  string
	cause error
}

func (h redactedError) Error() string { return h.says }
func (h redactedError) Unwrap() error { return h.cause }
