package terminal

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"

	"lipdash/api/lazyregexp"
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
var query = lazyregexp.New(`(https?://[^\s?"'<>]+)\?[^\s"'<>]*`)

// tokenLike is a run of characters as long as keys are.
var tokenLike = lazyregexp.New(`[A-Za-z0-9_\-.]{24,}`)

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
	return query.Get().ReplaceAllString(text, "$1?"+blot)
}

// ScrubHard also takes out whatever is as long as a key. It is for the text of
// a panic, which can hold anything; a stack trace would lose its names.
func (s *Secrets) ScrubHard(text string) string {
	return tokenLike.Get().ReplaceAllString(s.Scrub(text), blot)
}

// publish writes the report and says in one line what happened and where the
// report is.
func (o Options) publish(c *crash) {
	text := o.Secrets.ScrubHard(c.value)
	line := "lipdash: stopped by a fault of its own: " + firstLine(text)
	if path, err := writeReport(o.ReportDir, text, o.Secrets.Scrub(string(c.stack))); err == nil {
		line += " (report: " + path + ")"
	}
	_, _ = fmt.Fprintln(o.Errors, line)
}

func firstLine(text string) string {
	text, _, _ = strings.Cut(text, "\n")
	return strings.Map(func(r rune) rune {
		if r < ' ' || (r >= 0x7f && r < 0xa0) {
			return -1
		}
		return r
	}, text)
}

// writeReport puts a crash where only the user can read it.
func writeReport(dir, text, stack string) (string, error) {
	if dir == "" {
		return "", os.ErrNotExist
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	now := time.Now()
	path := filepath.Join(dir, "crash-"+now.Format("20060102-150405")+".txt")
	body := fmt.Sprintf("lipdash, %s, %s/%s, %s\n\n%s\n\n%s", now.Format(time.RFC3339), runtime.GOOS, runtime.GOARCH, runtime.Version(), text, stack)
	return path, os.WriteFile(path, []byte(body), 0o600)
}

// StateDir is where lipdash keeps what is neither settings nor cache, by the
// conventions of the system; empty when there is no such place.
func StateDir() string {
	if dir := os.Getenv("XDG_STATE_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "lipdash")
	}
	if runtime.GOOS == "windows" {
		if dir, err := os.UserCacheDir(); err == nil { // %LocalAppData%
			return filepath.Join(dir, "lipdash")
		}
		return ""
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	return filepath.Join(home, ".local", "state", "lipdash")
}
