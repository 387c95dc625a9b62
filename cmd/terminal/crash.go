package terminal

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

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
