package api

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"strings"
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
	// segments are path elements, escaped here.
	segments []string
	query    url.Values
	// body makes the body anew for every attempt; nil for none.
	body        func() (r io.ReadCloser, size int64, err error)
	contentType string
	class       class
	// key is the idempotency key; with one a POST may be sent again.
	key string
	// create marks calls that cost money when doubled: what is not surely
	// refused is uncertain.
	create bool
	// tried is told the number of each attempt; nil for nobody.
	tried func(attempt int)
}

// reply is a 2xx answer.
type reply struct{ body []byte }

// maxBody bounds what is read of an answer, after inflating (api.md 9, no. 34).
const maxBody = 16 << 20

func (c *Client) do(ctx context.Context, k call) (reply, error) {
	maybe := false
	for attempt := 1; ; attempt++ {
		if err := c.gate.wait(ctx, k.op); err != nil {
			return reply{}, markUncertain(err, maybe)
		}
		if k.tried != nil {
			k.tried(attempt)
		}
		start := time.Now()
		rep, failure, seen := c.try(ctx, k)
		if failure == nil {
			c.tell(k, seen, start, attempt, 0, nil)
			return rep, nil
		}
		maybe = k.create && (maybe && !failure.refusal() || failure.unsure())
		failure.Uncertain = maybe
		wait, again := c.backoff(k, failure, attempt)
		c.tell(k, seen, start, attempt, wait, failure)
		if !again {
			return reply{}, failure
		}
		if err := sleep(ctx, wait); err != nil {
			return reply{}, markUncertain(canceled(k.op, err), maybe)
		}
	}
}

func markUncertain(err error, maybe bool) error {
	e := as(err)
	e.Uncertain = e.Uncertain || maybe
	return e
}

// refusal tells whether an answer says that the create was not accepted.
func (e *Error) refusal() bool {
	return e.kind == kindStatus && e.Status >= 400 && e.Status < 500 &&
		e.Status != 408 && e.Status != 409 && e.Status != 429
}

// unsure tells whether the create may have been accepted behind this failure.
func (e *Error) unsure() bool {
	switch e.kind {
	case kindTransport, kindTimeout:
		return e.sent()
	case kindBody, kindCanceled:
		return true
	case kindStatus:
		return e.Status >= 500 || e.Status == 408 || e.inProgress() || e.Status < 400
	}
	return false
}

// answer is what is told to the observer besides the error.
type answer struct {
	status    int
	requestID string
}

// try sends the request once.
func (c *Client) try(parent context.Context, k call) (reply, *Error, answer) {
	ctx, cancel := context.WithTimeout(parent, c.limit(k.class))
	defer cancel()
	req, err := c.request(ctx, k)
	if err != nil {
		return reply{}, &Error{Op: k.op, Err: err, kind: kindLocal}, answer{}
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return reply{}, transportError(k.op, parent, err), answer{}
	}
	defer resp.Body.Close() //nolint:errcheck // nothing can be done about it
	seen := answer{resp.StatusCode, resp.Header.Get("X-Request-Id")}
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxBody+1))
	if err == nil && len(body) > maxBody {
		return reply{}, &Error{Op: k.op, Status: resp.StatusCode, Message: "the answer is too large", kind: kindBody}, seen
	}
	if resp.StatusCode >= 200 && resp.StatusCode < 300 {
		if err != nil {
			return reply{}, c.cutShort(parent, k, err), seen
		}
		if e := errorInside(k.op, resp, body); e != nil {
			return reply{}, e, seen
		}
		return reply{body: body}, nil, seen
	}
	return reply{}, statusError(k.op, resp, body), seen
}

// cutShort is the error of a 2xx whose body did not arrive whole.
func (c *Client) cutShort(parent context.Context, k call, err error) *Error {
	e := transportError(k.op, parent, err)
	if e.kind == kindTransport {
		e.kind = kindBody
	}
	return e
}

func (c *Client) limit(cl class) time.Duration {
	switch cl {
	case classWrite:
		return c.timeouts.Write
	case classTransfer:
		return c.timeouts.Transfer
	}
	return c.timeouts.Read
}

func (c *Client) request(ctx context.Context, k call) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, k.method, c.url(k), nil)
	if err != nil {
		return nil, err
	}
	if k.body != nil {
		r, size, err := k.body()
		if err != nil {
			return nil, err
		}
		req.Body, req.ContentLength = r, size
		req.Header.Set("Content-Type", k.contentType)
	}
	req.Header.Set("Accept", "application/json")
	req.Header.Set("User-Agent", c.agent)
	if k.key != "" {
		req.Header.Set("Idempotency-Key", k.key)
	}
	if c.cred.Key != "" {
		req.Header.Set("X-Api-Key", c.cred.Key)
	} else {
		req.Header.Set("Authorization", "Bearer "+c.cred.Bearer)
	}
	return req, nil
}

// url joins the base with escaped segments: ids are opaque and may hold
// anything.
func (c *Client) url(k call) string {
	var b strings.Builder
	b.WriteString(c.base.String())
	for _, s := range k.segments {
		b.WriteString("/" + url.PathEscape(s))
	}
	if len(k.query) > 0 {
		b.WriteString("?" + k.query.Encode())
	}
	return b.String()
}

func (c *Client) tell(k call, seen answer, start time.Time, attempt int, wait time.Duration, failure *Error) {
	if c.observe == nil {
		return
	}
	o := Call{
		Method: k.method, Path: "/" + strings.Join(k.segments, "/"), Status: seen.status, RequestID: seen.requestID,
		Start: start, Duration: time.Since(start), Attempt: attempt, Wait: wait,
	}
	if failure != nil {
		o.Err = failure
	}
	c.observe(o)
}
