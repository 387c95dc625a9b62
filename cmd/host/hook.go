package host

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"time"

	"lipdash/ui/kit/format"
	"lipdash/ui/state/hooks"
)

// Hook is a command of the user's that runs when something has happened.
type Hook struct {
	// Words are the command and its arguments. No shell reads them, and nothing that HeyGen
	// says is among them.
	Words []string
	// Limit is how long it may take; then it is ended with all it has started.
	Limit time.Duration
	// Out takes what it prints, too; nil for nobody.
	Out io.Writer
}

// NewHook reads a command as a shell would split it, or a JSON list of its words; "" is
// none.
func NewHook(command string, limit time.Duration) (Hook, error) {
	if strings.TrimSpace(command) == "" {
		return Hook{}, nil
	}
	words, err := hookWords(command)
	return Hook{Words: words, Limit: limit}, err
}

// None tells whether there is no command.
func (h Hook) None() bool { return len(h.Words) == 0 }

const (
	// hookOutput bounds what is read of what a hook prints.
	hookOutput = 16 << 10
	// hookPipes is how long what a hook has started may hold its output after its end.
	hookPipes = time.Second
)

// Run runs it to its end, with the job or batch on its standard input. When ctx ends, so
// does it.
func (h Hook) Run(ctx context.Context, c hooks.Call) hooks.Ended {
	begun := time.Now()
	ctx, cancel := context.WithTimeoutCause(ctx, h.Limit, errHookLate)
	defer cancel()
	cmd := exec.CommandContext(ctx, h.Words[0], h.Words[1:]...) //nolint:gosec // the user's own command
	cmd.Env = append(os.Environ(), c.Variables()...)
	cmd.Stdin = bytes.NewReader(c.Input())
	out := &beginning{also: h.Out}
	cmd.Stdout, cmd.Stderr = out, out
	cmd.SysProcAttr = detached() // it has no business with our terminal, nor has ctrl+c with it
	cmd.Cancel = func() error { return endGroup(cmd.Process) }
	cmd.WaitDelay = hookPipes
	err := cmd.Run()
	e := hooks.Ended{Took: time.Since(begun), Line: out.firstLine(), Code: -1}
	if cmd.ProcessState != nil {
		e.Code = cmd.ProcessState.ExitCode()
	} else {
		e.Err = err
	}
	e.Late = errors.Is(context.Cause(ctx), errHookLate) && e.Code != 0
	return e
}

var errHookLate = errors.New("it took too long")

// beginning keeps the beginning of what is written, and passes it on.
type beginning struct {
	mu   sync.Mutex
	kept bytes.Buffer
	also io.Writer
}

func (b *beginning) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.kept.Write(p[:min(len(p), max(0, hookOutput-b.kept.Len()))])
	if b.also != nil {
		_, _ = b.also.Write(p)
	}
	return len(p), nil
}

// firstLine is the first line with something in it, safe to show.
func (b *beginning) firstLine() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	for line := range strings.Lines(b.kept.String()) {
		if line = strings.TrimSpace(format.OutsideLine(line)); line != "" {
			return format.Cut(line, longest)
		}
	}
	return ""
}
