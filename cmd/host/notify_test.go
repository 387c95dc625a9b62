package host

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// around is a notifier in an environment, with a tmux that answers facts and
// tools that work or not.
func inEnv(goos string, env map[string]string, facts string, works bool, tools ...string) (Notifier, *[][]string) {
	var ran [][]string
	return Notifier{system{
		env: func(name string) string { return env[name] }, goos: goos,
		look: func(tool string) (string, error) {
			if !slices.Contains(tools, tool) {
				return "", errors.New("not found")
			}
			return "/bin/" + tool, nil
		},
		run: func(_ context.Context, _ []byte, _ []string, name string, args ...string) ([]byte, error) {
			if name == "tmux" && args[0] == "show-environment" {
				if env["ATTACHED_BY_SSH"] == "" {
					return []byte("-SSH_CONNECTION\n"), nil
				}
				return []byte("SSH_CONNECTION=10.0.0.1 5 10.0.0.2 22\n"), nil
			}
			if name == "tmux" {
				if facts == "" {
					return nil, errors.New("no server")
				}
				return []byte(facts + "\n"), nil
			}
			ran = append(ran, append([]string{name}, args...))
			if !works {
				return nil, errors.New("no bus")
			}
			return nil, nil
		},
	}}, &ran
}

const (
	osc9   = "\a\x1b]9;lipdash: 57 done, 3 failed\a"
	osc99  = "\a\x1b]99;;lipdash: 57 done, 3 failed\a"
	osc777 = "\a\x1b]777;notify;lipdash;57 done, 3 failed\a"
	bell   = "\a"
)

func TestTmuxSaysWhatItIs(t *testing.T) {
	n, _ := inEnv("linux", map[string]string{"TMUX": "/tmp/x,1,0", "TMUX_PANE": "%1"}, "3.1c\txterm-256color\texternal\t\t1\t0\tscreen-256color", true)
	want := Tmux{Version: "3.1c", Client: "xterm-256color", Clipboard: "external", Mouse: "on", Focus: "off", Terminal: "screen-256color", Old: true}
	if got := n.tmux(t.Context()); got == nil || *got != want {
		t.Errorf("%+v", got)
	}
	if n, _ := inEnv("linux", map[string]string{"TMUX": "/tmp/x,1,0"}, "", true); *n.tmux(t.Context()) != (Tmux{}) {
		t.Error("one that does not answer says something")
	}
	if n, _ := inEnv("linux", nil, "3.4", true); n.tmux(t.Context()) != nil {
		t.Error("there is none around")
	}
}

func wrapped(s string) string { return bell + ansi.TmuxPassthrough(s[1:]) }

func TestTheMessageTakesTheWayThatReachesTheUser(t *testing.T) {
	ssh := "10.0.0.1 5000 10.0.0.2 22"
	for _, c := range []struct {
		name  string
		goos  string
		env   map[string]string
		facts string
		tools []string
		want  string
		tool  string
		how   string
	}{
		{name: "kitty", env: map[string]string{"TERM": "xterm-kitty"}, want: osc99, how: "by kitty (OSC 99)"},
		{name: "kitty by its window", env: map[string]string{"TERM": "xterm-256color", "KITTY_WINDOW_ID": "1"}, want: osc99},
		{name: "iTerm2", env: map[string]string{"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, want: osc9},
		{name: "iTerm2 over ssh", env: map[string]string{"TERM": "xterm-256color", "LC_TERMINAL": "iTerm2", "SSH_TTY": "/dev/pts/0"}, want: osc9},
		{name: "WezTerm", env: map[string]string{"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, want: osc9},
		{name: "Ghostty", env: map[string]string{"TERM": "xterm-ghostty"}, want: osc9},
		{name: "foot", env: map[string]string{"TERM": "foot"}, want: osc777},
		{name: "a terminal's own message beats the tool", env: map[string]string{"TERM": "foot", "WAYLAND_DISPLAY": "w"}, tools: []string{"notify-send"}, want: osc777},
		{name: "Windows Terminal", env: map[string]string{"WT_SESSION": "x"}, goos: "windows", want: osc777},
		{name: "VTE", env: map[string]string{"TERM": "xterm-256color", "VTE_VERSION": "7600"}, want: osc777},
		{name: "VTE shows it in some builds only", env: map[string]string{"TERM": "xterm-256color", "VTE_VERSION": "7600", "DISPLAY": ":0"}, tools: []string{"notify-send"}, want: bell, tool: "notify-send"},
		{name: "urxvt", env: map[string]string{"TERM": "rxvt-unicode-256color"}, want: osc777},
		{name: "xterm", env: map[string]string{"TERM": "xterm-256color"}, want: bell, how: "the bell alone"},
		{name: "no display, no tool", env: map[string]string{"TERM": "xterm-256color"}, tools: []string{"notify-send"}, want: bell, how: "the bell alone"},
		{name: "Alacritty", env: map[string]string{"TERM": "alacritty", "DISPLAY": ":0"}, tools: []string{"notify-send"}, want: bell, tool: "notify-send"},
		{name: "mac", goos: "darwin", env: map[string]string{"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, tools: []string{"osascript"}, want: bell, tool: "osascript"},
		{name: "no tool over ssh", env: map[string]string{"TERM": "xterm-256color", "DISPLAY": ":0", "SSH_CONNECTION": ssh}, tools: []string{"notify-send"}, want: bell, how: "over ssh no desktop"},
		{name: "screen", env: map[string]string{"TERM": "screen", "STY": "1.x", "KITTY_WINDOW_ID": "1"}, want: bell, how: "screen shows no messages"},
		{name: "ConEmu takes OSC 9 for commands", env: map[string]string{"ConEmuANSI": "ON"}, goos: "windows", want: bell},

		{name: "untouched tmux", env: map[string]string{"TMUX": "/tmp/x", "KITTY_WINDOW_ID": "1"}, facts: "xterm-kitty\tkitty(0.36)\t0\t1\t3.3a", want: bell, how: "allow-passthrough"},
		{name: "tmux that passes", env: map[string]string{"TMUX": "/tmp/x"}, facts: "xterm-256color\tWezTerm 2024\t1\t1\t3.3a", want: wrapped(osc9), how: "through tmux"},
		{name: "tmux in kitty", env: map[string]string{"TMUX": "/tmp/x"}, facts: "xterm-kitty\t\tall\t0\t3.5", want: wrapped(osc99)},
		{name: "tmux, window behind", env: map[string]string{"TMUX": "/tmp/x"}, facts: "foot\tfoot(1.20)\ton\t0\t3.5", want: bell, how: "window in front"},
		{name: "tmux before the option", env: map[string]string{"TMUX": "/tmp/x"}, facts: "foot\tfoot(1.20)\t\t1\t3.2a", want: wrapped(osc777)},
		{name: "tmux blocks, the desktop is here", env: map[string]string{"TMUX": "/tmp/x", "DISPLAY": ":0"}, facts: "foot\t\toff\t1\t3.5", tools: []string{"notify-send"}, want: bell, tool: "notify-send"},
		{name: "tmux started here, attached from afar", env: map[string]string{"TMUX": "/tmp/x", "DISPLAY": ":0", "ATTACHED_BY_SSH": "1"}, facts: "xterm\t\toff\t1\t3.5", tools: []string{"notify-send"}, want: bell, how: "over ssh no desktop"},
		{name: "tmux started over ssh, attached here", env: map[string]string{"TMUX": "/tmp/x", "DISPLAY": ":0", "SSH_CONNECTION": ssh}, facts: "xterm\t\toff\t1\t3.5", tools: []string{"notify-send"}, want: bell, tool: "notify-send"},
		{name: "tmux says nothing", env: map[string]string{"TMUX": "/tmp/x", "KITTY_WINDOW_ID": "1"}, want: bell},
	} {
		t.Run(c.name, func(t *testing.T) {
			goos := "linux"
			if c.goos != "" {
				goos = c.goos
			}
			n, ran := inEnv(goos, c.env, c.facts, true, c.tools...)
			got, how, err := n.Notify(t.Context(), "57 done, 3 failed")
			if err != nil || got != c.want || !strings.Contains(how, c.how) || !strings.HasPrefix(how, "the bell") {
				t.Errorf("%q, %q, %v; want %q", got, how, err, c.want)
			}
			if c.tool == "" && len(*ran) != 0 || c.tool != "" && (len(*ran) != 1 || (*ran)[0][0] != c.tool) {
				t.Errorf("ran %q, want %q", *ran, c.tool)
			}
		})
	}
}

func TestAHostileTextStaysOneText(t *testing.T) {
	hostile := "a;b\x07c\x1b]0;owned\x07\x1b\\d\u009ce\u202ef\ng\x1bPtmux;h " + strings.Repeat("長い", 400)
	for _, env := range []map[string]string{{"TERM": "xterm-kitty"}, {"TERM": "xterm-ghostty"}, {"TERM": "foot"}} {
		n, _ := inEnv("linux", env, "", true)
		got, _, _ := n.Notify(t.Context(), hostile)
		inner := strings.TrimSuffix(strings.TrimPrefix(got, "\a\x1b]"), "\a")
		if strings.ContainsAny(inner, "\a\x1b\n\u009c\u202e") || len(got) > 800 {
			t.Errorf("%d bytes, %q", len(got), got)
		}
		fields := map[string]int{"9": 1, "99": 2, "777": 3}
		if no, _, _ := strings.Cut(inner, ";"); strings.Count(inner, ";") != fields[no] {
			t.Errorf("%q has more fields than it should", inner)
		}
	}
}

func TestATextIsAnArgumentAndNeverAScriptOrAnOption(t *testing.T) {
	evil := `--hint=x" & (do shell script "id") & "<b>`
	n, ran := inEnv("darwin", nil, "", true, "osascript")
	if _, _, err := n.Notify(t.Context(), evil); err != nil {
		t.Fatal(err)
	}
	argv := (*ran)[0]
	for i, a := range argv {
		if a == "-e" && strings.Contains(argv[i+1], "shell") {
			t.Errorf("the text is in the script: %q", argv)
		}
	}
	if argv[len(argv)-1] != evil || argv[len(argv)-2] != app {
		t.Errorf("ran %q", argv)
	}

	n, ran = inEnv("linux", map[string]string{"DISPLAY": ":0"}, "", true, "notify-send")
	if _, _, err := n.Notify(t.Context(), evil); err != nil {
		t.Fatal(err)
	}
	if want := []string{"notify-send", "--app-name=lipdash", "--", "lipdash: " + evil}; !slices.Equal((*ran)[0], want) {
		t.Errorf("ran %q", (*ran)[0])
	}
}

func TestAToolThatFailsIsSaidAndTheBellIsStillThere(t *testing.T) {
	n, _ := inEnv("linux", map[string]string{"DISPLAY": ":0"}, "", false, "notify-send")
	got, how, err := n.Notify(t.Context(), "x")
	if got != bell || err == nil || !strings.Contains(how, "notify-send") {
		t.Errorf("%q, %q, %v", got, how, err)
	}
}

func TestWhichTmuxIsOlder(t *testing.T) {
	for version, want := range map[string]bool{"1.8": true, "3.2a": true, "3.3": false, "3.3a": false, "3.10": false, "next-3.6": false, "4.0": false, "master": false, "": false} {
		if older(version, 3, 3) != want {
			t.Errorf("%q: %v", version, !want)
		}
	}
}
