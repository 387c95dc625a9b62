package api

import "testing"

func TestWhatAFailureComesFrom(t *testing.T) {
	for message, want := range map[string]Cause{
		"":                                  CauseUnknown,
		"something happened":                CauseUnknown,
		"Could not download the video":      CauseUnknown,
		"Internal error while rendering":    CausePassing,
		"internal_error: Internal error":    CausePassing,
		"Rate limit exceeded":               CausePassing,
		"429 Too Many Requests":             CausePassing,
		"502 Bad Gateway":                   CausePassing,
		"Service\ntemporarily unavailable":  CausePassing,
		"could not reach cdn.example.com":   CausePassing,
		"Download timed out after 30s":      CausePassing,
		"connection reset by peer":          CausePassing,
		"could not download: 404 Not Found": CauseInput,
		"failed to connect: 403 Forbidden":  CauseInput,
		"the link has expired":              CauseInput,
		"the URL is an HTML page":           CauseInput,
		"No face found in the video":        CauseInput,
		"Unsupported codec":                 CauseInput,
		"audio is too long, try again":      CauseInput,
		"quota used up, try again later":    CauseInput,
	} {
		if got, next := CauseOf(message); got != want || (next == "") != (want == CauseUnknown) {
			t.Errorf("%q: %v (%s), want %v", message, got, next, want)
		}
	}
}
