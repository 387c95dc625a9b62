package sim

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"sync"
	"syscall"
)

// Transport carries requests to the server without a socket: bodies are
// streamed both ways, contexts are honoured, and dropped connections are the
// errors that a real transport would give. It works inside testing/synctest.
func (s *Server) Transport() http.RoundTripper { return roundTripper{s} }

type roundTripper struct{ s *Server }

// errDropped is what a connection that was cut looks like.
var errDropped = fmt.Errorf("read: %w", syscall.ECONNRESET)

func (t roundTripper) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx, cancel := context.WithCancelCause(req.Context())
	r := req.Clone(ctx)
	r.RequestURI = req.URL.RequestURI()
	if r.Host == "" {
		r.Host = req.URL.Host
	}
	if r.Body == nil {
		r.Body = http.NoBody
	}
	w := newWire(req, cancel)
	go w.serve(t.s, r)
	select {
	case <-w.ready:
		return w.response(), nil
	case <-w.dropped:
		return nil, errDropped
	case <-req.Context().Done():
		cancel(req.Context().Err())
		return nil, context.Cause(req.Context())
	}
}

// wire is one exchange: what the handler writes is what the client reads.
type wire struct {
	req     *http.Request
	cancel  context.CancelCauseFunc
	header  http.Header
	sent    http.Header
	code    int
	once    sync.Once
	ready   chan struct{}
	dropped chan struct{}
	pr      *io.PipeReader
	pw      *io.PipeWriter
}

func newWire(req *http.Request, cancel context.CancelCauseFunc) *wire {
	w := &wire{req: req, cancel: cancel, header: http.Header{}, ready: make(chan struct{}), dropped: make(chan struct{})}
	w.pr, w.pw = io.Pipe()
	return w
}

func (w *wire) serve(h http.Handler, r *http.Request) {
	stop := context.AfterFunc(r.Context(), func() { w.pw.CloseWithError(context.Cause(r.Context())) })
	defer stop()
	defer r.Body.Close() //nolint:errcheck // the client's own
	defer func() {
		if p := recover(); p != nil {
			if err, ok := p.(error); !ok || !errors.Is(err, http.ErrAbortHandler) {
				panic(p)
			}
			w.pw.CloseWithError(io.ErrUnexpectedEOF)
			close(w.dropped)
			return
		}
		w.WriteHeader(http.StatusOK)
		w.pw.Close() //nolint:errcheck // a pipe's never fails
	}()
	h.ServeHTTP(w, r)
}

func (w *wire) Header() http.Header { return w.header }

func (w *wire) WriteHeader(code int) {
	w.once.Do(func() {
		w.code, w.sent = code, w.header.Clone()
		close(w.ready)
	})
}

func (w *wire) Write(p []byte) (int, error) {
	w.WriteHeader(http.StatusOK)
	return w.pw.Write(p)
}

// Flush is there because handlers ask for it; nothing is held back.
func (w *wire) Flush() { w.WriteHeader(http.StatusOK) }

func (w *wire) response() *http.Response {
	length := int64(-1)
	if n, err := strconv.ParseInt(w.sent.Get("Content-Length"), 10, 64); err == nil {
		length = n
	}
	return &http.Response{
		Status: fmt.Sprintf("%d %s", w.code, http.StatusText(w.code)), StatusCode: w.code,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: w.sent, ContentLength: length,
		Request: w.req, Body: &wireBody{w},
	}
}

// wireBody ends the exchange when the client has had enough.
type wireBody struct{ w *wire }

func (b *wireBody) Read(p []byte) (int, error) { return b.w.pr.Read(p) }

func (b *wireBody) Close() error {
	b.w.cancel(errors.New("the client closed the body"))
	return b.w.pr.Close()
}
