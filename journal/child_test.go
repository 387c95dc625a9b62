package journal

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// childRole makes the test binary play another process: its value names one of
// roles, the arguments follow on the command line.
const childRole = "LIPDASH_JOURNAL_TEST_ROLE"

// roles are what a child process can do; each returns its exit's error.
var roles = map[string]func(args []string) error{
	"queue":   workQueue,
	"writer":  writeForEver,
	"numbers": takeNumbers,
	"stays":   adoptAndStay,
	"keeps":   keepSome,
	"claims":  claimAndEnd,
}

func TestMain(m *testing.M) {
	role := os.Getenv(childRole)
	if role == "" {
		os.Exit(m.Run())
	}
	if err := roles[role](os.Args[1:]); err != nil {
		_, _ = fmt.Fprintln(os.Stdout, err)
		os.Exit(1)
	}
}

// child is a process that plays a role.
func child(t *testing.T, role string, args ...string) *exec.Cmd {
	t.Helper()
	exe, err := os.Executable()
	must(t, err)
	cmd := exec.CommandContext(t.Context(), exe, args...)
	cmd.Env = append(os.Environ(), childRole+"="+role)
	return cmd
}

// together runs the same role in several processes at once and returns the lines
// each printed.
func together(t *testing.T, n int, role string, args ...string) [][]string {
	t.Helper()
	out := make([][]string, n)
	errs := make(chan error, n)
	for i := range n {
		cmd := child(t, role, append(args, fmt.Sprintf("process-%d", i))...)
		go func() {
			text, err := cmd.CombinedOutput()
			out[i] = strings.Fields(string(text))
			if err != nil {
				err = fmt.Errorf("%w: %s", err, text)
			}
			errs <- err
		}()
	}
	for range n {
		must(t, <-errs)
	}
	return out
}

// printing starts a role and returns the lines it prints as they come.
func printing(t *testing.T, role string, args ...string) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	cmd := child(t, role, args...)
	pipe, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	return cmd, bufio.NewScanner(pipe)
}

// alone is a path in a folder of its own, outside of the test's journals.
func alone(t *testing.T) string { return filepath.Join(t.TempDir(), "state", "j.db") }

// reopened runs f on a journal that is closed again.
func reopened(path string, f func(ctx context.Context, j *Journal) error) error {
	ctx, stop := context.WithTimeout(context.Background(), time.Minute)
	defer stop()
	j, err := Open(ctx, path)
	if err != nil {
		return err
	}
	return errors.Join(f(ctx, j), j.Close())
}
