package terminal

import (
	"regexp"
	"strings"
	"sync"
)

// Secrets are texts that must not reach a report. The zero value, and nil, know
// none yet; it is safe for use by several goroutines.
type Secrets struct {
	mu   sync.Mutex
	list []string
}

// Add remembers a secret, such as a key pasted while the program runs.
func (s *Secrets) Add(secret string) {
	// Replacing very short texts would garble the report and hide nothing.
	if len(secret) < 4 {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.list = append(s.list, secret)
}

// query is the query of a URL, where presigned links keep their signature.
var query = regexp.MustCompile(`(https?://[^\s?"'<>]+)\?[^\s"'<>]*`)

// tokenLike is a run of characters as long as keys are.
var tokenLike = regexp.MustCompile(`[A-Za-z0-9_\-.]{24,}`)

const blot = "[removed]"

// Scrub takes known secrets and the queries of links out of a text.
func (s *Secrets) Scrub(text string) string {
	if s != nil {
		s.mu.Lock()
		defer s.mu.Unlock()
		for _, secret := range s.list {
			text = strings.ReplaceAll(text, secret, blot)
		}
	}
	return query.ReplaceAllString(text, "$1?"+blot)
}

// ScrubHard also takes out whatever is as long as a key. It is for the text of
// a panic, which can hold anything; a stack trace would lose its names.
func (s *Secrets) ScrubHard(text string) string {
	return tokenLike.ReplaceAllString(s.Scrub(text), blot)
}
