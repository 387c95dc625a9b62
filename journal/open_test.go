package journal

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/gofrs/flock"

	"lipdash/api/submission"
)

// filled is the path of a closed journal with something in it.
func filled(t *testing.T) string {
	t.Helper()
	path := alone(t)
	must(t, reopened(path, func(ctx context.Context, j *Journal) error {
		for i := range 400 {
			s := submission.New(submission.ID(fmt.Sprintf("s%03d", i)), inputs(), noon)
			if _, err := j.Submit(ctx, s, ""); err != nil {
				return err
			}
		}
		return nil
	}))
	return path
}

func TestOddFoldersAreNoTrouble(t *testing.T) {
	for _, dir := range []string{"with space", "what?", "100%", "a#b", "ü-日本", "q&a=1"} {
		path := filepath.Join(t.TempDir(), dir, "j.db")
		queued(t, openedAt(t, path), "one")
		if _, err := os.Stat(path); err != nil {
			t.Error(err)
		}
	}
}

func TestPathIsStableAndTellsAccountsApart(t *testing.T) {
	base := Account{Base: "https://api.heygen.com", User: "ada@example.com"}
	path := Path("/state", base)
	if Path("/state", Account{Base: " HTTPS://API.heygen.com/ ", User: base.User}) != path {
		t.Error("the same account has two files")
	}
	if got := filepath.Base(path); strings.Contains(got, "ada") || !strings.HasPrefix(got, "api.heygen.com-") {
		t.Errorf("name %s", got)
	}
	seen := map[string]bool{path: true}
	for _, a := range []Account{{base.Base, "bob"}, {base.Base, ""}, {"http://127.0.0.1:8080", base.User}, {base.Base + "/v2", base.User}, {"", ""}} {
		if other := Path("/state", a); seen[other] {
			t.Errorf("%+v shares %s", a, other)
		} else {
			seen[other] = true
		}
	}
	if got := Path("/state", Account{Base: "https://me:s3cr3t@[::1]:9/p?token=s3cr3t"}); strings.Contains(got, "s3cr3t") || strings.ContainsAny(filepath.Base(got), ":/[]@") {
		t.Errorf("name %s", got)
	}
}

// damage is a way to spoil a file that Open must notice.
var damage = map[string]func(t *testing.T, path string){
	"text instead":     func(t *testing.T, path string) { must(t, os.WriteFile(path, []byte("hello, world"), 0o600)) },
	"zeros instead":    func(t *testing.T, path string) { must(t, os.WriteFile(path, make([]byte, 8192), 0o600)) },
	"one byte":         func(t *testing.T, path string) { must(t, os.WriteFile(path, []byte("S"), 0o600)) },
	"cut in half":      func(t *testing.T, path string) { must(t, os.Truncate(path, 6000)) },
	"first page wiped": func(t *testing.T, path string) { scribble(t, path, 16, 4000) },
	"another program's": func(t *testing.T, path string) {
		must(t, os.Remove(path))
		db, err := sql.Open("sqlite3", "file:"+path)
		must(t, err)
		_, err = db.Exec("CREATE TABLE other (x); PRAGMA application_id = 7")
		must(t, errors.Join(err, db.Close()))
	},
}

// scribble overwrites a part of a file.
func scribble(t *testing.T, path string, at int64, n int) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	must(t, err)
	_, err = f.WriteAt(bytes.Repeat([]byte{0xa5}, n), at)
	must(t, errors.Join(err, f.Close()))
}

func TestADamagedFileIsToldAndLeftAsItIs(t *testing.T) {
	for name, spoil := range damage {
		t.Run(name, func(t *testing.T) {
			path := filled(t)
			spoil(t, path)
			unchanged(t, path, ErrCorrupt, "damaged")
		})
	}
	t.Run("a folder instead", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "j.db")
		must(t, os.Mkdir(path, 0o700))
		if _, err := Open(t.Context(), path); !errors.Is(err, ErrCorrupt) {
			t.Errorf("got %v", err)
		}
	})
}

// unchanged opens a journal that cannot be opened, twice.
func unchanged(t *testing.T, path string, want error, word string) {
	t.Helper()
	before, err := os.ReadFile(path)
	must(t, err)
	for range 2 {
		j, err := Open(t.Context(), path)
		if err == nil {
			must(t, j.Close())
		}
		if !errors.Is(err, want) {
			t.Fatalf("got %v, want %v", err, want)
		}
		s := Sentence(err)
		if !strings.Contains(s, word) || !strings.Contains(s, path) || strings.Contains(s, "\n") || !strings.HasSuffix(s, ".") {
			t.Errorf("says %q", s)
		}
	}
	after, err := os.ReadFile(path)
	must(t, err)
	if !bytes.Equal(before, after) {
		t.Error("the file was changed")
	}
}

func TestDamageInTheMiddleIsToldWhenItIsMet(t *testing.T) {
	path := filled(t)
	info, err := os.Stat(path)
	must(t, err)
	// The schema stands in front of it: a file without that cannot be opened.
	const tail = 3 * 4096
	scribble(t, path, info.Size()-tail, tail)
	j := openedAt(t, path)
	_, readErr := j.Submissions(t.Context())
	if !errors.Is(readErr, ErrCorrupt) && !errors.Is(j.Check(t.Context()), ErrCorrupt) {
		t.Errorf("got %v", readErr)
	}
}

func TestANewerSchemaIsToldAndLeftAsItIs(t *testing.T) {
	path := filled(t)
	db, err := sql.Open("sqlite3", "file:"+path)
	must(t, err)
	_, err = db.Exec("PRAGMA user_version = 99; CREATE TABLE future (x)")
	must(t, errors.Join(err, db.Close()))
	unchanged(t, path, ErrNewer, "newer lipdash")
}

func TestAFullDiskIsToldAndLosesNothing(t *testing.T) {
	j := opened(t)
	queued(t, j, "one")
	for _, db := range []*sql.DB{j.firm, j.easy.DB} {
		_, err := db.Exec("PRAGMA max_page_count = 40")
		must(t, err)
	}
	err := fill(t.Context(), j)
	if !errors.Is(err, ErrFull) || !strings.Contains(Sentence(err), "disk is full") {
		t.Fatalf("got %v", err)
	}
	if _, ok, err := j.Submission(t.Context(), "one"); !ok || err != nil {
		t.Errorf("lost: %v", err)
	}
	must(t, j.Check(t.Context()))
}

// fill saves drafts until that fails.
func fill(ctx context.Context, j *Journal) error {
	for i := range 10000 {
		d := draft(fmt.Sprint(i), strings.Repeat("in/a long path ", 100), noon)
		if err := j.SaveDraft(ctx, d); err != nil {
			return err
		}
	}
	return errors.New("there was room for everything")
}

func TestAFolderThatCannotLockIsSaidToBeThatAndLeftAsItWas(t *testing.T) {
	defer func() { tryLock = (*flock.Flock).TryLock }()
	for _, err := range []error{syscall.ENOLCK, syscall.ENOSYS, syscall.EOPNOTSUPP} {
		dir := t.TempDir()
		tryLock = func(l *flock.Flock) (bool, error) {
			_, _ = (*flock.Flock).TryLock(l) // which makes the file
			return false, &os.PathError{Op: "flock", Path: l.Path(), Err: err}
		}
		_, got := Open(t.Context(), filepath.Join(dir, "j.db"))
		if !errors.Is(got, ErrNoLocks) || errors.Is(got, ErrCorrupt) {
			t.Errorf("%v: %v", err, got)
		}
		if s := Sentence(got); !strings.HasPrefix(s, "Nothing is remembered after this run: the journal's folder cannot lock files") {
			t.Errorf("%v: it says %q", err, s)
		}
		if left, _ := filepath.Glob(filepath.Join(dir, "*"+ownerMark+"*")); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
	}
}

func TestSentenceIsOneClearLineForAnyError(t *testing.T) {
	if Sentence(nil) != "" {
		t.Error("no error has a sentence")
	}
	for _, err := range []error{ErrStale, ErrBusy, ErrFull, errors.New("what"), context.Canceled} {
		if s := Sentence(err); !strings.HasSuffix(s, ".") || strings.Contains(s, "\n") {
			t.Errorf("%v: %q", err, s)
		}
	}
}

func TestAnEndedContextIsNotAFaultOfTheJournal(t *testing.T) {
	j := opened(t)
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if err := j.SaveDraft(ctx, draft("one", "v", noon)); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// copied is a journal as a crash would leave it: the file, and the log of what
// was not moved into it yet.
func copied(t *testing.T, path string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "j.db")
	for _, suffix := range []string{"", "-wal"} {
		text, err := os.ReadFile(path + suffix)
		must(t, err)
		must(t, os.WriteFile(to+suffix, text, 0o600))
	}
	return to
}

func TestWhatACrashLeftOfANewerJournalIsNotTidiedUp(t *testing.T) {
	path := alone(t)
	j := openedAt(t, path)
	queued(t, j, "one")
	_, err := j.firm.Exec("PRAGMA user_version = 99")
	must(t, err)
	left := copied(t, path)
	wal, err := os.ReadFile(left + "-wal")
	must(t, err)
	unchanged(t, left, ErrNewer, "newer lipdash")
	after, err := os.ReadFile(left + "-wal")
	must(t, err)
	if !bytes.Equal(wal, after) {
		t.Error("the log was changed")
	}
}

func TestWhatACrashLeftIsTakenUp(t *testing.T) {
	path := alone(t)
	queued(t, openedAt(t, path), "one")
	if _, ok, err := openedAt(t, copied(t, path)).Submission(t.Context(), "one"); !ok || err != nil {
		t.Errorf("lost: %v", err)
	}
}

func TestAReaderElsewhereHoldsNoWriterUp(t *testing.T) {
	path := alone(t)
	j := openedAt(t, path)
	s := queued(t, j, "one")
	other := openedAt(t, path)
	tx, err := other.easy.BeginTx(t.Context(), &sql.TxOptions{ReadOnly: true})
	must(t, err)
	_, _, err = loadSubmission(t.Context(), tx, "one")
	must(t, err)
	must(t, j.SaveSubmission(t.Context(), step(s, submission.SlotGranted{})))
	must(t, tx.Rollback())
}
