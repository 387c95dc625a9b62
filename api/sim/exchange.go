package sim

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"sync"

	"lipdash/api/safely"
)

// wire is one in-memory exchange: what the handler writes is what the client
// reads, as it is written.
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

// wait is the client's side until the headers: an answer, a cut connection, or
// a client that lost patience.
func (w *wire) wait(ctx context.Context) (*http.Response, error) {
	select {
	case <-w.ready:
		return w.response(), nil
	case <-w.dropped:
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	select {
	case <-w.ready: // cut after the headers: the body will tell
		return w.response(), nil
	default:
		w.cancel(errDropped)
		return nil, errDropped
	}
}

// serve is the server's side. Both bodies end with the context, so that a
// handler which reads or writes never waits for a client that went away.
func (w *wire) serve(h http.Handler, r *http.Request) {
	body := r.Body
	stop := context.AfterFunc(r.Context(), safely.Func(func() {
		w.pw.CloseWithError(context.Cause(r.Context()))
		_ = body.Close()
	}))
	defer stop()
	defer body.Close() //nolint:errcheck // the client's own
	defer w.end(r.Context())
	h.ServeHTTP(w, r)
}

// end closes the exchange, or cuts it when the handler aborted. A client that
// gave up reads its own reason, whatever the handler made of it.
func (w *wire) end(ctx context.Context) {
	p := recover()
	if ctx.Err() != nil {
		w.pw.CloseWithError(context.Cause(ctx))
	}
	if p == nil {
		w.WriteHeader(http.StatusOK)
		_ = w.pw.Close()
		return
	}
	if err, ok := p.(error); !ok || !errors.Is(err, http.ErrAbortHandler) {
		panic(p)
	}
	w.pw.CloseWithError(io.ErrUnexpectedEOF)
	close(w.dropped)
}

// Header is the answer's header, http.ResponseWriter.
func (w *wire) Header() http.Header { return w.header }

// WriteHeader sends the headers to the client, http.ResponseWriter.
func (w *wire) WriteHeader(code int) {
	w.once.Do(func() {
		w.code, w.sent = code, w.header.Clone()
		close(w.ready)
	})
}

// Write sends a part of the body, http.ResponseWriter. Answers that have no
// body by definition drop it, as a server does.
func (w *wire) Write(p []byte) (int, error) {
	w.WriteHeader(http.StatusOK)
	if w.req.Method == http.MethodHead || w.code == http.StatusNoContent || w.code == http.StatusNotModified {
		return len(p), nil
	}
	return w.pw.Write(p)
}

// Flush sends the headers; nothing else is ever held back, http.Flusher.
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
	b.w.cancel(errBodyClosed)
	return b.w.pr.Close()
}
