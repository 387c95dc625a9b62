package cmd

import (
	"bytes"
	"os"
	"os/signal"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"mvdan.cc/sh/v3/shell"

	"lipdash/api/sim"
)

// shop is a machine with an empty home and a simulated HeyGen in memory, in fake time:
// what commands print there is the same every time.
type shop struct {
	t      testing.TB
	server *sim.Server
	home   string
}

const shopKey = "test-key-0123456789"

// Transcripts have times of day. It is set once: connections of earlier tests still look at it.
func init() { time.Local = time.UTC }

// inShop runs f in a shop, in a bubble of fake time.
func inShop(t *testing.T, f func(s *shop)) {
	home := t.TempDir()
	for name, value := range map[string]string{
		"HOME": home, "XDG_CONFIG_HOME": home + "/.config", "XDG_STATE_HOME": home + "/.state", "TERM": "xterm-256color",
		"LANG": "en_US.UTF-8", "LC_ALL": "", "LC_CTYPE": "", "NO_COLOR": "", "COLORTERM": "", "CLICOLOR_FORCE": "",
		"HEYGEN_API_KEY": shopKey, "HEYGEN_API_BASE": "http://127.0.0.1:1", "HEYGEN_CONFIG_DIR": "", "LIPDASH_CONFIG": "", "ACCESSIBLE": "",
	} {
		t.Setenv(name, value)
	}
	t.Chdir(home)
	// What the runtime starts with the first signal that is asked for stays for good, so
	// it must not begin in the bubble.
	heard := make(chan os.Signal, 1)
	signal.Notify(heard, os.Interrupt)
	signal.Stop(heard)
	synctest.Test(t, func(t *testing.T) {
		<-time.After(time.Until(time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC))) // jobs have dates of this century
		f(&shop{t: t, server: sim.New(sim.Options{Key: shopKey, Seed: 1}), home: home})
	})
}

// run runs a command line there. With a screen all streams are a terminal so wide, and
// typed is what its user types.
func (s *shop) run(screen int, typed string, args ...string) result {
	var out, err bytes.Buffer
	code := run(s.t.Context(), args, streams{in: strings.NewReader(typed), out: &out, err: &err, screen: screen, network: s.server.Transport(), free: 100 << 30})
	return result{code, out.String(), err.String()}
}

// onlyLooks skips a test of what is printed or drawn with -short, as in CI's pass under the race
// detector: the commands run there in TestEveryExampleWorks and
// TestNoWriteOfACommandLeavesAReadOnlyProfile, the demo in TestTheDemoGoesOn.
func onlyLooks(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("it only tells how things look")
	}
}

// TestCommandsPrintWhatTheirTranscriptsSay plays each testdata/commands/NAME.txt in a
// shop of its own. A line of a transcript is one of
//
//	# a remark
//	sim 8                       so many jobs, as lipdash sim makes them
//	job TITLE [STATUS]          one more job, an hour old
//	queued TITLE                a lipsync that waits here, which no lipdash drives
//	draft TITLE ID              a draft, as the dashboard keeps it
//	media NAME [SECONDS]        a file NAME, .mp4 (10 s) or .wav
//	fault 503,on=list,times=1   as lipdash sim --fault takes it
//	env NAME=VALUE              for what follows
//	file NAME                   a file of the lines below that begin with a tab
//	wait 90s                    time that passes
//	$ lipdash list              a command whose streams are no terminal
//	80$ lipdash list            the same on a terminal of 80 cells
//	$ lipdash list | head -3    the first three lines of it
//	80$ lipdash delete x << yes   yes is typed
//
// and what a command printed is below it: "| " before what came on stdout, "! " on
// stderr, the exit code where it is not 0, ␛ for an escape character, ↵ where a
// line is drawn over itself. UPDATE=1 writes the transcripts anew.
func TestCommandsPrintWhatTheirTranscriptsSay(t *testing.T) {
	onlyLooks(t)
	files, err := filepath.Glob("testdata/commands/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		name, err := filepath.Abs(file)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			was, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			var is string
			inShop(t, func(s *shop) { is = s.play(string(was)) })
			if is == string(was) {
				return
			}
			if os.Getenv("UPDATE") == "" {
				t.Errorf("%s is now\n%s", file, is)
			} else if err := os.WriteFile(name, []byte(is), 0o600); err != nil {
				t.Error(err)
			}
		})
	}
}

// play carries out a transcript and returns it with what was printed this time.
func (s *shop) play(text string) string {
	var b strings.Builder
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, "| ") || strings.HasPrefix(line, "! ") || strings.HasPrefix(line, "exit ") || line == "|" || line == "!" {
			continue
		}
		b.WriteString(line + "\n")
		word, rest, _ := strings.Cut(line, " ")
		switch {
		case strings.HasSuffix(word, "$"):
			width, _ := strconv.Atoi(strings.TrimSuffix(word, "$"))
			b.WriteString(s.command(width, rest))
		case word == "file":
			var content strings.Builder
			for _, line := range lines[i+1:] {
				text, ok := strings.CutPrefix(line, "\t")
				if !ok {
					break
				}
				content.WriteString(text + "\n")
			}
			s.must(os.WriteFile(rest, []byte(content.String()), 0o600))
		case word != "" && word != "#" && !strings.HasPrefix(line, "\t"):
			s.arrange(word, rest)
		}
	}
	return b.String()
}

func (s *shop) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// arrange is a line of a transcript that is no command.
func (s *shop) arrange(word, rest string) {
	s.t.Helper()
	switch word {
	case "sim":
		n, err := strconv.Atoi(rest)
		s.must(err)
		s.server.Populate(n)
	case "job":
		words, err := shell.Fields(rest, nil)
		s.must(err)
		spec := sim.JobSpec{Title: words[0], Status: "completed", CreatedAt: time.Now().Add(-time.Hour), Duration: 42 * time.Second}
		if len(words) > 1 {
			spec.Status = words[1]
		}
		s.server.AddJob(spec)
	case "queued":
		s.queued(rest)
	case "again":
		s.again(rest)
	case "draft":
		s.draft(rest)
	case "media":
		s.media(rest)
	case "fault":
		f, err := sim.ParseFault(rest)
		s.must(err)
		s.server.Faults().Add(f)
	case "env":
		name, value, _ := strings.Cut(rest, "=")
		was, had := os.LookupEnv(name)
		s.must(os.Setenv(name, value))
		s.t.Cleanup(func() {
			if _ = os.Unsetenv(name); had {
				_ = os.Setenv(name, was)
			}
		})
	case "wait":
		d, err := time.ParseDuration(rest)
		s.must(err)
		<-time.After(d)
	default:
		s.t.Fatalf("a transcript says %q", word+" "+rest)
	}
}

// command runs one line of a transcript and returns what it printed.
func (s *shop) command(width int, line string) string {
	line, head, _ := strings.Cut(line, " | head -")
	line, typed, _ := strings.Cut(line, " << ")
	words, err := shell.Fields(line, nil)
	s.must(err)
	if typed != "" {
		typed += "\n"
	}
	if len(words) == 0 || words[0] != "lipdash" {
		s.t.Fatalf("a transcript runs %q", line)
	}
	got := s.run(width, typed, words[1:]...)
	if n, err := strconv.Atoi(head); err == nil {
		got.out = strings.Join(strings.SplitAfter(got.out, "\n")[:n], "")
	}
	text := strings.NewReplacer(s.home, "/home/u", runtime.Version(), "go1.X", runtime.GOOS+"/"+runtime.GOARCH, "SYSTEM").Replace(printed("|", got.out) + printed("!", got.err))
	for _, v := range varying {
		text = v.is.ReplaceAllString(text, v.shown)
	}
	if got.code != 0 {
		text += "exit " + strconv.Itoa(got.code) + "\n"
	}
	return text
}

// varying is what is another thing each time.
var varying = []struct {
	is    *regexp.Regexp
	shown string
}{
	{regexp.MustCompile(`sheet-[0-9a-f]+`), "sheet-0123456789abcdef"}, // made of its path, among others
	{regexp.MustCompile(`Expires=\d+(&|\\u0026)Key-Pair-Id=\w+(&|\\u0026)Signature=\w+~`), "SIGNED"},
	{regexp.MustCompile(`"submission_id":"[0-9a-f-]{14}4[0-9a-f-]+"`), `"submission_id":"▒"`},
	{regexp.MustCompile(`(?mi)^! .*the minute's calls are spent, asks again in .*\n`), ""}, // polls have a jitter
	{regexp.MustCompile(`[0-9.]+ [kMGT]?B free *`), "▒ free "},                             // how much room the disk has
	{regexp.MustCompile(`([1-9] of \d+ done, ~.)\d+\.\d\d`), "${1}▒"},                      // by lengths that the simulator throws dice for, many at a time
}

// printed is a stream of a command as a transcript has it.
func printed(mark, text string) string {
	var b strings.Builder
	text = strings.NewReplacer("\x1b", "␛", "\r", "↵", "\t", "⇥", "\a", "␇").Replace(text)
	for line := range strings.Lines(text) {
		b.WriteString(strings.TrimRight(mark+" "+strings.TrimSuffix(line, "\n"), " "))
		if !strings.HasSuffix(line, "\n") {
			b.WriteString("␄")
		}
		b.WriteString("\n")
	}
	return b.String()
}
