package cmd

import (
	"bytes"
	"context"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/sim"
)

// locked is a buffer that a server writes and a test reads.
type locked struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *locked) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

func (l *locked) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

// simulator is a sim command that runs in this process.
type simulator struct {
	base     string
	out, err locked
	stop     func() int
}

func startSim(t *testing.T, args ...string) *simulator {
	t.Helper()
	s := &simulator{}
	ctx, cancel := context.WithCancel(t.Context())
	code := make(chan int, 1)
	go func() {
		args := append([]string{"sim", "--listen", "127.0.0.1:0"}, args...)
		code <- run(ctx, args, streams{in: strings.NewReader(""), out: &s.out, err: &s.err})
	}()
	s.stop = sync.OnceValue(func() int {
		cancel()
		return <-code
	})
	t.Cleanup(func() { s.stop() })
	address := regexp.MustCompile(`HEYGEN_API_BASE=(http://127\.0\.0\.1:\d+) `)
	eventually(t, "a greeting", func() bool {
		m := address.FindStringSubmatch(s.err.String())
		if m != nil {
			s.base = m[1]
		}
		return m != nil
	})
	return s
}

func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); <-tick.C {
		if ok() {
			return
		}
	}
	t.Fatalf("no %s", what)
}

// Not beside others: they could be given the port that it leaves.
func TestTheSimulatorServesLogsAndStops(t *testing.T) {
	s := startSim(t, "--key", keyInTest, "--jobs", "250")
	client, err := api.New(api.Credential{Key: keyInTest}, api.Options{BaseURL: s.base})
	if err != nil {
		t.Fatal(err)
	}
	page, err := client.ListJobs(t.Context(), api.ListOptions{Limit: 100})
	if err != nil || len(page.Jobs) != 100 || !page.HasMore() {
		t.Fatalf("got %d jobs, %v", len(page.Jobs), err)
	}
	line := regexp.MustCompile(`(?m)^\d{4}-\d\d-\d\dT\S+ GET /v3/lipsyncs 200$`)
	eventually(t, "line in the log", func() bool { return line.MatchString(s.out.String()) })
	if strings.Count(s.err.String(), "\n") != 1 || !strings.Contains(s.err.String(), "HEYGEN_API_KEY="+keyInTest) {
		t.Errorf("stderr %q", s.err.String())
	}
	if code := s.stop(); code != 0 {
		t.Errorf("exit code %d, %s", code, s.err.String())
	}
	if conn, err := net.Dial("tcp", strings.TrimPrefix(s.base, "http://")); err == nil {
		_ = conn.Close()
		t.Error("it still serves")
	}
}

func TestTheSimulatorsClockCanDiffer(t *testing.T) {
	t.Parallel()
	s := startSim(t, "--clock-offset", "-3h")
	client, err := api.New(api.Credential{Key: "any-key-at-all"}, api.Options{BaseURL: s.base})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := client.Me(t.Context()); err != nil {
		t.Fatal(err)
	}
	if offset, _ := client.ClockOffset(); (offset + 3*time.Hour).Abs() > 5*time.Second {
		t.Errorf("its clock is %s ahead", offset)
	}
}

func TestTheSimulatorsLogCanGoToAFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "calls.log")
	s := startSim(t, "--log", path)
	client, err := api.New(api.Credential{Key: "any-key-at-all"}, api.Options{BaseURL: s.base})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := client.Me(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.stop()
	log, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(log), " GET /v3/users/me 200\n") || s.out.String() != "" {
		t.Errorf("log %q, stdout %q, %v", log, s.out.String(), err)
	}
}

func TestFaultsKeysAndTheWalletAreOrderedByFlag(t *testing.T) {
	s := startSim(t, "--jobs", "0", "--concurrency", "-1", "--keys", "ignored", "--fault", "401,on=create,times=1", "--fault", "fail-after,on=create,times=1")
	client, err := api.New(api.Credential{Key: "any-key-at-all"}, api.Options{BaseURL: s.base})
	if err != nil {
		t.Fatal(err)
	}
	link := api.Source{URL: "https://example.com/v.mp4"}
	made := 0
	create := func() error {
		_, err := client.CreateJob(t.Context(), api.CreateRequest{Video: link, Audio: link}, "one-key")
		if err == nil {
			made++
		}
		return err
	}
	if err := create(); !api.IsAuth(err) {
		t.Fatal(err)
	}
	if err := create(); !api.IsUncertain(err) {
		t.Fatal(err)
	}
	// The wallet is good for more than the 163 creates it was once empty after.
	for range 400 {
		if err := create(); err != nil {
			t.Fatal(made, err)
		}
	}
	page, err := client.ListJobs(t.Context(), api.ListOptions{Limit: 100})
	if err != nil || len(page.Jobs) != 100 || !page.HasMore() {
		t.Fatalf("%d jobs, %v", len(page.Jobs), err)
	}
	for _, want := range []string{" POST /v3/lipsyncs 401 status\n", " POST /v3/lipsyncs 500 fail-after\n"} {
		if !strings.Contains(s.out.String(), want) {
			t.Errorf("no %q in the log", want)
		}
	}
}

func TestAFaultThatIsNoneIsAUsageErrorThatNamesThem(t *testing.T) {
	for flag, want := range map[string]string{
		"--fault=nope": "drop-after", "--fault=401,on=nope": "create", "--fault=slow,nope=1": "delay",
		"--fault=slow,delay=5": "delay", "--keys=nope": "forgotten", "--list-lag=-1s": "negative", "--balance=-1": "negative",
	} {
		var out, bad bytes.Buffer
		code := run(t.Context(), []string{"sim", "--listen", "127.0.0.1:0", flag}, streams{in: strings.NewReader(""), out: &out, err: &bad})
		if code != 2 || !strings.Contains(bad.String(), want) {
			t.Errorf("%s: code %d, %s", flag, code, bad.String())
		}
	}
}

func TestTheHelpAndItsPageNameEveryFault(t *testing.T) {
	page, err := os.ReadFile("../.github/commands.md")
	if err != nil {
		t.Fatal(err)
	}
	var help bytes.Buffer
	run(t.Context(), []string{"sim", "--help"}, streams{in: strings.NewReader(""), out: &help, err: &help})
	for _, name := range append(append(sim.FaultNames(), sim.RouteNames()...), sim.KeysNames()...) {
		if !strings.Contains(help.String(), name) {
			t.Errorf("%s is not in the help", name)
		}
		if !strings.Contains(string(page), "`"+name+"`") && !strings.Contains(string(page), name+",") && !strings.Contains(string(page), name+" after") {
			t.Errorf("%s is not on the page of the commands", name)
		}
	}
}
