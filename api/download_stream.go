package api

import (
	"context"
	"errors"
	"io"
	"time"

	"lipdash/api/safely"
)

// errStalled is the cause of a download that was ended because nothing came.
var errStalled = errors.New("nothing came for too long")

// watchdog ends a request on which the server keeps silent. It runs only while
// somebody waits for the server, so that a reader may take its time.
type watchdog struct {
	limit  time.Duration
	timer  *time.Timer
	cancel context.CancelCauseFunc
	ctx    context.Context //nolint:containedctx // the request's own, for its cause
}

func watch(parent context.Context, limit time.Duration) (context.Context, *watchdog) {
	ctx, cancel := context.WithCancelCause(parent)
	w := &watchdog{limit: limit, cancel: cancel, ctx: ctx}
	w.timer = time.AfterFunc(limit, safely.Func(func() { cancel(errStalled) }))
	w.timer.Stop()
	return ctx, w
}

func (w *watchdog) begin() { w.timer.Reset(w.limit) }
func (w *watchdog) pause() { w.timer.Stop() }

// end lets the request go for good.
func (w *watchdog) end() {
	w.timer.Stop()
	w.cancel(nil)
}

// explain makes an error of one that the transport gave.
func (w *watchdog) explain(parent context.Context, err error) *Error {
	e := transportError(parent, downloadOp, err)
	if parent.Err() == nil && errors.Is(context.Cause(w.ctx), errStalled) {
		e = &Error{Op: downloadOp, Err: errStalled, kind: kindTimeout}
	}
	e.peer = mediaPeer
	return e
}

// stream is the body of an answer under a watchdog.
type stream struct {
	body   io.ReadCloser
	watch  *watchdog
	parent context.Context //nolint:containedctx // tells who ended it
	scrub  func(*Error) *Error
}

// Read waits for bytes for no longer than the watchdog lets it.
func (s *stream) Read(p []byte) (int, error) {
	s.watch.begin()
	n, err := s.body.Read(p)
	s.watch.pause()
	if err == nil || errors.Is(err, io.EOF) {
		return n, err
	}
	return n, s.scrub(s.watch.explain(s.parent, err))
}

// Close ends the request, whatever of it is still to come.
func (s *stream) Close() error {
	s.watch.end()
	return s.body.Close()
}
