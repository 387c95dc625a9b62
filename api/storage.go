package api

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"lipdash/api/lazyregexp"
)

// putBytes sends the file to the slot, again when the network or the storage
// failed. stale says that it is the slot which is of no use any more.
func (c *Client) putBytes(ctx context.Context, s slot, up Upload, r *report) (stale bool, err error) {
	again := ""
	for attempt := 1; ; attempt++ {
		r.at(StepBytes, again)
		start := time.Now()
		got := c.putOnce(ctx, s, up, r)
		if got.failure == nil {
			c.tell(putCall, answer{status: got.status, bytes: up.Size}, start, attempt, 0, nil)
			return false, nil
		}
		wait := c.delay(attempt)
		if !got.repeat || attempt > retries {
			c.tell(putCall, answer{status: got.status}, start, attempt, 0, got.failure)
			return got.stale, got.failure
		}
		c.tell(putCall, answer{status: got.status}, start, attempt, wait, got.failure)
		if again = againStorage; got.status == 0 {
			again = againCut
		}
		r.at(StepBytes, again)
		if err := sleep(ctx, wait); err != nil {
			return false, canceled(got.failure.Op, err)
		}
		if s.old() {
			// It would only be refused after all the bytes.
			return true, got.failure
		}
	}
}

// putCall is what the observer is told.
var putCall = call{method: http.MethodPut, shown: "/(storage)"}

// put is what came of sending the bytes once.
type put struct {
	status  int
	failure *Error
	// repeat says that the same slot may still work, stale that only another
	// one can.
	repeat, stale bool
}

// longestSilence is how long nothing of a file may leave before the connection
// counts as broken. How long the whole takes depends on the line and is not
// limited: a large file may need hours.
const longestSilence = 5 * time.Minute

// storagePeer is who takes the bytes of a direct upload.
const storagePeer = "HeyGen's storage"

var errSilent = errors.New("nothing of the file left for minutes")

// putOnce sends the bytes with exactly the headers it was told, and no key: the
// host is not HeyGen's API (api.md 3.2).
func (c *Client) putOnce(parent context.Context, s slot, up Upload, r *report) put {
	op := "upload " + up.Name
	ctx, w := watch(parent, min(longestSilence, c.timeouts.Transfer), errSilent)
	defer w.end()
	w.begin()
	ctx, conn := watchConnection(ctx)
	sent := r.sending()
	req, err := s.request(ctx, up, func(n int64) {
		w.begin()
		sent(n)
	})
	if err != nil {
		return put{failure: c.scrub(&Error{Op: op, Err: err, kind: kindLocal})}
	}
	resp, err := c.http.Do(req)
	if err != nil {
		if errors.Is(context.Cause(ctx), errSilent) {
			return put{failure: &Error{Op: op, Err: errSilent, kind: kindTransport, peer: storagePeer}, repeat: true}
		}
		e := c.scrub(conn.note(transportError(parent, op, err)))
		e.peer = storagePeer
		return put{failure: e, repeat: e.worthRepeating()}
	}
	defer resp.Body.Close() //nolint:errcheck // nothing can be done about it
	// Read to the end, so that the connection can be used again.
	page, _ := io.ReadAll(io.LimitReader(resp.Body, 1<<16))
	_, _ = io.Copy(io.Discard, io.LimitReader(resp.Body, 1<<20))
	return answered(op, resp.StatusCode, page)
}

// answered judges what the storage said. A refusal has no status of its own in
// the error: it says nothing about the key.
func answered(op string, status int, page []byte) put {
	if status >= 200 && status <= 299 {
		return put{status: status}
	}
	code := storageCode(page)
	reason := strings.TrimSpace(strconv.Itoa(status) + " " + code)
	p := put{status: status}
	switch {
	case status >= 500, status == http.StatusRequestTimeout, status == http.StatusTooManyRequests, code == "RequestTimeout", code == "SlowDown":
		p.repeat = true
		p.failure = &Error{Op: op, Status: max(status, http.StatusInternalServerError), Message: reason, kind: kindStatus, peer: storagePeer}
		return p
	case status == http.StatusForbidden, status == http.StatusGone, code == "ExpiredToken", code == "NoSuchUpload":
		p.stale = true
	}
	p.failure = &Error{Op: op, Message: "the storage refused the file (" + reason + ")"}
	return p
}

var codeElement = lazyregexp.New(`<Code>([A-Za-z]{1,40})</Code>`)

// storageCode is the reason in an object store's page, "" when it has none.
func storageCode(page []byte) string {
	if m := codeElement.Get().FindSubmatch(page); m != nil {
		return string(m[1])
	}
	return ""
}

// request is the PUT. The length is set because object stores refuse chunked
// bodies, and Host because net/http ignores it among the headers.
func (s slot) request(ctx context.Context, up Upload, sent func(int64)) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPut, s.url.String(), nil)
	if err != nil {
		return nil, err
	}
	for name, v := range s.headers {
		req.Header.Set(name, v)
		if strings.EqualFold(name, "Host") {
			req.Host = v
		}
	}
	if req.Body, err = openMetered(up, sent); err != nil {
		return nil, err
	}
	req.ContentLength = up.Size
	return req, nil
}
