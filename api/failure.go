package api

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"net/url"
	"syscall"
)

// kind is where an error arose.
type kind int

const (
	// kindLocal: nothing was asked.
	kindLocal kind = iota
	// kindTransport: no answer arrived. kindTimeout: a time limit ended it.
	kindTransport
	kindTimeout
	// kindBody: a yes arrived that could not be read.
	kindBody
	// kindStatus: the server said no.
	kindStatus
	// kindCanceled: the caller ended it.
	kindCanceled
)

func canceled(op string, err error) *Error { return &Error{Op: op, Err: err, kind: kindCanceled} }

// transportError classes an error of the round trip. The URL that net/http
// puts into its texts is dropped: it may hold a signature.
func transportError(parent context.Context, op string, err error) *Error {
	var ue *url.Error
	if errors.As(err, &ue) {
		err = ue.Err
	}
	var file *fileError
	var ne net.Error
	switch {
	case parent.Err() != nil:
		return canceled(op, parent.Err())
	case errors.As(err, &file):
		return &Error{Op: op, Err: file, kind: kindLocal}
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &ne) && ne.Timeout():
		return &Error{Op: op, Err: err, kind: kindTimeout}
	}
	return &Error{Op: op, Err: err, kind: kindTransport}
}

// sent tells whether the request may have reached the server.
func (e *Error) sent() bool {
	var dns *net.DNSError
	var op *net.OpError
	var cert *tls.CertificateVerificationError
	switch {
	case e.unsent, errors.As(e.Err, &dns), errors.As(e.Err, &cert):
		return false
	case errors.Is(e.Err, syscall.ECONNREFUSED), errors.Is(e.Err, syscall.ENETUNREACH), errors.Is(e.Err, syscall.EHOSTUNREACH):
		return false
	case errors.As(e.Err, &op) && (op.Op == "dial" || op.Op == "proxyconnect"):
		return false
	}
	return true
}

// leavesOpen tells whether what a call asks may have been done, given this failure
// and whether that was possible before it. Only with a key does a refusal speak
// for the attempts before it.
func (k call) leavesOpen(e *Error, before bool) bool {
	switch {
	case k.method == http.MethodGet:
		return false
	case e.unsure():
		return true
	}
	return before && (k.key == "" || !IsRefusal(e))
}

// toldByRead tells whether something may have been done and a read is likely to
// tell. After a time limit of ours it would only take longer.
func (e *Error) toldByRead() bool {
	return e.maybe && (e.kind == kindTransport || e.kind == kindBody || e.kind == kindStatus && e.Status >= 500)
}

// overruled takes back that something may have been done, where a read showed
// that it was not. Without an answer it may still be on its way.
func (e *Error) overruled() { e.maybe = e.maybe && e.kind != kindStatus }

// unsure tells whether what was asked may have been done behind this failure.
func (e *Error) unsure() bool {
	switch e.kind {
	case kindTransport, kindTimeout:
		return e.sent()
	case kindBody:
		return true
	case kindCanceled:
		return !e.unsent
	case kindStatus:
		return e.Status >= 500 || e.Status == http.StatusRequestTimeout || e.Status == http.StatusSeeOther || e.inProgress()
	}
	return false
}

// inProgress is a create whose twin with the same key is still running.
func (e *Error) inProgress() bool { return e.Status == 409 && e.Code == "request_in_progress" }

// tooLarge is a request whose body is more than the server takes.
func (e *Error) tooLarge() bool {
	return e.Status == http.StatusRequestEntityTooLarge || e.Code == "payload_too_large"
}

// notReady is an input that HeyGen is still processing (api.md 9, no. 46).
func (e *Error) notReady() bool {
	return e.Code == "resource_not_ready" || e.Code == "asset_not_available"
}
