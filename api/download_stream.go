package api

import (
	"bufio"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"slices"
	"strings"
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

// watch ends its context with the cause once it has waited for longer than the limit.
func watch(parent context.Context, limit time.Duration, cause error) (context.Context, *watchdog) {
	ctx, cancel := context.WithCancelCause(parent)
	w := &watchdog{limit: limit, cancel: cancel, ctx: ctx}
	w.timer = time.AfterFunc(limit, safely.Func(func() { cancel(cause) }))
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

// compression is the compression that a Content-Encoding names, "" for none. Object
// stores put other words there too: aws-chunked, which is about the upload, or a
// charset.
func compression(encoding string) string {
	for token := range strings.SplitSeq(strings.ToLower(encoding), ",") {
		token = strings.TrimPrefix(strings.TrimSpace(token), "x-")
		if slices.Contains([]string{"gzip", "deflate", "br", "zstd", "compress"}, token) {
			return token
		}
	}
	return ""
}

// errPacked is an answer in a compression that was not asked for and is not known
// here, errDamaged one that begins as a gzip and is none.
var (
	errPacked  = errors.New("the server sent the file compressed although it was asked not to")
	errDamaged = errors.New("the file could not be unpacked")
)

// unpacked reads what is in an answer: its bytes as they are or, where they are a
// gzip, what is in that. The bytes are believed and not the header, which is
// kept with a file and may be wrong.
func unpacked(from io.Reader, encoding string) (r io.Reader, packed bool, err error) {
	raw := bufio.NewReaderSize(from, sniffed)
	switch kind := compression(encoding); kind {
	case "":
		return raw, false, nil
	case "gzip":
		if head, _ := raw.Peek(2); string(head) != "\x1f\x8b" {
			return raw, false, nil
		}
		z, err := gzip.NewReader(raw)
		if err != nil {
			return nil, true, errDamaged
		}
		return &unpacker{z}, true, nil
	default:
		head, _ := raw.Peek(sniffed)
		if _, err := MediaType(head, ""); err != nil {
			return raw, false, errPacked
		}
		return raw, false, nil
	}
}

// unpacker makes the errors of a gzip those of a download.
type unpacker struct{ z *gzip.Reader }

func (u *unpacker) Read(p []byte) (int, error) {
	n, err := u.z.Read(p)
	var ours *Error
	switch {
	case err == nil, errors.Is(err, io.EOF), errors.As(err, &ours):
		return n, err
	}
	return n, &Error{Op: downloadOp, Status: 200, Err: err, kind: kindBody}
}
