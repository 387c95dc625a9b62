package config

import (
	"errors"
	"io/fs"
	"path/filepath"
	"testing"
	"time"
)

// now is when the tests take place.
var now = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

// world is a machine in memory.
type world struct {
	env   map[string]string
	files map[string]string
	// broken are paths whose reading fails, and how.
	broken map[string]error
	homely bool
}

func (w world) source() Source {
	home := func() (string, error) {
		if !w.homely {
			return "", errors.New("$HOME is not defined")
		}
		return filepath.FromSlash("/home/ana"), nil
	}
	return Source{
		Environ: func(name string) (string, bool) {
			v, ok := w.env[name]
			return v, ok
		},
		ReadFile: func(path string) ([]byte, error) {
			if err := w.broken[filepath.ToSlash(path)]; err != nil {
				return nil, err
			}
			text, ok := w.files[filepath.ToSlash(path)]
			if !ok {
				return nil, &fs.PathError{Op: "open", Path: path, Err: fs.ErrNotExist}
			}
			return []byte(text), nil
		},
		HomeDir: home,
		UserConfigDir: func() (string, error) {
			h, err := home()
			return filepath.Join(h, ".config"), err
		},
		Now: func() time.Time { return now },
	}
}

const settingsPath = "/home/ana/.config/lipdash/config.toml"

// settingsFile is a world with one settings file.
func settingsFile(text string) world {
	return world{homely: true, files: map[string]string{settingsPath: text}}
}

// only returns the single notice, in words.
func only(t *testing.T, notes []Notice) string {
	t.Helper()
	if len(notes) != 1 {
		t.Fatalf("got %d notices, want 1: %v", len(notes), notes)
	}
	return notes[0].String()
}
