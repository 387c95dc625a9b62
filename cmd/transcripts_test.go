package cmd

import (
	"bytes"
	endian "encoding/binary"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"mvdan.cc/sh/v3/shell"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/submission"
	"lipdash/cmd/account"
	"lipdash/cmd/terminal"
	"lipdash/journal"
)

// journal is that of the shop's account.
func (s *shop) journal() *journal.Journal {
	s.t.Helper()
	client, err := api.New(api.Credential{Key: shopKey}, api.Options{BaseURL: "http://127.0.0.1:1", Transport: s.server.Transport()})
	s.must(err)
	me, err := client.Me(s.t.Context())
	s.must(err)
	j, trouble, ok := account.Place{Dir: terminal.StateDir(), Base: client.BaseURL(), Secret: shopKey}.Open(s.t.Context(), me.Username)
	if !ok || j == nil {
		s.t.Fatal(trouble)
	}
	return j
}

// queued puts a lipsync into the queue, its id being its title.
func (s *shop) queued(title string) {
	s.t.Helper()
	j := s.journal()
	values := map[string]string{"video": "https://example.com/v.mp4", "audio": "https://example.com/a.wav", "title": title}
	_, err := j.Submit(s.t.Context(), submission.New(submission.ID("id-of-"+title), values, time.Now()), "")
	s.must(err)
	s.must(j.Close())
}

// again has a job with a title that failed and is retried automatically, twice at most.
func (s *shop) again(title string) {
	s.t.Helper()
	j := s.journal()
	values := map[string]string{"video": "https://example.com/v.mp4", "audio": "https://example.com/a.wav", "title": title}
	made := submission.New(submission.ID("id-of-"+title), values, time.Now())
	made.Retries = 2
	made, err := j.Submit(s.t.Context(), made, "")
	s.must(err)
	made.State, made.JobID, made.Rev = submission.Accepted, api.JobID("ls_"+title), made.Rev+1
	s.must(j.SaveSubmission(s.t.Context(), made))
	s.must(j.RecordJob(s.t.Context(), journal.JobRecord{ID: made.JobID, Submission: made.ID, Values: values, Title: title, CreatedAt: time.Now()}))
	s.must(j.PlanRetry(s.t.Context(), made.JobID))
	s.must(j.Close())
}

// draft keeps a draft with a title and an id.
func (s *shop) draft(rest string) {
	title, id, _ := strings.Cut(rest, " ")
	j := s.journal()
	s.must(j.SaveDraft(s.t.Context(), record.Draft{
		ID: id, Values: map[string]string{"title": title, "video": "https://example.com/v.mp4"}, CreatedAt: time.Now(), UpdatedAt: time.Now(),
	}))
	s.must(j.Close())
}

// media writes a file as HeyGen takes it.
func (s *shop) media(rest string) {
	name, length, _ := strings.Cut(rest, " ")
	content := videoOf()
	if filepath.Ext(name) != ".mp4" {
		seconds, err := strconv.Atoi(length)
		s.must(err)
		content = wav(seconds)
	}
	s.must(os.MkdirAll(filepath.Dir(name), 0o700))
	s.must(os.WriteFile(name, content, 0o600))
}

// wav is so many seconds of silence: PCM, mono, 8 bits, 8,000 a second.
func wav(seconds int) []byte {
	size := 8000 * seconds
	out := endian.LittleEndian.AppendUint32([]byte("RIFF"), uint32(36+size))
	out = append(out, "WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x40\x1f\x00\x00\x40\x1f\x00\x00\x01\x00\x08\x00data"...)
	return append(endian.LittleEndian.AppendUint32(out, uint32(size)), bytes.Repeat([]byte{128}, size)...)
}

// shown is one command of a transcript, and what came of it.
type shown struct {
	file, line string
	args       []string
	terminal   bool
	// part tells that only the beginning is shown.
	part, ok bool
	out, err string
}

// transcripts are all commands of all transcripts.
func transcripts(t *testing.T) (all []shown) {
	files, err := filepath.Glob("testdata/commands/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			width, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
			switch last := len(all) - 1; {
			case strings.HasSuffix(width, "$"):
				rest, _, part := strings.Cut(rest, " | head")
				rest, _, _ = strings.Cut(rest, " << ")
				words, err := shell.Fields(rest, nil)
				if err != nil {
					t.Fatal(err)
				}
				all = append(all, shown{file: filepath.Base(file), line: line, args: words[1:], terminal: width != "$", part: part, ok: true})
			case width == "|":
				all[last].out += rest + "\n"
			case width == "!":
				all[last].err += rest + "\n"
			case width == "exit":
				all[last].ok = false
			}
		}
	}
	return all
}

// TestEveryCommandHasATranscript wants each command in each form that it can print.
func TestEveryCommandHasATranscript(t *testing.T) {
	root := newRoot(streams{})
	has := map[string]bool{}
	for _, s := range transcripts(t) {
		found, rest, err := root.Find(s.args)
		if err != nil {
			continue
		}
		where := map[bool]string{true: "on a terminal", false: "in a pipe"}[s.terminal]
		form := "as it is"
		for _, flag := range []string{"--jsonl", "--columns", "--field", "--quiet", "--json"} {
			if slices.Contains(rest, flag) {
				form = flag
			}
		}
		switch {
		case !s.ok && s.err != "":
			has[found.CommandPath()+": an error "+where] = true
		case s.ok && s.out != "" && form == "as it is":
			has[found.CommandPath()+": "+form+" "+where] = true
		case s.ok && s.out != "":
			has[found.CommandPath()+": "+form] = true
		}
	}
	for _, c := range append(commands(root), root) {
		if !c.Runnable() {
			continue
		}
		wanted := []string{"an error on a terminal", "an error in a pipe", "as it is on a terminal", "as it is in a pipe"}
		if c.Flags().Lookup("quiet") != nil {
			wanted = append(wanted, "--jsonl", "--columns", "--field", "--quiet")
		}
		if untilStopped[c.CommandPath()] {
			wanted = wanted[:2]
		}
		for _, form := range wanted {
			if !has[c.CommandPath()+": "+form] {
				t.Errorf("no transcript has %s: %s", c.CommandPath(), form)
			}
		}
	}
}

// TestAPipeGetsNothingButData looks at all transcripts: in a pipe there is no escape
// sequence, no line that is drawn over itself, and where nothing else is asked for all of it
// is JSON; on stderr each line is an object.
func TestAPipeGetsNothingButData(t *testing.T) {
	root := newRoot(streams{})
	looked := 0
	for _, s := range transcripts(t) {
		if s.terminal {
			continue
		}
		if strings.ContainsAny(s.out+s.err, "␛␇↵␄") {
			t.Errorf("%s: %sprinted %q, %q", s.file, s.line, s.out, s.err)
		}
		found, rest, err := root.Find(s.args)
		if err != nil || found.Flags().Lookup("quiet") == nil || s.part ||
			slices.ContainsFunc(rest, func(w string) bool { return w == "--columns" || w == "--field" || w == "--quiet" }) {
			continue
		}
		looked++
		if err := allJSON([]byte(s.out)); err != nil {
			t.Errorf("%s: %sprinted what is no JSON: %v", s.file, s.line, err)
		}
		for line := range strings.Lines(s.err) {
			var said map[string]any
			if err := json.Unmarshal([]byte(line), &said); err != nil || len(said) != 1 || said["error"] == nil && said["notice"] == nil {
				t.Errorf("%s: %ssaid %q", s.file, s.line, line)
			}
		}
	}
	if looked < 100 {
		t.Errorf("looked at %d commands only", looked)
	}
}

// untilStopped are commands that run until they are stopped, or need a terminal: only what
// they refuse has a transcript.
var untilStopped = map[string]bool{"lipdash": true, "lipdash demo": true, "lipdash sim": true, "lipdash watch": true, "lipdash config edit": true}
