package host

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/gofrs/flock"
	"mvdan.cc/sh/v3/shell"

	"lipdash/ui/calls"
)

// formDir is a private folder for a form while it is edited elsewhere. Links in it
// may be signed, so it must not stay: what a killed process left is removed by the
// next, which knows by the lock that nobody uses it.
type formDir struct {
	path string
	lock *flock.Flock
}

const formDirs = "lipdash-form-"

func newFormDir() (*formDir, error) {
	path, err := os.MkdirTemp("", formDirs)
	if err != nil {
		return nil, err
	}
	d := &formDir{path: path, lock: lockOf(path)}
	if ok, err := d.lock.TryLock(); err != nil || !ok {
		d.remove()
		return nil, os.ErrPermission
	}
	return d, nil
}

func lockOf(dir string) *flock.Flock {
	return flock.New(filepath.Join(dir, "lock"), flock.SetPermissions(0o600))
}

// remove removes it; a second time is no harm.
func (d *formDir) remove() {
	_ = d.lock.Close()
	_ = os.RemoveAll(d.path)
}

// SweepForms removes the forms that ended processes left in their editors' files.
func SweepForms() {
	old, _ := filepath.Glob(filepath.Join(os.TempDir(), formDirs+"*"))
	for _, path := range old {
		lock := lockOf(path)
		if ok, err := lock.TryLock(); err == nil && ok {
			(&formDir{path, lock}).remove()
		}
		_ = lock.Close()
	}
}

// NewEditor is the user's editor for whole forms: VISUAL, then EDITOR, then vi. A
// variable that names none is not passed over: the edit says so.
func NewEditor(getenv func(string) string) calls.Editor { return findEditor(getenv) }

func findEditor(getenv func(string) string) editor {
	for _, variable := range []string{"VISUAL", "EDITOR"} {
		if command := getenv(variable); strings.TrimSpace(command) != "" {
			words, err := commandWords(command, getenv)
			if err != nil {
				err = fmt.Errorf("%s %w", variable, err)
			}
			return editor{words, err}
		}
	}
	for _, name := range []string{"vi", "notepad"} {
		if _, err := exec.LookPath(name); err == nil {
			return editor{words: []string{name}}
		}
	}
	return editor{err: errors.New("there is no vi here: set EDITOR to the editor you use")}
}

// split splits a command as a shell does, quotes, $HOME and ~ included; on Windows, where
// a backslash parts folders, at blanks.
func split(command string, getenv func(string) string) ([]string, error) {
	if runtime.GOOS == "windows" {
		return strings.Fields(command), nil
	}
	return shell.Fields(command, getenv)
}

// errNoCommand is a text that is nothing but blanks and comments.
var errNoCommand = errors.New("names no editor")

// commandWords are the words of a command that can be started.
func commandWords(command string, getenv func(string) string) ([]string, error) {
	words, err := split(command, getenv)
	if err != nil {
		first, rest, _ := strings.Cut(strings.TrimSpace(command), " ")
		if rest != "" {
			first += " …" // arguments may be secrets
		}
		return nil, fmt.Errorf("is no command that can be read: %s", first)
	}
	if len(words) == 0 {
		return nil, errNoCommand
	}
	if _, err := exec.LookPath(words[0]); err != nil {
		return nil, fmt.Errorf("names %s, which is not found", words[0])
	}
	return words, nil
}
