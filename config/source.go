// Package config reads settings and looks for the API key.
//
// A setting comes from a flag, else the environment, else the file, else its
// default, and knows which of them it was. Nothing that is wrong with the file
// or the environment stops the program: the next best value counts and a Notice
// says in one line what is wrong, where, and what is used instead. The package
// only ever reads; the file stays as its owner wrote it.
//
// Everything it touches comes through a Source, so that tests need neither a
// home directory nor an environment.
package config

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// Source is where everything is read from. All fields but those that say so must be set.
type Source struct {
	// Environ is os.LookupEnv.
	Environ func(name string) (string, bool)
	// ReadFile returns a whole file; a missing one is an fs.ErrNotExist.
	ReadFile func(path string) ([]byte, error)
	// Mode is a file's mode, nil where modes say nothing.
	Mode func(path string) (fs.FileMode, error)
	// ReadDir lists a folder, nil where there is none to list.
	ReadDir func(path string) ([]fs.DirEntry, error)
	// HomeDir and UserConfigDir are those of package os.
	HomeDir       func() (string, error)
	UserConfigDir func() (string, error)
	// Command runs a command line without a shell and returns what it prints, Keyring
	// returns a secret of the system's keyring, or an fs.ErrNotExist. They may be nil
	// where keys are in neither.
	Command func(ctx context.Context, command string) ([]byte, error)
	Keyring func(ctx context.Context, service, user string) (string, error)
	// Now decides whether a login has expired.
	Now func() time.Time
}

// System is the machine's own source, without commands and keyring: whoever runs them
// sets those.
func System() Source {
	src := Source{
		Environ:       os.LookupEnv,
		ReadFile:      readSmall,
		ReadDir:       os.ReadDir,
		HomeDir:       os.UserHomeDir,
		UserConfigDir: os.UserConfigDir,
		Now:           time.Now,
	}
	if runtime.GOOS != "windows" {
		src.Mode = modeOf
	}
	return src
}

func modeOf(path string) (fs.FileMode, error) {
	info, err := os.Stat(path)
	if err != nil {
		return 0, err
	}
	return info.Mode(), nil
}

// maxFile bounds what is read of a settings or credentials file, in bytes: a
// path that points at a video must not fill the memory.
const maxFile = 1 << 20

func readSmall(path string) ([]byte, error) {
	f, err := os.Open(path) //nolint:gosec // the user names the file
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err == nil && len(data) > maxFile {
		return nil, fmt.Errorf("larger than %d bytes", maxFile)
	}
	return data, err
}

// env is a variable's trimmed text; blank counts as not set.
func (s Source) env(name string) string {
	text, _ := s.Environ(name)
	return strings.TrimSpace(text)
}

// Expand replaces a leading ~ that no shell has replaced, as in LIPDASH_CONFIG.
func (s Source) Expand(path string) string {
	rest, ok := strings.CutPrefix(path, "~")
	if !ok || (rest != "" && !os.IsPathSeparator(rest[0])) {
		return path
	}
	home, err := s.HomeDir()
	if err != nil {
		return path
	}
	return filepath.Join(home, rest)
}
