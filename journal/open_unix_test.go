//go:build unix

package journal

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

func init() { roles["opens"] = openOnce }

// nobody is a user without privileges, to whom a mode means something.
const nobody = 65534

// unprivileged is a child that file modes bind.
func unprivileged(t *testing.T, role string, args ...string) *exec.Cmd {
	t.Helper()
	cmd := child(t, role, args...)
	if os.Geteuid() == 0 {
		cmd.Path = readable(t, cmd.Path)
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	}
	return cmd
}

// readable is a copy of a program that everybody can run.
func readable(t *testing.T, program string) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "program")
	must(t, err)
	t.Cleanup(func() { must(t, os.RemoveAll(dir)) })
	must(t, os.Chmod(dir, 0o755))
	from, err := os.Open(program)
	must(t, err)
	to, err := os.OpenFile(filepath.Join(dir, "child"), os.O_CREATE|os.O_WRONLY, 0o755)
	must(t, err)
	_, err = io.Copy(to, from)
	must(t, errors.Join(err, to.Close(), from.Close()))
	return to.Name()
}

// openOnce opens a journal and says how that went.
func openOnce(args []string) error {
	j, err := Open(context.Background(), args[0])
	switch {
	case err == nil:
		return errors.Join(errors.New("it opened"), j.Close())
	case !errors.Is(err, ErrReadOnly):
		return err
	}
	_, err = fmt.Fprint(os.Stdout, Sentence(err))
	return err
}

func TestAReadOnlyFolderIsTold(t *testing.T) {
	dir, err := os.MkdirTemp("", "readonly")
	must(t, err)
	t.Cleanup(func() { must(t, errors.Join(os.Chmod(dir, 0o700), os.RemoveAll(dir))) })
	for _, path := range []string{filepath.Join(dir, "j.db"), filepath.Join(dir, "below", "j.db")} {
		must(t, os.Chmod(dir, 0o555))
		out, err := unprivileged(t, "opens", path).CombinedOutput()
		if err != nil || !strings.Contains(string(out), "read-only") {
			t.Errorf("%v: %s", err, out)
		}
	}
}

func TestAReadOnlyFileIsToldAndKeepsWhatIsInIt(t *testing.T) {
	dir, err := os.MkdirTemp("", "readonly")
	must(t, err)
	t.Cleanup(func() { must(t, errors.Join(os.Chmod(dir, 0o700), os.RemoveAll(dir))) })
	path := filepath.Join(dir, "j.db")
	queued(t, openedAt(t, path), "one")
	must(t, errors.Join(os.Chmod(path, 0o444), os.Chmod(dir, 0o555)))
	out, err := unprivileged(t, "opens", path).CombinedOutput()
	if err != nil || !strings.Contains(string(out), "read-only") {
		t.Errorf("%v: %s", err, out)
	}
}

func TestTheJournalIsForTheUserAlone(t *testing.T) {
	path := alone(t)
	j := openedAt(t, path)
	queued(t, j, "one")
	must(t, filepath.WalkDir(filepath.Dir(path), func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := e.Info()
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s is %s", name, info.Mode())
		}
		return err
	}))
}

func TestAJournalThatOthersCouldReadIsClosedToThem(t *testing.T) {
	path := filled(t)
	must(t, os.Chmod(path, 0o644))
	openedAt(t, path)
	info, err := os.Stat(path)
	must(t, err)
	if info.Mode().Perm() != 0o600 {
		t.Errorf("mode %s", info.Mode())
	}
}
