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
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"lipdash/api"
)

// Main runs the command line of this process and returns its exit code.
func Main() int {
	return run(context.Background(), os.Args[1:], streams{in: os.Stdin, out: os.Stdout, err: os.Stderr})
}

type streams struct {
	in       io.Reader
	out, err io.Writer
}

func run(ctx context.Context, args []string, s streams) int {
	root := newRoot(s)
	root.SetArgs(args)
	out := &remembering{Writer: s.out}
	root.SetOut(out)
	cmd, err := root.ExecuteContextC(ctx)
	if err == nil && out.err != nil {
		err = fmt.Errorf("could not print everything: %w", out.err)
	}
	code := codeOf(err)
	var said exitCode
	if err != nil && !errors.As(err, &said) {
		_, _ = fmt.Fprintf(s.err, "lipdash: %v\n", err)
		if code == exitUsage {
			_, _ = fmt.Fprintf(s.err, "Try: %s --help\n", cmd.CommandPath())
		}
	}
	return code
}

// remembering keeps the first error of a writer: cobra drops those of its help.
type remembering struct {
	io.Writer
	err error
}

func (r *remembering) Write(p []byte) (int, error) {
	n, err := r.Writer.Write(p)
	if r.err == nil {
		r.err = err
	}
	return n, err
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
type usageError struct{ err error }

func (u usageError) Error() string { return u.err.Error() }
func (u usageError) Unwrap() error { return u.err }

// exitCode is a code that was decided elsewhere, after everything was said.
type exitCode int

func (exitCode) Error() string { return "" }

func codeOf(err error) int {
	var code exitCode
	var usage usageError
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &code):
		return int(code)
	case errors.As(err, &usage):
		return exitUsage
	case api.IsAuth(err):
		return exitAuth
	case errors.Is(err, context.DeadlineExceeded):
		return exitTimeout
	}
	return exitFailure
}
