package api

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
	"syscall"
	"time"
)

// kind is where an error arose.
type kind int

const (
	kindLocal kind = iota
	// kindTransport: no answer arrived. kindTimeout: our own limit ended it.
	kindTransport
	kindTimeout
	// kindBody: an answer arrived that could not be read.
	kindBody
	// kindStatus: the server said no.
	kindStatus
	kindCanceled
)

// Error is what went wrong with one call. Its texts hold no key and no
// presigned query.
type Error struct {
	// Op is what was asked, in words ("create the lipsync").
	Op string
	// Status is the HTTP status, 0 when no answer came.
	Status int
	// Code, Message, Param and DocURL are the envelope's (api.md 5.1); Code is
	// in lower case.
	Code, Message, Param, DocURL string
	RequestID                    string
	// Hint is a next step in a few words, or "".
	Hint string
	// RetryAfter is how long the server asked to wait.
	RetryAfter time.Duration
	// Enveloped is true when the body had HeyGen's error object; a 404 without
	// it is routing trouble, not a job that is gone.
	Enveloped bool
	// Uncertain is true when a create may have been accepted although no
	// answer says so: ask again with the same idempotency key.
	Uncertain bool
	// Err is the cause when no answer came.
	Err  error
	kind kind
}

// Error says what was asked and what came of it.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString("could not " + e.Op)
	if e.Status > 0 {
		fmt.Fprintf(&b, ": HTTP %d", e.Status)
	}
	if e.Code != "" {
		b.WriteString(" " + e.Code)
	}
	if e.Message != "" {
		b.WriteString(": " + e.Message)
	}
	if e.Err != nil {
		b.WriteString(": " + e.Err.Error())
	}
	if e.Param != "" {
		b.WriteString(" (field " + e.Param + ")")
	}
	return b.String()
}

// Unwrap is the cause.
func (e *Error) Unwrap() error { return e.Err }

func as(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return &Error{}
}

// IsAuth tells whether the key was refused: stop asking until there is
// another.
func IsAuth(err error) bool { return as(err).Status == 401 }

// IsForbidden tells whether the key is valid but may not do this.
func IsForbidden(err error) bool { return as(err).Status == 403 }

// IsGone tells whether the thing asked for does not exist: a 404 with HeyGen's
// envelope. A bare 404 is not one (api.md 5.2).
func IsGone(err error) bool { e := as(err); return e.Status == 404 && e.Enveloped }

// IsRateLimited tells whether HeyGen asked to slow down.
func IsRateLimited(err error) bool { return as(err).Status == 429 }

// IsOffline tells whether no answer came at all.
func IsOffline(err error) bool { k := as(err).kind; return k == kindTransport || k == kindTimeout }

// IsTransient tells whether the same call is likely to work later: no answer,
// an unreadable one, a 5xx, a 429, or a 404 without the envelope.
func IsTransient(err error) bool {
	e := as(err)
	switch e.kind {
	case kindTransport, kindTimeout, kindBody:
		return true
	case kindStatus:
		return e.Status >= 500 || e.Status == 429 || e.Status == 404 && !e.Enveloped || e.Status == 408 || e.inProgress()
	}
	return false
}

// IsUncertain tells whether a create may have been accepted all the same.
func IsUncertain(err error) bool { return as(err).Uncertain }

// IsCanceled tells whether the caller ended the call.
func IsCanceled(err error) bool {
	return as(err).kind == kindCanceled || errors.Is(err, context.Canceled)
}

// ParamOf is the create parameter an error is about, "" when none; "video.url"
// is about "video".
func ParamOf(err error) string {
	name, _, _ := strings.Cut(as(err).Param, ".")
	name, _, _ = strings.Cut(name, "[")
	return name
}

// RetryAfter is how long the server asked to wait, 0 when it did not.
func RetryAfter(err error) time.Duration { return as(err).RetryAfter }

func (e *Error) inProgress() bool { return e.Status == 409 && e.Code == "request_in_progress" }

func canceled(op string, err error) *Error { return &Error{Op: op, Err: err, kind: kindCanceled} }

// transportError classes an error of the round trip. The URL that net/http
// puts into its texts is dropped: it may hold a signature.
func transportError(op string, parent context.Context, err error) *Error {
	var ue *url.Error
	if errors.As(err, &ue) {
		err = ue.Err
	}
	if parent.Err() != nil {
		return canceled(op, parent.Err())
	}
	e := &Error{Op: op, Err: err, kind: kindTransport}
	var ne net.Error
	if errors.Is(err, context.DeadlineExceeded) || errors.As(err, &ne) && ne.Timeout() {
		e.kind = kindTimeout
	}
	return e
}

// sent tells whether the request may have reached the server.
func (e *Error) sent() bool {
	if e.kind != kindTransport && e.kind != kindTimeout {
		return true
	}
	var dns *net.DNSError
	var op *net.OpError
	switch {
	case errors.As(e.Err, &dns), errors.Is(e.Err, syscall.ECONNREFUSED),
		errors.Is(e.Err, syscall.ENETUNREACH), errors.Is(e.Err, syscall.EHOSTUNREACH):
		return false
	case errors.As(e.Err, &op) && op.Op == "dial":
		return false
	}
	return true
}
