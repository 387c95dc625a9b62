package download

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"time"

	"github.com/dustin/go-humanize"

	"lipdash/api"
	"lipdash/journal"
)

// Why a transfer waits, paused or failed (journal.Transfer.Code).
const (
	// CodeExists: a file has its name; KeepBoth or Replace.
	CodeExists = "exists"
	// CodeKey: HeyGen refused the key; Resume when there is another.
	CodeKey = "key"
	// CodeNetwork: no answer, or a bad one; it goes on by itself.
	CodeNetwork = "network"
	// CodeLink: the link had expired and was renewed, or fresh ones are refused.
	CodeLink = "link"
	// CodeChanged: the content is not what it was; it is fetched from the start.
	CodeChanged = "changed"
	// CodeGone: the job does not exist any more.
	CodeGone = "gone"
	// CodeNoFile: the job has no such file, or is not completed.
	CodeNoFile = "no_file"
	// CodeNotMedia: something else came instead of the file.
	CodeNotMedia = "not_media"
	// CodeRoom: there is no room on the disk.
	CodeRoom = "no_room"
	// CodeFolder: the folder or a file in it cannot be used.
	CodeFolder = "folder"
	// CodeJournal: the journal does not take what has to be written.
	CodeJournal = "journal"
	// CodeRefused: anything else that asking again does not help.
	CodeRefused = "refused"
)

// What ends an attempt besides the errors of the client.
var (
	// errLost: another process has the transfer. errMoved: the user wants it
	// otherwise.
	errLost  = errors.New("another process drives this transfer")
	errMoved = errors.New("the transfer was paused or cancelled")
	// errChanged: the rest of a file turned out to be another file's.
	errChanged = errors.New("the file has changed")
	// errNoLink: the job is completed and has no link; errNotDone: it is not.
	errNoLink  = errors.New("the job has no such file")
	errNotDone = errors.New("the job is not completed")
	// errTaken: a file has the name.
	errTaken = errors.New("there is a file of that name")
	// errShort: the file on the disk has not the length it should.
	errShort = errors.New("the file does not have the length it should have")
)

// fileError is a failure of the disk, storeError one of the journal.
type (
	fileError  struct{ cause error }
	storeError struct{ cause error }
	roomError  struct {
		dir        string
		need, free int64
	}
)

func (e *fileError) Error() string  { return e.cause.Error() }
func (e *fileError) Unwrap() error  { return e.cause }
func (e *storeError) Error() string { return e.cause.Error() }
func (e *storeError) Unwrap() error { return e.cause }
func (e *roomError) Error() string  { return e.sentence() }

func (e *roomError) sentence() string {
	return fmt.Sprintf("There is not enough room in %s: %s are needed, %s are free.",
		e.dir, bytesText(e.need), bytesText(e.free))
}

func bytesText(n int64) string { return humanize.Bytes(uint64(max(n, 0))) }

// verdict is what follows from the end of an attempt.
type verdict struct {
	state        journal.TransferState
	code, reason string
	// wait is how long until the next attempt, for states that have one.
	wait time.Duration
	// free is an attempt that does not count: it went as it should.
	free bool
}

// How often what should not last is tried before it counts as final.
const (
	patience     = 5
	linkPatience = 3
)

// judge decides what an error means; tries is how many attempts before it had
// brought nothing.
func (c *worker) judge(ctx context.Context, err error, tries int) verdict {
	var room *roomError
	var file *fileError
	var store *storeError
	switch {
	case ctx.Err() != nil:
		return verdict{state: journal.TransferQueued}
	case errors.As(err, &room):
		return verdict{state: journal.TransferFailed, code: CodeRoom, reason: room.sentence() + c.kept()}
	case errors.As(err, &file):
		code, reason := fileWords(file, c.folder())
		if code == CodeRoom {
			reason += c.kept()
		}
		return verdict{state: journal.TransferFailed, code: code, reason: reason}
	case errors.As(err, &store):
		return c.again(CodeJournal, journal.Sentence(store.cause), tries, err)
	case errors.Is(err, errTaken):
		return verdict{state: journal.TransferPaused, code: CodeExists, reason: "There is a file of that name already."}
	case errors.Is(err, errChanged):
		return verdict{
			state: journal.TransferRunning, code: CodeChanged, free: true,
			reason: "What was there cannot be continued: the file is fetched from the start.",
		}
	case errors.Is(err, errShort):
		return c.bounded(linkPatience, CodeNotMedia, "The file does not have the length that its host announces.", tries, err)
	case errors.Is(err, errNotDone):
		return verdict{state: journal.TransferFailed, code: CodeNoFile, reason: "The job is not completed, so it has no file yet."}
	case errors.Is(err, errNoLink):
		return c.bounded(linkPatience, CodeNoFile, c.missing(), tries, err)
	}
	return c.judgeClient(err, tries)
}

// judgeClient decides about an error of the client.
func (c *worker) judgeClient(err error, tries int) verdict {
	switch {
	case api.IsAuth(err):
		return verdict{state: journal.TransferPaused, code: CodeKey, reason: "HeyGen refused the key. Resume it when there is another."}
	case api.IsGone(err):
		return verdict{state: journal.TransferFailed, code: CodeGone, reason: "HeyGen no longer has this job."}
	case api.IsExpiredLink(err) && c.used:
		return verdict{
			state: journal.TransferRunning, code: CodeLink, free: true,
			reason: fmt.Sprintf("The link had expired: a new one is fetched, it resumes at byte %d.", c.done.Load()),
		}
	case api.IsExpiredLink(err):
		return c.bounded(patience, CodeLink, "The file's host refuses even a fresh link.", tries, err)
	case api.IsNotMedia(err):
		return c.bounded(patience, CodeNotMedia, api.Explain(err).What, tries, err)
	case api.IsTransient(err), api.IsRateLimited(err), api.IsOffline(err):
		return c.again(CodeNetwork, api.Reason(err), tries, err)
	}
	return verdict{state: journal.TransferFailed, code: CodeRefused, reason: api.Explain(err).What}
}

// again is an attempt later, however often: a network may be away for a night.
func (c *worker) again(code, reason string, tries int, err error) verdict {
	return verdict{
		state: journal.TransferRunning, code: code, reason: reason,
		wait: max(c.d.pace.delay(tries), min(api.RetryAfter(err), longestAsk)),
	}
}

// longestAsk bounds what a server can ask for.
const longestAsk = 10 * time.Minute

// bounded is an attempt later, until there have been so many.
func (c *worker) bounded(limit int, code, reason string, tries int, err error) verdict {
	if tries >= limit {
		return verdict{state: journal.TransferFailed, code: code, reason: reason}
	}
	return c.again(code, reason, tries, err)
}

func (c *worker) missing() string {
	if c.t.Kind == journal.TransferCaptions {
		return "The job has no captions."
	}
	return "The job is completed, but HeyGen gives no link to its file."
}

// fileWords says what is wrong with the disk.
func fileWords(err error, dir string) (code, sentence string) {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return CodeRoom, "The disk is full at " + dir + ". Free some space and try again."
	case errors.Is(err, syscall.EROFS), errors.Is(err, fs.ErrPermission):
		return CodeFolder, "The folder " + dir + " cannot be written to."
	case errors.Is(err, fs.ErrNotExist):
		return CodeFolder, "The folder " + dir + " is no longer there."
	case errors.Is(err, syscall.ENAMETOOLONG):
		return CodeFolder, "The file name is too long for the disk of " + dir + "."
	}
	return CodeFolder, "The file cannot be written in " + dir + ": " + strings.TrimRight(cause(err).Error(), ". ") + "."
}

// kept says that there is a part of the file to go on with, "" where there is none.
func (c *worker) kept() string {
	if info, err := os.Lstat(c.t.Part); err != nil || info.Size() == 0 {
		return ""
	}
	return " The part file is kept."
}

// cause is the system's own word: paths are named already.
func cause(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}
