package api

import (
	"context"
	"io"
	"net/http"
	"strings"
	"time"
)

// putBytes sends the file to the slot, again when the network failed.
func (c *Client) putBytes(ctx context.Context, s slot, up Upload, progress Progress) error {
	for attempt := 1; ; attempt++ {
		start := time.Now()
		status, failure := c.putOnce(ctx, s, up, progress)
		if failure == nil {
			c.tellPut(status, start, attempt, 0, nil)
			return nil
		}
		wait := c.delay(attempt)
		if !failure.worthRepeating() || attempt > retries {
			c.tellPut(status, start, attempt, 0, failure)
			return failure
		}
		c.tellPut(status, start, attempt, wait, failure)
		if err := sleep(ctx, wait); err != nil {
			return canceled(failure.Op, err)
		}
	}
}

func (c *Client) tellPut(status int, start time.Time, attempt int, wait time.Duration, failure *Error) {
	k := call{method: http.MethodPut, segments: []string{"(storage)"}}
	c.tell(k, answer{status: status}, start, attempt, wait, failure)
}

// putOnce sends the bytes with exactly the headers it was told, and no key: the
// host is not HeyGen's API (api.md 3.2).
func (c *Client) putOnce(parent context.Context, s slot, up Upload, progress Progress) (int, *Error) {
	op := "upload " + up.Name
	ctx, cancel := context.WithTimeout(parent, c.timeouts.Transfer)
	defer cancel()
	req, err := s.request(ctx, up, progress)
	if err != nil {
		return 0, c.scrub(&Error{Op: op, Err: err, kind: kindLocal})
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return 0, c.scrub(transportError(parent, op, err))
	}
	defer resp.Body.Close() //nolint:errcheck // nothing can be done about it
	// Read to the end, so that the connection can be used again.
	_, _ = io.Copy(io.Discard, io.LimitReader(resp.Body, 1<<20))
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		return resp.StatusCode, &Error{Op: op, Status: resp.StatusCode, Message: "the storage refused the file", kind: kindStatus}
	}
	return resp.StatusCode, nil
}

// request is the PUT. The length is set because object stores refuse chunked
// bodies, and Host because net/http ignores it among the headers.
func (s slot) request(ctx context.Context, up Upload, progress Progress) (*http.Request, error) {
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
	open := func() (io.ReadCloser, error) { return openMetered(up, progress) }
	if req.Body, err = open(); err != nil {
		return nil, err
	}
	req.ContentLength, req.GetBody = up.Size, open
	return req, nil
}
