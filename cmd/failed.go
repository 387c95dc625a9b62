package cmd

import (
	"fmt"
	"strings"

	"lipdash/cmd/output"
)

// regarding is an error with what it is about in front.
func regarding(name string, err error) error { return aboutError{name, err} }

type aboutError struct {
	name string
	err  error
}

func (a aboutError) Error() string { return a.name + ": " + a.err.Error() }
func (a aboutError) Unwrap() error { return a.err }

// Failure is the error's own, with the name.
func (a aboutError) Failure() output.Failure {
	f := failureOf(a.err)
	f.Message = a.name + ": " + f.Message
	return f
}

// misnamed is a name that means nothing, or several things; the code tells which.
type misnamed struct{ code, say, hint string }

func (m misnamed) Error() string { return m.say }
func (m misnamed) Code() string  { return m.code }
func (m misnamed) Hint() string  { return m.hint }

// together is what went wrong with some of several things, nil when nothing did. The first
// one says of what kind it is.
func together(failed []error) error {
	switch len(failed) {
	case 0:
		return nil
	case 1:
		return failed[0]
	}
	return someFailed(failed)
}

type someFailed []error

func (s someFailed) Unwrap() error { return s[0] }

func (s someFailed) Error() string {
	out := make([]string, len(s))
	for i, err := range s {
		out[i] = failureOf(err).Message
	}
	return fmt.Sprintf("%d failed.\n%s", len(s), strings.Join(out, "\n"))
}

// Failure names them all.
func (s someFailed) Failure() output.Failure {
	f := failureOf(s[0])
	return output.Failure{Code: f.Code, Message: s.Error(), Money: f.Money, Hint: f.Hint, Status: f.Status}
}
