package outbox

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"lipdash/api"
	"lipdash/api/sim"
	"lipdash/journal"
)

// childRole makes the test binary play another process: its value names one of
// roles, the journal's path, the server's address and what else there is follow
// on the command line.
const childRole = "LIPDASH_OUTBOX_TEST_ROLE"

var roles = map[string]func(ctx context.Context, o *Outbox, j *journal.Journal, more []string) error{
	"submit": submitAndRun,
	"batch":  handOverAndRun,
	"finish": runToTheEnd,
}

func TestMain(m *testing.M) {
	role := os.Getenv(childRole)
	if role == "" {
		if err := flag.Set("test.parallel", strconv.Itoa(lanes)); err != nil {
			panic(err)
		}
		goleak.VerifyTestMain(m)
		return
	}
	if err := play(role, os.Args[1], os.Args[2], os.Args[3:]); err != nil {
		say("error", err)
		os.Exit(1)
	}
}

// quick is how fast the outboxes of tests in real time live.
var quick = pace{
	adopt: 25 * time.Millisecond, poll: 40 * time.Millisecond, list: 100 * time.Millisecond, appear: 300 * time.Millisecond, retry: 100 * time.Millisecond, picture: time.Minute, gather: 10 * time.Minute,
	first: 50 * time.Millisecond, last: 200 * time.Millisecond, kept: time.Minute,
}

// say is a line for the parent.
func say(words ...any) { _, _ = fmt.Fprintln(os.Stdout, words...) }

func play(role, path, base string, more []string) error {
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	go func() {
		// However long it takes, it ends with who started it.
		_, _ = io.Copy(io.Discard, os.Stdin)
		stop()
	}()
	say("ready")
	j, err := journal.Open(ctx, path)
	if err != nil {
		return err
	}
	defer func() { _ = j.Close() }()
	client, err := api.New(api.Credential{Key: testKey}, api.Options{BaseURL: base})
	if err != nil {
		return err
	}
	o := New(Options{Client: client, Files: realFiles{}, Journal: j})
	o.pace = quick
	return roles[role](ctx, o, j, more)
}

// submitAndRun submits an intent for each title, says so, and drives until it is
// killed.
func submitAndRun(ctx context.Context, o *Outbox, _ *journal.Journal, titles []string) error {
	done := make(chan error, 1)
	go func() { done <- o.Run(ctx) }()
	for _, title := range titles {
		id, err := o.Submit(ctx, links(title), "")
		if err != nil {
			return err
		}
		say("submitted", title, id)
	}
	return <-done
}

// handOverAndRun hands over a batch of sixty, as a script does that is started again with
// the same key, says so, and drives until it is killed.
func handOverAndRun(ctx context.Context, o *Outbox, _ *journal.Journal, _ []string) error {
	done := make(chan error, 1)
	go func() { done <- o.Run(ctx) }()
	b, values := sheet("launch", sixty)
	id, err := o.SubmitBatch(ctx, b, values)
	if err != nil {
		return err
	}
	say("submitted", id, id)
	return <-done
}

// sixty is how many items the batch has that processes are killed over.
const sixty = 60

// runToTheEnd drives until nothing is open any more.
func runToTheEnd(ctx context.Context, o *Outbox, j *journal.Journal, _ []string) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	done := make(chan error, 1)
	go func() { done <- o.Run(ctx) }()
	for {
		open, err := j.Submissions(ctx)
		if err != nil {
			return err
		}
		if len(open) == 0 {
			stop()
			return <-done
		}
		if !journal.Sleep(ctx, quick.poll) {
			return fmt.Errorf("%d still open, the first is %+v", len(open), open[0])
		}
	}
}

// child is another process; it ends when its input does.
type child struct {
	cmd   *exec.Cmd
	in    io.Closer
	lines *bufio.Scanner
	// titles are those whose submission it has confirmed.
	titles []string
}

func start(t *testing.T, role, path, base string, more ...string) *child {
	t.Helper()
	exe, err := os.Executable()
	must(t, err)
	cmd := exec.Command(exe, append([]string{path, base}, more...)...)
	cmd.Env = append(os.Environ(), childRole+"="+role)
	cmd.Stderr = os.Stderr
	pipe, err := cmd.StdoutPipe()
	must(t, err)
	in, err := cmd.StdinPipe()
	must(t, err)
	must(t, cmd.Start())
	return &child{cmd: cmd, in: in, lines: bufio.NewScanner(pipe)}
}

// ready waits until the child is about to open the journal.
func (c *child) ready(t *testing.T) {
	t.Helper()
	if !c.lines.Scan() || c.lines.Text() != "ready" {
		t.Errorf("the child said %q", c.lines.Text())
	}
}

// killed ends the child at once, as kill -9 does, and returns the titles whose
// submission it had confirmed.
func (c *child) killed(t *testing.T) []string {
	t.Helper()
	must(t, c.cmd.Process.Kill())
	return c.confirmed(t)
}

// confirmed reads what the child says until it ends.
func (c *child) confirmed(t *testing.T) []string {
	t.Helper()
	for c.confirms(t) {
	}
	_ = c.cmd.Wait()
	return c.titles
}

// confirms waits for the child's next line, false when there is none.
func (c *child) confirms(t *testing.T) bool {
	t.Helper()
	if !c.lines.Scan() {
		return false
	}
	f := strings.Fields(c.lines.Text())
	if len(f) != 3 || f[0] != "submitted" {
		t.Errorf("the child said %q", c.lines.Text())
		return true
	}
	c.titles = append(c.titles, f[1])
	return true
}

// ends waits for a child that ends by itself.
func (c *child) ends(t *testing.T) {
	t.Helper()
	c.ready(t)
	c.confirmed(t)
	if code := c.cmd.ProcessState.ExitCode(); code != 0 {
		t.Fatalf("the child ended with %d", code)
	}
}

// loopback serves an account on a socket and returns its base URL.
func loopback(t testing.TB, s *sim.Server) string {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- sim.Serve(ctx, ln, s) }()
	t.Cleanup(func() {
		stop()
		must(t, <-done)
	})
	return "http://" + ln.Addr().String()
}
