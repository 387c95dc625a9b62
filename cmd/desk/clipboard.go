package desk

import (
	"context"
	"encoding/binary"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"
	"unicode/utf16"
)

// Clipboard copies text to where the user can paste it (ux.md 4.3): inside tmux
// through tmux, which is the only way that arrives in an untouched one; over
// ssh through the terminal, because a tool would fill the clipboard of the
// wrong machine; locally with the system's tool, else through the terminal.
type Clipboard struct {
	env  func(name string) string
	goos string
	look func(tool string) (path string, err error)
	run  func(ctx context.Context, stdin []byte, extraEnv []string, name string, args ...string) error
}

// NewClipboard is the clipboard of this machine.
func NewClipboard() Clipboard {
	return Clipboard{env: os.Getenv, goos: runtime.GOOS, look: exec.LookPath, run: runTool}
}

// toolTime bounds a clipboard tool: some wait for a display that is gone.
const toolTime = 2 * time.Second

// Copy copies text. how completes a sentence: "copied the id, through tmux".
// osc52 is true when the caller still has to send the text through the terminal
// as OSC 52; nobody can tell whether that arrives.
func (c Clipboard) Copy(ctx context.Context, text string) (how string, osc52 bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, toolTime)
	defer cancel()
	if t, ok := c.tool(); ok && c.run(ctx, t.encode(text), t.env, t.name, t.args...) == nil {
		return t.how, false, nil
	}
	how = "through the terminal (OSC 52)"
	if c.env("STY") != "" && c.env("TMUX") == "" {
		how += ", which screen may drop"
	}
	return how, true, nil
}

// tool is a program that takes the text on its standard input.
type tool struct {
	how  string
	name string
	args []string
	env  []string
	wide bool // UTF-16 with a byte order mark, for clip.exe
}

// tool is the one to try here, if any.
func (c Clipboard) tool() (tool, bool) {
	if c.env("TMUX") != "" {
		// -w needs tmux 3.2; an older one fails and the terminal is tried.
		return tool{how: "through tmux", name: "tmux", args: []string{"load-buffer", "-w", "-"}}, true
	}
	if Remote(c.env) {
		return tool{}, false
	}
	for _, t := range c.local() {
		if _, err := c.look(t.name); err == nil {
			t.how = "with " + t.name
			return t, true
		}
	}
	return tool{}, false
}

// local lists the tools that fit this system and session, the best first.
func (c Clipboard) local() []tool {
	var tools []tool
	switch c.goos {
	case "darwin":
		// Without a locale pbcopy takes its input for Mac Roman.
		return []tool{{name: "pbcopy", env: []string{"LC_CTYPE=UTF-8"}}}
	case "windows":
		return []tool{{name: "clip.exe", wide: true}}
	}
	if c.env("WAYLAND_DISPLAY") != "" {
		tools = append(tools, tool{name: "wl-copy"})
	}
	if c.env("DISPLAY") != "" {
		tools = append(tools,
			tool{name: "xclip", args: []string{"-selection", "clipboard"}},
			tool{name: "xsel", args: []string{"--input", "--clipboard"}})
	}
	if c.env("WSL_DISTRO_NAME") != "" {
		tools = append(tools, tool{name: "clip.exe", wide: true})
	}
	return tools
}

func (t tool) encode(text string) []byte {
	if !t.wide {
		return []byte(text)
	}
	out := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(text)) {
		out = binary.LittleEndian.AppendUint16(out, u)
	}
	return out
}

// runTool leaves the output unconnected: wl-copy and xclip go on in the
// background, and waiting for their pipes would wait for them.
func runTool(ctx context.Context, stdin []byte, extraEnv []string, name string, args ...string) error {
	cmd := exec.CommandContext(ctx, name, args...) //nolint:gosec // one of the tools above
	cmd.Stdin = strings.NewReader(string(stdin))
	cmd.Env = append(os.Environ(), extraEnv...)
	cmd.WaitDelay = toolTime
	return cmd.Run()
}

// Remote tells whether the session came over ssh.
func Remote(env func(string) string) bool {
	return env("SSH_TTY") != "" || env("SSH_CONNECTION") != ""
}
