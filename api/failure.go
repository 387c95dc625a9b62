package api

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"
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
	if ue, ok := errors.AsType[*url.Error](err); ok {
		err = ue.Err
	}
	var file *fileError
	var ne net.Error
	switch {
	case errors.Is(err, ErrReadOnly):
		return refusal(op)
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

// inProgress is a create of which another request with the same key is still running.
func (e *Error) inProgress() bool { return e.Status == 409 && e.Code == "request_in_progress" }

// tooLarge is a request whose body is more than the server takes.
func (e *Error) tooLarge() bool {
	return e.Status == http.StatusRequestEntityTooLarge || e.Code == "payload_too_large"
}

// notReady is an input that HeyGen is still processing (api.md 9, no. 46).
func (e *Error) notReady() bool {
	return e.Code == "resource_not_ready" || e.Code == "asset_not_available"
}

// hint is the next step for an answer that said no, by code first and status
// second (api.md 5.2). It is a few words without a full stop, or "".
func hint(e *Error) string {
	if e.Status == 404 && e.Enveloped && e.notJob {
		return hintMissing(e)
	}
	if h, ok := hints[e.Code]; ok {
		return h
	}
	switch {
	case e.Status >= 300 && e.Status < 400, e.Status == 404 && !e.Enveloped:
		return "check the base URL"
	case e.Status == 404:
		return hints["not_found"]
	case e.Status >= 500:
		return "it may work later, see status.heygen.com"
	}
	return hints[byStatus[e.Status]]
}

// hintMissing is about a 404 that is not a job's.
func hintMissing(e *Error) string {
	switch {
	case e.Code == "asset_not_found":
		return hints[e.Code]
	case e.Param == "folder_id" || strings.Contains(strings.ToLower(e.Message), "folder"):
		return "check the folder's id, and that it is of this key's workspace"
	case e.create:
		return "check what it refers to, and that it is of this key's workspace"
	}
	return "check the base URL, and whose key it is"
}

// byStatus is the code that a status alone stands for.
var byStatus = map[int]string{
	401: "unauthorized",
	402: "insufficient_credit",
	403: "forbidden",
	408: "gateway_timeout",
	413: "payload_too_large",
	429: "rate_limit_exceeded",
}

const (
	hintKey   = "set another key in HEYGEN_API_KEY and start again, or run the official login"
	hintPlan  = "the plan lacks this, see app.heygen.com"
	hintLimit = "delete something there or ask HeyGen for more"
	hintGone  = "it was deleted, perhaps from elsewhere"
	hintWait  = "wait a moment and try again"
)

var hints = map[string]string{
	"unauthorized":                hintKey,
	"authentication_failed":       hintKey,
	"forbidden":                   "ask the workspace's admin, or use another key",
	"resource_access_denied":      "it belongs to another account",
	"ai_vendor_access_restricted": "the workspace's AI policy forbids it, ask its admin",
	"insufficient_credit":         "top up the wallet at app.heygen.com",
	"trial_limit_exceeded":        "the trial is used up, top up at app.heygen.com",
	"plan_upgrade_required":       hintPlan,
	"subscription_required":       hintPlan,
	"rate_limit_exceeded":         "nothing to do, it continues by itself",
	"quota_exceeded":              "see at app.heygen.com when there is more",
	"invalid_parameter":           "correct the value and send it again",
	"download_failed":             "the link must be public: no page, no login, not expired",
	"gateway_timeout":             "the host of the source is slow, try again later",
	"asset_not_found":             "it was removed or is another workspace's, upload the file",
	"asset_not_available":         "the upload is still being processed, try again in a moment",
	"resource_not_ready":          hintWait,
	"request_in_progress":         hintWait,
	"conflict":                    "refresh and look again",
	"payload_too_large":           "make the file smaller",
	"resource_limit_reached":      hintLimit,
	"resource_limit_exceeded":     hintLimit,
	"content_policy_violation":    "HeyGen does not accept this content",
	"resource_not_found":          hintGone,
	"not_found":                   hintGone,
	"video_not_found":             hintGone,
	"video_delete_failed":         hintWait,
	"service_unavailable":         "it may work later, see status.heygen.com",
	"internal_error":              "it may work later, see status.heygen.com",
}
