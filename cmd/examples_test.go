package cmd

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"mvdan.cc/sh/v3/interp"
	"mvdan.cc/sh/v3/syntax"

	"lipdash/api/sim"
)

// TestEveryExampleWorks runs the examples of each command's help as a shell would, with
// jobs one of whose titles holds what a terminal would obey. None of them may end with
// an error, and nothing that is printed may hold an escape sequence. Of those that need a
// terminal or run until they are stopped only the flags and arguments are read.
func TestEveryExampleWorks(t *testing.T) {
	root := newRoot(streams{})
	for _, c := range append(commands(root), root) {
		for line := range strings.Lines(strings.ReplaceAll(c.Example, "\\\n", "")) {
			line = strings.TrimSpace(line)
			if line == "" {
				continue
			}
			t.Run(line, func(t *testing.T) {
				inShop(t, func(s *shop) {
					s.files()
					out, err := s.shell(s.past(line))
					if err != nil {
						t.Errorf("%v\n%s", err, out)
					}
					if strings.ContainsAny(out, "\x1b\u009b\x07\r") {
						t.Errorf("it printed %q", out)
					}
				})
			})
		}
	}
}

// past makes what an example speaks of, and puts real ids into it.
func (s *shop) past(line string) string {
	switch {
	case strings.Contains(line, "lipdash retry -"): // what fails was made here
		s.server = sim.New(sim.Options{Key: shopKey, Seed: 1, FailureRate: 1})
		s.run(0, "", "create", "-d", "body.json", "--wait")
		return line
	case strings.Contains(line, "retry"), strings.Contains(line, "download"): // with files of some kB
		s.play("job $'\\x1b[31mred\\x07\\u009b1m'\n")
	default:
		s.server.Populate(250)
		s.play("job $'\\x1b[31mred\\x07\\u009b1m'\nqueued intro\n")
	}
	if strings.Contains(line, "draft") {
		s.play("draft one 3f2a0000\ndraft two 7c010000\n")
	}
	if strings.Contains(line, "batch show") || strings.Contains(line, "batch results") {
		s.run(0, "", "batch", "week47.csv", "--results", "-")
	}
	for _, id := range []string{"ls_abc123", "ls_def456"} {
		if strings.Contains(line, id) {
			made := s.run(0, "", "create", "-d", "body.json", "--title", id, "--wait", "--quiet")
			line = strings.ReplaceAll(line, id, strings.TrimSpace(made.out))
		}
	}
	return line
}

// files are those that examples name.
func (s *shop) files() {
	for _, folder := range []string{"voices", ".zsh/completions", ".config/fish/completions", ".local/share/man/man1"} {
		s.must(os.MkdirAll(folder, 0o700))
	}
	for name, content := range map[string]string{
		"talk.mp4": mp4InTest, "voice.mp3": mp3InTest, "a.mp3": mp3InTest, "voice-de.mp3": mp3InTest, "voice-fr.mp3": mp3InTest, "voices/a.mp3": mp3InTest, "voices/b.mp3": mp3InTest,
		"week47.csv": "title;video;audio\none;https://example.com/1.mp4;https://example.com/1.wav\ntwo;https://example.com/2.mp4;https://example.com/2.wav\n",
		"body.json":  `{"video":{"type":"url","url":"https://example.com/v.mp4"},"audio":{"type":"url","url":"https://example.com/a.wav"},"end_time":2}`,
	} {
		s.must(os.WriteFile(name, []byte(content), 0o600))
	}
}

// The beginnings of files, by which their types are told.
const (
	mp4InTest = "\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom and so on"
	mp3InTest = "ID3\x04\x00\x00\x00\x00\x00\x00 and so on"
)

// shell runs a line of shell in the shop and returns all that was printed. Programs of
// others only take what they are given.
func (s *shop) shell(line string) (string, error) {
	// What bash has and this shell has not.
	parsed, err := syntax.NewParser().Parse(strings.NewReader("complete() { :; }\n"+line), "")
	if err != nil {
		return "", err
	}
	var out bytes.Buffer
	shell, err := interp.New(interp.StdIO(nil, &out, &out), interp.ExecHandlers(func(interp.ExecHandlerFunc) interp.ExecHandlerFunc { return s.program(&out) }))
	if err != nil {
		return "", err
	}
	err = shell.Run(s.t.Context(), parsed)
	return out.String(), err
}

func (s *shop) program(said io.Writer) interp.ExecHandlerFunc {
	return func(ctx context.Context, args []string) error {
		h := interp.HandlerCtx(ctx)
		switch args[0] {
		case "xargs":
			given, err := io.ReadAll(h.Stdin)
			if err != nil {
				return err
			}
			if args[1] == "-r" {
				if args = args[1:]; len(given) == 0 {
					return nil
				}
			}
			return s.program(said)(ctx, append(args[1:], strings.Fields(string(given))...))
		case "jq":
			if err := json.NewDecoder(h.Stdin).Decode(new(any)); !errors.Is(err, io.EOF) {
				return err
			}
			return nil
		case "lipdash":
			return s.inProcess(h, args[1:])
		}
		return fmt.Errorf("an example runs %q", args)
	}
}

func (s *shop) inProcess(h interp.HandlerContext, args []string) error {
	root := newRoot(streams{})
	if found, rest, err := root.Find(args); err == nil && untilStopped[found.CommandPath()] {
		if err := found.ParseFlags(rest); err != nil {
			return err
		}
		return found.ValidateArgs(found.Flags().Args())
	}
	in := h.Stdin
	if in == nil {
		in = strings.NewReader("")
	}
	var out, said bytes.Buffer
	where := streams{in: in, out: &out, err: &said, network: s.server.Transport()}
	if asks(args) {
		where.in, where.screen = strings.NewReader("y\n"), 80
	}
	code := run(s.t.Context(), args, where)
	if _, err := h.Stdout.Write(out.Bytes()); err != nil {
		return err
	}
	if found, _, err := root.Find(args); err == nil && where.screen == 0 && found.Flags().Lookup("jsonl") != nil &&
		!strings.Contains(strings.Join(args, " "), "--columns") && !strings.Contains(strings.Join(args, " "), "--field") && !slices.Contains(args, "--quiet") {
		if err := allJSON(out.Bytes()); err != nil {
			return fmt.Errorf("what is no JSON: %w", err)
		}
	}
	if code != 0 {
		return fmt.Errorf("exit code %d: %s", code, said.String())
	}
	return nil
}

// allJSON tells whether an output is JSON throughout.
func allJSON(out []byte) error {
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		if err := d.Decode(new(any)); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// asks tells whether a command asks before it does something, which takes a terminal.
func asks(args []string) bool {
	return args[0] == "delete" && !slices.Contains(args, "--yes")
}

// TestEveryCommandIsInAGroupWithExamples keeps the help whole.
func TestEveryCommandIsInAGroupWithExamples(t *testing.T) {
	root := newRoot(streams{})
	for _, c := range root.Commands() {
		if c.GroupID == "" && c.Name() != "help" {
			t.Errorf("%s is in no group of the help", c.Name())
		}
	}
	for _, c := range commands(root) {
		if c.Example == "" && c.Runnable() {
			t.Errorf("%s has no example in its help", c.CommandPath())
		}
	}
}
