// Package cmd is the command line: the cobra tree, whose root opens the
// dashboard. It wires the other packages together and holds no logic of theirs:
// settings come from config, HeyGen is reached through api, the terminal is
// kept by cmd/terminal, clipboard and files are in cmd/host.
//
// A command prints its result on standard output and everything else on
// standard error, and ends with one of the exit codes below. Only the
// dashboard speaks to the terminal; no other command sends it a query.
package cmd

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"os/signal"
	"runtime"
	"slices"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"lipdash/api"
	"lipdash/cmd/output"
	"lipdash/cmd/terminal"
)

// Main runs the command line of this process and returns its exit code.
func Main() int {
	growStack(len(os.Args) % stackSize)
	// A closed pipe is then an error of the write, which ends a command in order; nobody
	// reads the channel. Programs that are started get the signal as always.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)
	return run(context.Background(), os.Args[1:], streams{in: os.Stdin, out: os.Stdout, err: os.Stderr})
}

// growStack makes the stack of this goroutine as large as a command needs, while hardly
// anything is on it. Each time it grew later, the runtime would have to look up all that is
// on it by then, in tables that are on disk: 2 MB, and a twentieth of the time of a list.
//
//go:noinline
func growStack(at int) byte {
	var room [stackSize]byte
	room[at] = 1
	return room[stackSize-1-at]
}

const stackSize = 24 << 10

// streams are where a command reads and prints.
type streams struct {
	in       io.Reader
	out, err io.Writer

	// screen is how wide the terminal is that all of them are taken for in tests,
	// network what carries calls there, and free the room on each disk, in bytes; nothing
	// and nil are the real ones.
	screen  int
	network http.RoundTripper
	free    int64
	// appear is shorter in tests, see outbox.Options.
	appear time.Duration
}

// terminal tells whether one of them is a terminal.
func (s streams) terminal(stream any) bool { return s.screen > 0 || terminal.Is(stream) }

func run(ctx context.Context, args []string, s streams) int {
	root := newRootFor(args, s)
	root.SetArgs(args)
	if len(args) > 0 && (args[0] == cobra.ShellCompRequestCmd || args[0] == cobra.ShellCompNoDescRequestCmd) {
		maker{s, root.PersistentFlags()}.completes(root)
	}
	out := &remembering{Writer: s.out}
	root.SetOut(out)
	cmd, err := root.ExecuteContextC(ctx)
	if err == nil && out.err != nil {
		err = fmt.Errorf("could not print everything: %w", out.err)
	}
	if brokenPipe(err) {
		return exitOK // whoever read it has enough
	}
	code := codeOf(err)
	var said exitCode
	if err != nil && !errors.As(err, &said) {
		fail(cmd, s, args, err, code)
	}
	return code
}

// fail says an error: an object where a program reads the output of the command, else a
// sentence.
func fail(cmd *cobra.Command, s streams, args []string, err error, code int) {
	f := failureOf(err)
	try := "Try: " + cmd.CommandPath() + " --help"
	if !inItsWords(cmd) && speaks(args, s) {
		if code == exitUsage && !api.IsReadOnly(err) {
			f.Hint = cmp.Or(f.Hint, try)
		}
		output.WriteFailure(s.err, f, true)
		return
	}
	output.WriteFailure(s.err, f, false)
	if code == exitUsage && f.Hint == "" && !api.IsReadOnly(err) {
		_, _ = fmt.Fprintln(s.err, try)
	}
}

// failureOf is an error for programs.
func failureOf(err error) output.Failure {
	words := map[int]string{exitUsage: "usage_error", exitAuth: "auth_error", exitTimeout: "timeout"}
	return output.FailureOf(err, cmp.Or(words[codeOf(err)], "error"))
}

// inItsWords tells whether a command says its errors to people only: the dashboard, and
// those that print no data.
func inItsWords(cmd *cobra.Command) bool {
	dashboard := !cmd.HasParent() && cmd.Flags().NArg() == 0
	return dashboard || cmd.Annotations["errors"] == inWords["errors"]
}

// speaks tells whether a program reads, by the words of a command line that may not
// have been understood.
func speaks(args []string, s streams) bool {
	f := output.Flags{JSON: slices.Contains(args, "--json"), Lines: slices.Contains(args, "--jsonl")}
	return output.Speaks(f, s.terminal(s.out))
}

// brokenPipe tells whether what reads our output has ended.
func brokenPipe(err error) bool {
	var write *fs.PathError
	return errors.As(err, &write) && write.Op == "write" && slices.ContainsFunc(pipeEnds(), func(e error) bool { return errors.Is(write.Err, e) })
}

// pipeEnds are what a write to a closed pipe gives; on Windows ERROR_BROKEN_PIPE or
// ERROR_NO_DATA.
func pipeEnds() []error {
	if runtime.GOOS == "windows" {
		return []error{syscall.Errno(109), syscall.Errno(232)}
	}
	return []error{syscall.EPIPE}
}

// remembering keeps the first error of a writer and does not tell of it: cobra prints
// those of its help by itself, and drops them.
type remembering struct {
	io.Writer
	err error
}

func (r *remembering) Write(p []byte) (int, error) {
	if r.err == nil {
		_, r.err = r.Writer.Write(p)
	}
	return len(p), nil
}

// The exit codes of every command; the dashboard adds 128 and the number of the
// signal that ended it.
const (
	exitOK      = 0
	exitFailure = 1 // the API or the network
	exitUsage   = 2 // also a panic, see package terminal
	exitAuth    = 3
	exitTimeout = 4
	// exitSignal is what the number of a signal is added to.
	exitSignal = 128
)

// usageError is a command line that cannot be meant.
type usageError struct{ error }

func (u usageError) Unwrap() error { return u.error }

// exitCode is a code that was decided elsewhere, after everything was said.
type exitCode int

func (exitCode) Error() string { return "" }

func codeOf(err error) int {
	var code exitCode
	var usage usageError
	var auth authError
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &code):
		return int(code)
	case errors.As(err, &usage):
		return exitUsage
	case api.IsReadOnly(err): // it cannot work, however often it is tried
		return exitUsage
	case api.IsAuth(err), errors.As(err, &auth):
		return exitAuth
	case errors.Is(err, context.DeadlineExceeded):
		return exitTimeout
	}
	return exitFailure
}
