package api

import (
	"errors"
	"net/http"
)

// ErrReadOnly is why a client that may only read refused a write. Nothing was asked.
var ErrReadOnly = errors.New("this profile is read-only: nothing was sent, and nothing changed at HeyGen")

// IsReadOnly tells whether something was not asked because the client may only read.
func IsReadOnly(err error) bool { return errors.Is(err, ErrReadOnly) }

// ReadOnly tells whether every write of the client is refused.
func (c *Client) ReadOnly() bool { return c.readOnly }

// RefuseWrite is the error of a create that is not even taken over for a client which may
// only read.
func RefuseWrite() error {
	e := refusal("create the lipsync")
	e.create = true
	return e
}

// refusal is a write that a client which may only read does not make.
func refusal(op string) *Error {
	return &Error{
		Op: op, Err: ErrReadOnly, kind: kindLocal,
		Hint: "switch to a profile that may write, or take read_only out of this one",
	}
}

// reads tells whether a method changes nothing at the other side (RFC 9110, 9.2.1).
func reads(method string) bool { return method == http.MethodGet || method == http.MethodHead }

// readsOnly is the last wall of a client that may only read: whatever is written
// above it, a request that writes does not leave.
type readsOnly struct{ http.RoundTripper }

// RoundTrip sends what reads.
func (t readsOnly) RoundTrip(r *http.Request) (*http.Response, error) {
	if reads(r.Method) {
		return t.RoundTripper.RoundTrip(r)
	}
	if r.Body != nil {
		_ = r.Body.Close()
	}
	return nil, ErrReadOnly
}

// CloseIdleConnections closes those of the transport below.
func (t readsOnly) CloseIdleConnections() {
	if c, ok := t.RoundTripper.(interface{ CloseIdleConnections() }); ok {
		c.CloseIdleConnections()
	}
}
