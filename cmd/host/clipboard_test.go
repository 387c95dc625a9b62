package host

import (
	"context"
	"errors"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
)

// call is what a tool was started with.
type call struct {
	stdin string
	argv  []string
}

// machine is a clipboard whose tools exist or not, and work or not.
func machine(goos string, env map[string]string, works bool, tools ...string) (Clipboard, *[]call) {
	var calls []call
	return Clipboard{system{
		env: func(name string) string { return env[name] }, goos: goos,
		look: func(tool string) (string, error) {
			if !slices.Contains(tools, tool) {
				return "", errors.New("not found")
			}
			return "/bin/" + tool, nil
		},
		run: func(_ context.Context, stdin []byte, _ []string, name string, args ...string) ([]byte, error) {
			if stdin == nil { // a question to tmux
				return []byte(env["outer TERM"] + "\n"), nil
			}
			calls = append(calls, call{string(stdin), append([]string{name}, args...)})
			if !works {
				return nil, errors.New("failed")
			}
			return nil, nil
		},
	}}, &calls
}

func TestCopyTakesTheWayThatArrives(t *testing.T) {
	ssh := "10.0.0.1 5000 10.0.0.2 22"
	for _, c := range []struct {
		name, goos string
		env        map[string]string
		tools      []string
		broken     bool
		how        string
		argv       string
	}{
		{name: "tmux beats all", goos: "linux", env: map[string]string{"TMUX": "/tmp/x", "SSH_CONNECTION": ssh, "DISPLAY": ":0"}, tools: []string{"xclip"}, how: "through tmux", argv: "tmux load-buffer -w -"},
		{name: "old tmux", goos: "linux", env: map[string]string{"TMUX": "/tmp/x"}, broken: true, how: "through the terminal (OSC 52)", argv: "tmux load-buffer -w -"},
		{name: "ssh never uses a tool", goos: "linux", env: map[string]string{"SSH_TTY": "/dev/pts/1", "DISPLAY": ":0"}, tools: []string{"xclip"}, how: "through the terminal (OSC 52)"},
		{name: "screen", goos: "linux", env: map[string]string{"SSH_TTY": "/dev/pts/1", "STY": "1.x"}, how: "through the terminal (OSC 52)"},
		{name: "mac", goos: "darwin", tools: []string{"pbcopy"}, how: "with pbcopy", argv: "pbcopy"},
		{name: "wayland before X", goos: "linux", env: map[string]string{"WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}, tools: []string{"xclip", "wl-copy"}, how: "with wl-copy", argv: "wl-copy"},
		{name: "X", goos: "linux", env: map[string]string{"DISPLAY": ":0"}, tools: []string{"xclip"}, how: "with xclip", argv: "xclip -selection clipboard"},
		{name: "xsel", goos: "freebsd", env: map[string]string{"DISPLAY": ":0"}, tools: []string{"xsel"}, how: "with xsel", argv: "xsel --input --clipboard"},
		{name: "no display", goos: "linux", tools: []string{"xclip", "wl-copy"}, how: "through the terminal (OSC 52)"},
		{name: "tool fails", goos: "linux", env: map[string]string{"DISPLAY": ":0"}, tools: []string{"xclip"}, broken: true, how: "through the terminal (OSC 52)", argv: "xclip -selection clipboard"},
		{name: "WSL", goos: "linux", env: map[string]string{"WSL_DISTRO_NAME": "u"}, tools: []string{"clip.exe"}, how: "with clip.exe", argv: "clip.exe"},
		{name: "Windows", goos: "windows", tools: []string{"clip.exe"}, how: "with clip.exe", argv: "clip.exe"},
	} {
		t.Run(c.name, func(t *testing.T) {
			clip, calls := machine(c.goos, c.env, !c.broken, c.tools...)
			got, err := clip.Copy(t.Context(), "ls_1")
			if err != nil || got.How != c.how || got.OSC52 != strings.Contains(c.how, "OSC 52") {
				t.Errorf("%+v, err %v", got, err)
			}
			var argv string
			if len(*calls) > 0 {
				argv = strings.Join((*calls)[0].argv, " ")
			}
			if argv != c.argv || len(*calls) > 1 {
				t.Errorf("ran %v, want %q", *calls, c.argv)
			}
		})
	}
}

func TestWhereACopyIsLikelyToBeLostItSaysWhatToChange(t *testing.T) {
	const ssh = "/dev/pts/1"
	for _, c := range []struct {
		name   string
		env    map[string]string
		broken bool
		size   int
		doubt  string
	}{
		{name: "tmux in a plain terminal", env: map[string]string{"TMUX": "x", "outer TERM": "xterm-256color"}},
		{name: "tmux over ssh from a local tmux", env: map[string]string{"TMUX": "x", "SSH_TTY": ssh, "outer TERM": "tmux-256color"}, doubt: "set -g set-clipboard on"},
		{name: "ssh from a local tmux", env: map[string]string{"SSH_TTY": ssh, "TERM": "tmux-256color"}, doubt: "set -g set-clipboard on"},
		{name: "ssh from an older local tmux", env: map[string]string{"SSH_TTY": ssh, "TERM": "screen"}, doubt: "at your end"},
		{name: "sudo within tmux", env: map[string]string{"TERM": "tmux-256color"}, doubt: "around this"},
		{name: "bare ssh", env: map[string]string{"SSH_TTY": ssh, "TERM": "xterm-256color"}},
		{name: "bare ssh, much", env: map[string]string{"SSH_TTY": ssh, "TERM": "xterm-256color"}, size: 80_000, doubt: "longer than"},
		{name: "old tmux", env: map[string]string{"TMUX": "x", "TERM": "screen"}, broken: true, doubt: "an old one"},
		{name: "screen", env: map[string]string{"STY": "1.x", "TERM": "screen"}, doubt: "screen passes"},
		{name: "console", env: map[string]string{"TERM": "linux"}, doubt: "no clipboard"},
	} {
		t.Run(c.name, func(t *testing.T) {
			clip, _ := machine("linux", c.env, !c.broken)
			got, err := clip.Copy(t.Context(), strings.Repeat("x", max(1, c.size)))
			if err != nil || (c.doubt == "") != (got.Doubt == "") || !strings.Contains(got.Doubt, c.doubt) {
				t.Errorf("%+v, err %v", got, err)
			}
		})
	}
}

func TestTheTextArrivesWhole(t *testing.T) {
	text := "片付け 🙂 é"
	clip, calls := machine("linux", map[string]string{"TMUX": "x"}, true)
	if _, err := clip.Copy(t.Context(), text); err != nil || (*calls)[0].stdin != text {
		t.Errorf("got %q, %v", (*calls)[0].stdin, err)
	}
	clip, calls = machine("windows", nil, true, "clip.exe")
	if _, err := clip.Copy(t.Context(), "é🙂"); err != nil || (*calls)[0].stdin != "\xff\xfe\xe9\x00\x3d\xd8\x42\xde" {
		t.Errorf("got %x, %v", (*calls)[0].stdin, err)
	}
}

// TestMain is also a clipboard tool, which works when it gets what it expects.
func TestMain(m *testing.M) {
	want := os.Getenv("LIPDASH_TEST_EXPECT")
	if want == "" {
		os.Exit(m.Run())
	}
	if got, _ := io.ReadAll(os.Stdin); string(got) != want {
		os.Exit(1)
	}
}

func TestARealToolGetsTheTextOnStandardInput(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	echo := []string{"LIPDASH_TEST_EXPECT=日本"}
	if _, err := runTool(t.Context(), []byte("日本"), echo, self); err != nil {
		t.Errorf("the tool did not get the text: %v", err)
	}
	if _, err := runTool(t.Context(), []byte("other"), echo, self); err == nil {
		t.Error("a failing tool counts as success")
	}
}
