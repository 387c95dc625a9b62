package journal

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/ncruces/go-sqlite3"
)

// Why a journal cannot be opened or written; ask with errors.Is.
var (
	// ErrReadOnly: the file or its folder cannot be written.
	ErrReadOnly = errors.New("the journal is read-only")
	// ErrCorrupt: the file is damaged, or no journal at all.
	ErrCorrupt = errors.New("the journal is damaged")
	// ErrNewer: a newer lipdash wrote it.
	ErrNewer = errors.New("the journal was written by a newer lipdash")
	// ErrFull: there is no room on the disk.
	ErrFull = errors.New("the disk is full")
	// ErrBusy: another process kept it locked for longer than is waited.
	ErrBusy = errors.New("the journal is locked by another process")
	// ErrNoLocks: the folder's file system knows no locks.
	ErrNoLocks = errors.New("the journal's folder cannot lock files")
	// ErrStale: another process has changed the submission since it was read.
	// Nothing was written; read it again.
	ErrStale = errors.New("another process has changed this submission")
)

// Error is what went wrong with a journal; it holds nothing that was written.
type Error struct {
	// Path is the journal's file.
	Path string
	// Kind is one of the errors above, nil for anything else.
	Kind error
	// Err is the cause, which may be nil.
	Err error
}

// Error is one clear line for a person.
func (e *Error) Error() string { return Sentence(e) }

// Unwrap is the kind and the cause.
func (e *Error) Unwrap() []error {
	var out []error
	for _, err := range []error{e.Kind, e.Err} {
		if err != nil {
			out = append(out, err)
		}
	}
	return out
}

// Sentence is one clear line about a journal's error, for a person.
func Sentence(err error) string {
	if err == nil {
		return ""
	}
	where, why := "", err
	if e, ok := errors.AsType[*Error](err); ok {
		if e.Path != "" {
			where = " (" + e.Path + ")"
		}
		why = e.Err // nil only beside a kind
	}
	for _, k := range kinds {
		if errors.Is(err, k.kind) {
			return fmt.Sprintf(k.sentence, where)
		}
	}
	return "The journal cannot be used: " + strings.TrimRight(why.Error(), ". ") + where + "."
}

// wrap gives an error its kind; errors of the caller's context stay themselves.
func wrap(ctx context.Context, path string, err error) error {
	var own *Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &own):
		return err
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, ErrStale):
		return &Error{Path: path, Kind: ErrStale}
	}
	kind := kindOf(err)
	if kind == nil && path != "" && errors.Is(err, sqlite3.IOERR) && noRoom(filepath.Dir(path)) {
		kind = ErrFull
	}
	return &Error{Path: path, Kind: kind, Err: err}
}

// kinds are what a journal's errors come to: in a sentence, with where in brackets, and
// the causes by which each is known.
var kinds = []struct {
	kind     error
	sentence string
	causes   []error
}{
	{ErrFull, "The journal cannot be written: the disk is full%s.", []error{sqlite3.FULL, syscall.ENOSPC, syscall.EDQUOT}},
	{ErrReadOnly, "The journal cannot be written: its file or folder is read-only%s.", []error{sqlite3.READONLY, sqlite3.PERM, fs.ErrPermission, syscall.EROFS}},
	{ErrCorrupt, "The journal is damaged; it is left as it is%s.", []error{sqlite3.CORRUPT, sqlite3.NOTADB, errForeign, errUnreadable}},
	{ErrBusy, "The journal is kept locked by another process%s.", []error{sqlite3.BUSY, sqlite3.LOCKED}},
	{ErrNewer, "The journal was written by a newer lipdash: update this one%s.", []error{ErrNewer}},
	{
		ErrNoLocks, "Nothing is remembered after this run: the journal's folder cannot lock files, as some network folders cannot. XDG_STATE_HOME moves it to another disk%s.",
		[]error{ErrNoLocks, sqlite3.IOERR_LOCK, sqlite3.IOERR_RDLOCK, sqlite3.IOERR_SHMLOCK},
	},
	{ErrStale, "Another lipdash has taken this submission over%.0s.", nil},
}

func kindOf(err error) error {
	for _, k := range kinds {
		if slices.ContainsFunc(k.causes, func(cause error) bool { return errors.Is(err, cause) }) {
			return k.kind
		}
	}
	return nil
}

var (
	errLinked     = errors.New("the file is a symbolic link, which is not followed")
	errOwner      = errors.New("the folder belongs to another user")
	errForeign    = errors.New("the file is not a journal of lipdash")
	errUnreadable = errors.New("a row cannot be read")
)
