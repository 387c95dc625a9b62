package host

import (
	"context"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"

	"lipdash/api/safely"
)

// system is the machine that this runs on, as far as it is asked for tools.
type system struct {
	env  func(name string) string
	goos string
	look func(tool string) (path string, err error)
	// run runs a tool to its end, start one that goes on.
	run   func(ctx context.Context, stdin []byte, extraEnv []string, name string, args ...string) (out []byte, err error)
	start func(name string, args ...string) (ended <-chan error, err error)
}

func thisSystem() system {
	return system{env: os.Getenv, goos: runtime.GOOS, look: exec.LookPath, run: runTool, start: startDetached}
}

func (s system) has(tool string) bool {
	_, err := s.look(tool)
	return err == nil
}

// ask runs a tool and returns what it says.
func (s system) ask(ctx context.Context, name string, args ...string) (string, error) {
	out, err := s.run(ctx, nil, nil, name, args...)
	return string(out), err
}

// Remote tells whether the session of an environment came over ssh.
func Remote(env func(string) string) bool {
	return env("SSH_TTY") != "" || env("SSH_CONNECTION") != ""
}

// toolTime bounds a tool: some wait for a display that is gone.
const toolTime = 2 * time.Second

// runTool gives a tool its input, or returns what one without input says. The
// output of the former stays unconnected: wl-copy and xclip go on in the
// background, and waiting for their pipes would wait for them.
func runTool(ctx context.Context, stdin []byte, extraEnv []string, name string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, name, args...) //nolint:gosec // one of the tools of this package, with texts as arguments
	cmd.Env = append(os.Environ(), extraEnv...)
	cmd.WaitDelay = toolTime
	if stdin == nil {
		return cmd.Output()
	}
	cmd.Stdin = strings.NewReader(string(stdin))
	return nil, cmd.Run()
}

// startDetached starts a program that has nothing to do with the terminal: it
// writes nowhere, and neither ctrl+c nor the end of lipdash reaches it.
func startDetached(name string, args ...string) (<-chan error, error) {
	cmd := exec.Command(name, args...) //nolint:gosec,noctx // one that opens links, and it outlives us
	cmd.SysProcAttr = detached()
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	ended := make(chan error, 1)
	safely.Go(func() { ended <- cmd.Wait() })
	return ended, nil
}
