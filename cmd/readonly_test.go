package cmd

import (
	"bytes"
	"context"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
)

// writing are the commands that write at HeyGen or change the queue, which is sent from, each
// in the ways in which it does. JOB is a job that was made here. before is what has to have
// happened, else it would do nothing.
var writing = map[string][]struct{ before, line string }{
	"create": {
		{"", "create --video https://example.com/v.mp4 --audio https://example.com/a.wav"},
		{"", "create --video https://example.com/v.mp4 --audio https://example.com/a.wav --queue"},
		{"", "create --video https://example.com/v.mp4 --audio https://example.com/a.wav --wait"},
		{"", "create --video talk.mp4 --audio voice.mp3 --idempotency-key nightly"},
		{"", "create --video talk.mp4 --audio voices"},
		{"", "create -d body.json"},
	},
	"batch":        {{"", "batch week47.csv --yes"}},
	"update":       {{"", "update JOB --title other"}},
	"delete":       {{"", "delete JOB --yes"}},
	"retry":        {{"", "retry JOB"}, {"", "retry JOB --precision"}},
	"upload":       {{"", "upload talk.mp4"}},
	"queue pause":  {{"", "queue pause"}, {"", "queue pause id-of-intro"}},
	"queue resume": {{"queue pause", "queue resume"}, {"queue pause id-of-intro", "queue resume id-of-intro"}},
	"queue move":   {{"", "queue move id-of-two --top"}},
	"queue drop":   {{"", "queue drop id-of-intro --yes"}},
}

// reading are the commands that change nothing at HeyGen, and nothing of what is to be sent.
// One that is new and in neither table fails the test.
var reading = []string{
	"list", "get", "wait", "watch", "batch list", "batch show", "batch results", "queue", "queue list",
	"download", "drafts", "drafts show", "drafts delete", "account", "schema",
	"config", "config path", "config show", "config init", "config edit", "keys", "doctor",
	"demo", "sim", "notify", "notify test", "completion", "man", "version",
}

func TestOfEveryCommandItIsSaidWhetherItWrites(t *testing.T) {
	known := map[string]bool{}
	for path := range writing {
		known[path] = true
	}
	for _, path := range reading {
		if known[path] {
			t.Errorf("%s both writes and does not", path)
		}
		known[path] = true
	}
	is := func(c *cobra.Command) string { return strings.TrimPrefix(c.CommandPath(), "lipdash ") }
	for _, c := range commands(newRoot(streams{})) {
		if !known[is(c)] {
			t.Errorf("say whether lipdash %s writes", is(c))
		}
		delete(known, is(c))
	}
	for path := range known {
		t.Errorf("there is no command lipdash %s", path)
	}
}

// readOnlyShop has jobs, one that was made here, and two that wait.
func readOnlyShop(t *testing.T, f func(s *shop, job string)) {
	inShop(t, func(s *shop) {
		s.server.Populate(3)
		s.files()
		s.must(os.MkdirAll(filepath.Join(s.home, ".config/lipdash"), 0o700))
		s.must(os.WriteFile(filepath.Join(s.home, ".config/lipdash/config.toml"), []byte("[profiles.watch]\nread_only = true\n"), 0o600))
		made := s.run(0, "", "create", "--video", "https://example.com/first.mp4", "--audio", "https://example.com/first.wav", "--wait", "--quiet")
		if made.code != exitOK {
			t.Fatalf("%+v", made)
		}
		s.queued("intro")
		s.queued("two")
		f(s, strings.TrimSpace(made.out))
	})
}

// kept is what is to be sent, and what HeyGen was asked to write, by method.
func (s *shop) kept() (queue string, writes int) {
	s.t.Helper()
	got := s.run(0, "", "queue", "--json")
	if got.code != exitOK {
		s.t.Fatalf("%+v", got)
	}
	for _, c := range s.server.Calls() {
		if c.Method != http.MethodGet && c.Method != http.MethodHead {
			writes++
		}
	}
	return got.out + got.err, writes
}

func TestNoWriteOfACommandLeavesAReadOnlyProfile(t *testing.T) {
	for path, ways := range writing {
		for _, way := range ways {
			t.Run(strings.ReplaceAll(way.line, "/", "_"), func(t *testing.T) {
				readOnlyShop(t, func(s *shop, job string) {
					if way.before != "" {
						s.run(0, "", strings.Fields(way.before)...)
					}
					args := strings.Fields(strings.ReplaceAll(way.line, "JOB", job))
					queue, writes := s.kept()
					got := s.run(0, "", append([]string{"--profile", "watch"}, args...)...)
					nowQueue, nowWrites := s.kept()
					if nowWrites != writes || nowQueue != queue {
						t.Errorf("%d writes left; the queue was %s and is %s", nowWrites-writes, queue, nowQueue)
					}
					if got.code != exitUsage || got.out != "" || !strings.Contains(got.err, "read-only") || !strings.Contains(got.err, `"code":"read_only"`) || !strings.Contains(got.err, "witch to a profile that may write") {
						t.Errorf("%+v", got)
					}
					// Else it would prove nothing.
					got = s.run(0, "", args...)
					if nowQueue, nowWrites = s.kept(); nowWrites == writes && nowQueue == queue {
						t.Errorf("%s is said to write, and does not: %+v", path, got)
					}
				})
			})
		}
	}
}

// TestWhatRunsForLongInAReadOnlyProfileSendsNothing: in another profile it sends what waits.
func TestWhatRunsForLongInAReadOnlyProfileSendsNothing(t *testing.T) {
	for _, profile := range []string{"watch", "default"} {
		readOnlyShop(t, func(s *shop, _ string) {
			_, before := s.kept()
			ctx, cancel := context.WithTimeout(s.t.Context(), time.Minute)
			defer cancel()
			var out, said bytes.Buffer
			run(ctx, []string{"--profile", profile, "watch", "--jsonl"}, streams{in: strings.NewReader(""), out: &out, err: &said, network: s.server.Transport()})
			if _, writes := s.kept(); (writes > before) != (profile == "default") {
				t.Errorf("%s: %d writes, %s %s", profile, writes-before, out.String(), said.String())
			}
		})
	}
}
