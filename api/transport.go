package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"time"
)

// class is a kind of call with its own limit.
type class int

const (
	classRead class = iota
	classWrite
	classTransfer
)

// call is one request before it is tried.
type call struct {
	// op is what is asked, in words that follow "could not".
	op     string
	method string
	// segments are path elements, escaped when the URL is built.
	segments []string
	// shown is told to the observer instead of the path, "" for the path.
	shown string
	query url.Values
	// body makes the body anew for every attempt; nil for none.
	body        func() (r io.ReadCloser, size int64, err error)
	contentType string
	class       class
	// key is the idempotency key; with one a POST may be sent again.
	key string
	// create marks calls that cost money when doubled: what is not surely
	// refused is uncertain.
	create bool
	// job marks calls about one job: a 404 says that it is gone.
	job bool
	// anyBody takes every 2xx that is not a gateway's page for a yes, whatever
	// of its body arrived.
	anyBody bool
	// tried is told the number of each attempt; nil for nobody.
	tried func(attempt int)
}

// reply is a 2xx answer: the fields of its top-level object, nil when there was
// no body.
type reply struct{ fields map[string]json.RawMessage }

// answer is what is told to the observer besides the error.
type answer struct {
	status    int
	requestID string
	bytes     int64
}

// do sends a request until it is answered, refused, or tried often enough.
func (c *Client) do(ctx context.Context, k call) (reply, error) {
	if c.readOnly && !reads(k.method) {
		return reply{}, k.mark(refusal(k.op), false)
	}
	maybe := false
	for attempt := 1; ; attempt++ {
		if e := c.gate.wait(ctx, k.op); e != nil {
			return reply{}, k.mark(e, maybe)
		}
		if k.tried != nil {
			k.tried(attempt)
		}
		start := time.Now()
		if !k.uploads() {
			c.ledger.note(start)
		}
		rep, failure, seen := c.try(ctx, k)
		if failure == nil {
			c.tell(k, seen, start, attempt, 0, nil)
			return rep, nil
		}
		maybe = k.leavesOpen(failure, maybe)
		failure = k.mark(failure, maybe)
		wait, again := c.backoff(ctx, k, failure, attempt)
		c.tell(k, seen, start, attempt, wait, failure)
		if !again {
			return reply{}, failure
		}
		if err := sleep(ctx, wait); err != nil {
			return reply{}, k.mark(canceled(k.op, err), maybe)
		}
	}
}

// uploads tells whether a call is a part of bringing a file: as many are made as the user has
// files, and the polls have nothing to do with them.
func (k call) uploads() bool { return k.method == http.MethodPost && k.segments[1] == "assets" }

// mark says in the error what is known about the call it belongs to.
func (k call) mark(e *Error, maybe bool) *Error {
	e.create, e.maybe, e.Uncertain = k.create, maybe, k.create && maybe
	return e
}

func (c *Client) try(parent context.Context, k call) (reply, *Error, answer) {
	ctx, cancel := context.WithTimeout(parent, c.limit(k.class))
	defer cancel()
	ctx, conn := watchConnection(ctx)
	req, err := c.request(ctx, k)
	if err != nil {
		return reply{}, c.scrub(&Error{Op: k.op, Err: err, kind: kindLocal}), answer{}
	}
	resp, err := c.http.Do(req)
	if err != nil {
		e := transportError(parent, k.op, err)
		e.base = c.notHeyGen()
		return reply{}, c.scrub(conn.note(e)), answer{}
	}
	defer resp.Body.Close() //nolint:errcheck // nothing can be done about it
	arrived := time.Now()
	body, err := readBody(resp.Body)
	seen := answer{resp.StatusCode, c.clean(resp.Header.Get("X-Request-Id")), int64(len(body))}
	if !page(resp, body) {
		c.clock.note(resp.Header, arrived)
	}
	rep, failure := c.judge(parent, k, resp, body, err)
	if failure != nil {
		return reply{}, c.scrub(failure), seen
	}
	return rep, nil, seen
}

// maxBody bounds what is read of an answer, after inflating (api.md 9, no. 34).
const maxBody = 16 << 20

var errTooLarge = errors.New("the answer is too large")

func readBody(r io.Reader) ([]byte, error) {
	body, err := io.ReadAll(io.LimitReader(r, maxBody+1))
	if err == nil && len(body) > maxBody {
		return nil, errTooLarge
	}
	return body, err
}

// judge turns what arrived into a reply or an error; broken is why the body did
// not arrive whole, nil when it did.
func (c *Client) judge(parent context.Context, k call, resp *http.Response, body []byte, broken error) (reply, *Error) {
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		return reply{}, c.statusError(k, resp, body)
	}
	fields := object(body)
	switch {
	case page(resp, body):
		return reply{}, notOurs(k.op, resp.StatusCode)
	case errorInside(fields):
		return reply{}, c.statusError(k, resp, body)
	case k.anyBody:
		return reply{fields}, nil
	case broken != nil:
		return reply{}, cutShort(parent, k.op, resp.StatusCode, broken)
	case fields == nil && bytes.HasPrefix(bytes.TrimSpace(body), []byte("{")):
		return reply{}, &Error{Op: k.op, Status: resp.StatusCode, kind: kindBody}
	case fields == nil && len(bytes.TrimSpace(body)) > 0:
		return reply{}, notOurs(k.op, resp.StatusCode)
	}
	return reply{fields}, nil
}

func (c *Client) tell(k call, seen answer, start time.Time, attempt int, wait time.Duration, failure *Error) {
	if c.observe == nil {
		return
	}
	o := Call{
		Method: k.method, Path: first(k.shown, k.path()), Query: k.query.Encode(), Status: seen.status, RequestID: seen.requestID,
		Start: start, Duration: time.Since(start), Attempt: attempt, Wait: wait, Bytes: seen.bytes,
	}
	if failure != nil {
		o.Err = failure
	}
	c.observe(o)
}
