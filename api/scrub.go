package api

import (
	"regexp"
	"strings"
	"unicode"
)

// Errors end up on screens, in logs and in bug reports. What a server or the
// network wrote into one can echo the key, or a link with its signature (a
// download_failed names the link it could not fetch), so both are taken out
// where errors are made (api.md 9, no. 38).
var (
	linkQuery   = regexp.MustCompile(`(?i)(https?://[^\s?#"'<>]*)[?#][^\s"'<>]*`)
	secretParam = regexp.MustCompile(`(?i)\b(X-Amz-[A-Za-z-]+|Signature|Key-Pair-Id|Policy)=[^\s&"'<>]+`)
)

// scrub cleans every text of an error in place.
func (c *Client) scrub(e *Error) *Error {
	for _, s := range []*string{&e.Code, &e.Message, &e.Param, &e.RequestID, &e.DocURL} {
		*s = c.clean(*s)
	}
	if e.Err != nil {
		if said, may := e.Err.Error(), c.clean(e.Err.Error()); said != may {
			e.Err = hushed{may, e.Err}
		}
	}
	return e
}

// clean takes secrets out of a text and makes it one line without control
// characters.
func (c *Client) clean(s string) string {
	for _, secret := range []string{c.cred.Key, c.cred.Bearer} {
		if secret != "" {
			s = strings.ReplaceAll(s, secret, "…")
		}
	}
	s = linkQuery.ReplaceAllString(s, "$1?…")
	s = secretParam.ReplaceAllString(s, "$1=…")
	return strings.TrimSpace(strings.Map(oneLine, s))
}

func oneLine(r rune) rune {
	if unicode.IsControl(r) {
		return ' '
	}
	return r
}

// hushed is a cause whose text had a secret in it.
type hushed struct {
	says  string
	cause error
}

func (h hushed) Error() string { return h.says }
func (h hushed) Unwrap() error { return h.cause }
