package cmd

import (
	"context"
	"errors"

	"lipdash/api"
)

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
