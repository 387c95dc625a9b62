package download

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"testing"
	"time"

	"go.uber.org/goleak"

	"lipdash/api"
	"lipdash/journal"
)

// childRole makes the test binary play another process: its value names one of
// roles, whose arguments follow on the command line.
const childRole = "LIPDASH_DEPOT_TEST_ROLE"

var roles = map[string]func(args []string) error{"fetch": runForEver}

func TestMain(m *testing.M) {
	role := os.Getenv(childRole)
	if role == "" {
		if err := flag.Set("rapid.checks", checks); err != nil {
			panic(err)
		}
		goleak.VerifyTestMain(m)
		return
	}
	if err := roles[role](os.Args[1:]); err != nil {
		_, _ = fmt.Fprintln(os.Stdout, err)
		os.Exit(1)
	}
}

// runForEver drives a journal's queue until it is killed: path, base URL, folder
// and bytes a second are its arguments.
func runForEver(args []string) error {
	ctx, stop := context.WithTimeout(context.Background(), time.Minute)
	defer stop()
	j, err := journal.Open(ctx, args[0])
	if err != nil {
		return err
	}
	defer func() { _ = j.Close() }()
	client, err := api.New(api.Credential{Key: testKey}, api.Options{BaseURL: args[1]})
	if err != nil {
		return err
	}
	rate, err := strconv.ParseInt(args[3], 10, 64)
	if err != nil {
		return err
	}
	d, err := New(Options{Client: client, Journal: j, Folder: args[2], Rate: rate})
	if err != nil {
		return err
	}
	d.pace = quick
	return d.Run(ctx)
}

// child is another process.
type child struct {
	cmd *exec.Cmd
	out bytes.Buffer
}

func startChild(t testing.TB, role string, args ...string) *child {
	t.Helper()
	exe, err := os.Executable()
	must(t, err)
	c := &child{cmd: exec.Command(exe, args...)}
	c.cmd.Env = append(os.Environ(), childRole+"="+role)
	c.cmd.Stdout, c.cmd.Stderr = &c.out, &c.out
	must(t, c.cmd.Start())
	return c
}

func (c *child) kill(t testing.TB) {
	t.Helper()
	must(t, c.cmd.Process.Kill())
	_ = c.cmd.Wait()
	if c.out.Len() > 0 {
		t.Errorf("the child said %q", c.out.String())
	}
}
