//go:build unix

package cmd

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lipdash/api/record"
	"lipdash/cmd/account"
)

// machine is a home in which the real binary runs, against a server on loopback.
type machine struct {
	t    *testing.T
	home string
	env  []string
}

// run runs a line there and returns what it printed; it must end with 0.
func (m machine) run(line string) string {
	m.t.Helper()
	out, err := m.command("sh", "-c", `"$0" `+line, binary).Output()
	if err != nil {
		m.t.Fatalf("%s: %v, %s", line, err, out)
	}
	return strings.TrimSpace(string(out))
}

func (m machine) command(name string, args ...string) *exec.Cmd {
	c := exec.Command(name, args...)
	c.Dir, c.Env = m.home, m.env
	return c
}

// furnish makes what commands are about: a job made here, one that is done, what waits in a
// paused queue, a batch and a draft. It returns their names for the lines of a test.
func (m machine) furnish(base string) *strings.Replacer {
	m.t.Helper()
	for name, content := range map[string][]byte{
		"talk.mp4": videoOf(), "s.csv": []byte("title,video,audio\none,https://example.com/1.mp4,https://example.com/1.wav\ntwo,https://example.com/2.mp4,https://example.com/2.wav\n"),
	} {
		if err := os.WriteFile(filepath.Join(m.home, name), content, 0o600); err != nil {
			m.t.Fatal(err)
		}
	}
	const create = "create --video https://example.com/v.mp4 --audio https://example.com/a.wav --quiet "
	made := m.run(create + "2>/dev/null")
	m.run("queue pause")
	waits, drops := m.run(create+"--queue --title waits 2>/dev/null"), m.run(create+"--queue --title drops 2>/dev/null")
	m.run("batch s.csv --queue --title week --results - 2>/dev/null")
	j, trouble, _ := account.Place{Dir: filepath.Join(m.home, ".state", "lipdash"), Base: base, Secret: shopKey}.Open(m.t.Context(), "")
	if j == nil {
		m.t.Fatal(trouble)
	}
	for _, id := range []string{"draft-1", "draft-2"} {
		d := record.Draft{ID: id, Values: map[string]string{"title": "typed"}, CreatedAt: time.Now(), UpdatedAt: time.Now()}
		if err := j.SaveDraft(m.t.Context(), d); err != nil {
			m.t.Fatal(err)
		}
	}
	if err := j.Close(); err != nil {
		m.t.Fatal(err)
	}
	done := m.run("list --all --status done --quiet")
	ids := strings.Fields(done)
	return strings.NewReplacer("MADE", made, "WAITS", waits, "DROPS", drops, "DONE", ids[0], "OTHER", ids[1], "GONE1", ids[2], "GONE2", ids[3])
}

// headLines are a command line of each command. Those that change nothing are run with
// nobody reading too.
var headLines = map[string]struct {
	args  string
	reads bool
}{
	"list": {"list --all --jsonl", true}, "get": {"get MADE", true}, "account": {"account", true}, "schema": {"schema", true},
	"version": {"version", true}, "man": {"man", true}, "completion": {"completion bash", true}, "notify": {"notify --json", true},
	"notify test": {"notify test --json", true}, "doctor": {"doctor", true}, "config": {"config", true}, "config show": {"config show", true},
	"config path": {"config path", true}, "keys": {"keys", true}, "queue": {"queue", true}, "queue list": {"queue list --jsonl", true}, "drafts": {"drafts", true},
	"drafts show": {"drafts show draft-1", true}, "batch": {"batch s.csv --dry-run", true}, "batch list": {"batch list", true},
	"batch show": {"batch show week", true}, "batch results": {"batch results week", true}, "wait": {"wait DONE OTHER", true},
	"create": {"create --video https://example.com/3.mp4 --audio https://example.com/3.wav --queue", false},
	"update": {"update MADE --title other", false}, "retry": {"retry MADE --queue", false}, "queue pause": {"queue pause WAITS", false},
	"queue resume": {"queue resume WAITS", false}, "queue move": {"queue move WAITS --top", false}, "queue drop": {"queue drop --yes DROPS", false},
	"upload": {"upload talk.mp4", false}, "download": {"download DONE OTHER", false}, "drafts delete": {"drafts delete draft-2", false},
	"config init": {"config init", false}, "delete": {"delete --yes GONE1 GONE2", false},
}

// TestEveryCommandEndsQuietlyWhenNobodyReadsOn runs each with a real pipe into head -1, and
// those that change nothing into a pipe that nobody reads at all.
func TestEveryCommandEndsQuietlyWhenNobodyReadsOn(t *testing.T) {
	base := simulated(t, 1000)
	home := t.TempDir()
	m := machine{t, home, environment(home, "HEYGEN_API_BASE="+base, "HEYGEN_API_KEY="+shopKey)}
	names := m.furnish(base)
	for _, c := range commands(newRoot(streams{})) {
		name := strings.TrimPrefix(c.CommandPath(), "lipdash ")
		line, ok := headLines[name]
		if !ok {
			if !untilStopped[c.CommandPath()] {
				t.Errorf("no line is here for %s", name)
			}
			continue
		}
		args := names.Replace(line.args)
		t.Run(name, func(t *testing.T) {
			if line.reads {
				unread(t, m, args)
			}
			c := m.command("sh", "-c", `{ "$0" `+args+`; echo "code $?" >&2; } | head -1`, binary)
			var said bytes.Buffer
			c.Stderr = &said
			out, err := c.Output()
			if err != nil || bytes.Count(out, []byte("\n")) != 1 || !strings.HasSuffix(said.String(), "code 0\n") || strings.Contains(said.String(), `"error"`) {
				t.Errorf("%s: %v, %q, %q", args, err, out, said.String())
			}
		})
	}
	for _, args := range []string{"--help", "list --help", "help create"} {
		unread(t, m, args)
	}
}

// unread runs a command whose output nobody reads.
func unread(t *testing.T, m machine, args string) {
	t.Helper()
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	_ = read.Close()
	var said bytes.Buffer
	c := m.command(binary, strings.Fields(args)...)
	c.Stdout, c.Stderr = write, &said
	err = c.Run()
	_ = write.Close()
	if err != nil || strings.Contains(said.String(), `"error"`) || strings.Contains(said.String(), "lipdash:") {
		t.Errorf("%s, which nobody reads: %v, %q", args, err, said.String())
	}
}
