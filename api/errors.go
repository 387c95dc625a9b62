package api

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
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
	// RequestID is the answer's X-Request-Id, mostly absent (api.md 1.5).
	RequestID string
	// Scope is the permission that the key lacks (api.md 10), "" when it is not about
	// one; ScopeGuessed tells that the answer did not name it.
	Scope        string
	ScopeGuessed bool
	// Hint is a next step in a few words, or "".
	Hint string
	// RetryAfter is how long the server asked to wait, 0 when it did not.
	RetryAfter time.Duration
	// Enveloped is true when the body had HeyGen's error object; a 404 without
	// it is routing trouble, not a job that is gone.
	Enveloped bool
	// Uncertain is true when a create may have been accepted although no
	// answer says so: look for its job before it is sent again.
	Uncertain bool
	// Err is the cause when no answer came.
	Err error

	kind kind
	// create marks the error of a call that costs money; unsent is set when
	// surely nothing of the last attempt left this machine. maybe is set when what
	// was asked may have been done by one of the attempts.
	create, unsent, maybe bool
	// proxy is the proxy that it failed at, "" for none; peer is who was asked
	// where that was not the API, in words.
	proxy, peer string
	// base is the host and port of the API where that is not HeyGen's own.
	base string
	// media is what came in place of a file.
	media mediaFault
	// notJob is set when what was asked is not about one job.
	notJob bool
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

// As is the error of a call in a chain of errors; an empty one where there is none.
func As(err error) *Error {
	if e, ok := errors.AsType[*Error](err); ok {
		return e
	}
	return &Error{}
}

// IsAuth tells whether the key was refused: stop asking until there is
// another.
func IsAuth(err error) bool { return As(err).Status == 401 }

// IsGone tells whether the job asked for does not exist: a 404 with HeyGen's
// envelope. A bare 404 is not one (api.md 5.2), nor is one about the list, a
// folder or a file.
func IsGone(err error) bool { e := As(err); return e.Status == 404 && e.Enveloped && !e.notJob }

// IsRateLimited tells whether HeyGen asked to slow down.
func IsRateLimited(err error) bool { return As(err).Status == 429 }

// IsOffline tells whether no answer came at all.
func IsOffline(err error) bool { k := As(err).kind; return k == kindTransport || k == kindTimeout }

// IsProxy tells whether the proxy on the way failed, so that HeyGen was not asked.
func IsProxy(err error) bool { e := As(err); return e.proxy != "" || errors.Is(e.Err, errProxyAddress) }

// IsUntrusted tells whether a certificate was not accepted, so that nothing was sent.
func IsUntrusted(err error) bool { return untrusted(As(err).Err) }

// IsTransient tells whether the same call is likely to work later: no answer,
// an unreadable one, a 5xx, a 408, a 429, the same create still running, or a 404
// without the envelope.
func IsTransient(err error) bool {
	e := As(err)
	switch e.kind {
	case kindTransport, kindTimeout, kindBody:
		return true
	case kindStatus:
		return e.Status >= 500 || e.Status == 429 || e.Status == 408 || e.inProgress() || e.Status == 404 && !e.Enveloped
	}
	return false
}

// IsUnready tells whether the server was not ready for it: a conflict, or an upload
// that is still being processed (api.md 9, no. 46).
func IsUnready(err error) bool { e := As(err); return e.Status == 409 || e.notReady() }

// IsRefusal tells whether an answer says that nothing was accepted, not even by an
// earlier attempt with the same key: that would have been replayed. The key's own
// checks (401, 403) and a routing 404 come before the replay and say nothing of it.
func IsRefusal(err error) bool {
	e := As(err)
	return e.Enveloped && slices.Contains([]int{400, 402, 404, 410, 413, 415, 422}, e.Status)
}

// MayBeDone tells whether what was asked may have been done although no answer
// says so: a call that only reads is none, and one of which surely nothing left
// this machine, or that was turned away each time, is none either.
func MayBeDone(err error) bool { return As(err).maybe }

// IsUncertain tells whether a create may have been accepted all the same.
func IsUncertain(err error) bool { return As(err).Uncertain }

// IsCanceled tells whether the caller ended the call, by cancelling or by a
// deadline of its own.
func IsCanceled(err error) bool {
	return As(err).kind == kindCanceled || errors.Is(err, context.Canceled)
}

// ParamOf is the create parameter an error is about, "" when none. "video.url",
// "body.video" and "lipsyncs[0].video" are all about "video"; a name that is no
// parameter's is returned as its first part.
func ParamOf(err error) string {
	parts := strings.FieldsFunc(As(err).Param, func(r rune) bool { return strings.ContainsRune(".[]/", r) })
	for _, part := range parts {
		if _, ok := ParamByName(part); ok {
			return part
		}
	}
	return first(parts...)
}

// RetryAfter is how long the server asked to wait, 0 when it did not.
func RetryAfter(err error) time.Duration { return As(err).RetryAfter }
