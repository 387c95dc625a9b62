package sim

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"syscall"

	"lipdash/api/safely"
)

// Transport carries requests to the server without a socket: bodies are
// streamed both ways, contexts are honoured, and dropped connections are the
// errors that a real transport would give. It answers for every host, so
// presigned links of other hosts work too. It works inside testing/synctest,
// and no goroutine of it outlives a closed body.
func (s *Server) Transport() http.RoundTripper { return roundTripper{s} }

type roundTripper struct{ s *Server }

// errDropped is what a connection that was cut before the answer looks like.
var errDropped = fmt.Errorf("read: %w", syscall.ECONNRESET)

var errBodyClosed = errors.New("the client closed the body")

func (t roundTripper) RoundTrip(req *http.Request) (*http.Response, error) {
	if err := req.Context().Err(); err != nil {
		closeBody(req)
		return nil, context.Cause(req.Context())
	}
	ctx, cancel := context.WithCancelCause(req.Context())
	r, err := arriving(ctx, req)
	if err != nil {
		cancel(err)
		closeBody(req)
		return nil, err
	}
	w := newWire(req, cancel)
	safely.Go(func() { w.serve(t.s, r) })
	return w.wait(ctx)
}

func closeBody(req *http.Request) {
	if req.Body != nil {
		_ = req.Body.Close()
	}
}

// arriving is a request as a server sees it: a path instead of an address, a
// host, and a body of the promised length.
func arriving(ctx context.Context, req *http.Request) (*http.Request, error) {
	r := req.Clone(ctx)
	r.RequestURI = req.URL.RequestURI()
	u, err := url.ParseRequestURI(r.RequestURI)
	if err != nil {
		return nil, err
	}
	r.URL, r.RemoteAddr = u, "192.0.2.1:1234"
	if r.Host == "" {
		r.Host = req.URL.Host
	}
	if req.URL.Scheme == "https" {
		r.TLS = &tls.ConnectionState{ServerName: req.URL.Hostname(), HandshakeComplete: true}
	}
	switch {
	case r.Body == nil || r.Body == http.NoBody:
		r.Body, r.ContentLength = http.NoBody, 0
	case r.ContentLength > 0:
		r.Body = &promised{ReadCloser: r.Body, left: r.ContentLength}
	default:
		r.ContentLength = -1
	}
	return r, nil
}

// promised is a request body that must have the length its header tells: on a
// real connection the rest would be taken for the next request, or be missing.
type promised struct {
	io.ReadCloser
	left int64
}

func (b *promised) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, io.EOF
	}
	n, err := b.ReadCloser.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	if errors.Is(err, io.EOF) && b.left > 0 {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}
