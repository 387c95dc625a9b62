package api

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"time"
)

// slot is where a direct upload goes, api.md 3.2.
type slot struct {
	asset   AssetID
	url     string
	headers map[string]string
	max     int64
}

// uploadDirect asks for a slot, puts the bytes there, and completes it. Each
// step is tried again by itself; a slot that was refused, most likely because
// it expired, is asked for anew once.
func (c *Client) uploadDirect(ctx context.Context, up Upload, progress Progress) (Asset, error) {
	for again := 0; ; again++ {
		s, err := c.requestSlot(ctx, up)
		if err != nil {
			return Asset{}, err
		}
		err = c.putBytes(ctx, s, up, progress)
		if err == nil {
			return c.completeUpload(ctx, s, up)
		}
		if again > 0 || as(err).Status != http.StatusForbidden {
			return Asset{}, err
		}
	}
}

// requestSlot sends no idempotency key: a replay with other bytes would return
// an old slot whose signature does not fit (api.md 3.2, trap).
func (c *Client) requestSlot(ctx context.Context, up Upload) (slot, error) {
	op := "start the upload of " + up.Name
	k, err := jsonCall(op, http.MethodPost, []string{"v3", "assets", "direct-uploads"}, map[string]any{
		"filename": up.Name, "content_type": first(up.ContentType, "application/octet-stream"), "size_bytes": up.Size,
	})
	if err != nil {
		return slot{}, err
	}
	rep, err := c.do(ctx, k)
	if err != nil {
		return slot{}, err
	}
	body, bad := rep.data(op)
	if bad != nil {
		return slot{}, bad
	}
	return decodeSlot(op, object(body["data"]), up.Size)
}

func decodeSlot(op string, o map[string]json.RawMessage, size int64) (slot, error) {
	s := slot{asset: AssetID(text(o["asset_id"])), url: text(o["upload_url"]), headers: map[string]string{}}
	for name, v := range object(o["upload_headers"]) {
		s.headers[name] = text(v)
	}
	limit, known := number(o["max_bytes"])
	s.max = int64(limit)
	u, err := url.Parse(s.url)
	switch {
	case s.asset == "" || err != nil || u.Host == "":
		return slot{}, &Error{Op: op, Status: 200, Message: "HeyGen gave no place to upload to", kind: kindBody}
	case !secureURL(u):
		return slot{}, &Error{Op: op, Message: "the place to upload to is not https"}
	case known && s.max > 0 && size > s.max:
		return slot{}, &Error{Op: op, Status: 413, Code: "payload_too_large", Message: "the file is larger than HeyGen takes", kind: kindStatus}
	}
	return s, nil
}

// putBytes sends the file with exactly the headers it was told, and no key:
// the host is not HeyGen's API.
func (c *Client) putBytes(ctx context.Context, s slot, up Upload, progress Progress) error {
	op := "upload " + up.Name
	for attempt := 1; ; attempt++ {
		failure := c.putOnce(ctx, s, up, progress)
		if failure == nil {
			return nil
		}
		if !failure.worthRepeating() || attempt > retries {
			return failure
		}
		if err := sleep(ctx, c.delay(attempt)); err != nil {
			return canceled(op, err)
		}
	}
}

func (c *Client) putOnce(parent context.Context, s slot, up Upload, progress Progress) *Error {
	op := "upload " + up.Name
	ctx, cancel := context.WithTimeout(parent, c.timeouts.Transfer)
	defer cancel()
	f, err := openExact(up, progress)
	if err != nil {
		return &Error{Op: op, Err: err}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPut, s.url, f)
	if err != nil {
		return &Error{Op: op, Message: "the place to upload to cannot be read"}
	}
	req.ContentLength = up.Size
	for name, v := range s.headers {
		req.Header.Set(name, v)
	}
	start := time.Now()
	resp, err := c.http.Do(req)
	k := call{method: http.MethodPut, segments: []string{"(storage)"}}
	if err != nil {
		e := transportError(op, parent, err)
		c.tell(k, answer{}, start, 1, 0, e)
		return e
	}
	defer resp.Body.Close() //nolint:errcheck // nothing can be done about it
	_, _ = io.Copy(io.Discard, io.LimitReader(resp.Body, maxBody))
	if resp.StatusCode >= 200 && resp.StatusCode < 300 {
		c.tell(k, answer{status: resp.StatusCode}, start, 1, 0, nil)
		return nil
	}
	e := &Error{Op: op, Status: resp.StatusCode, Message: "the storage refused the file", kind: kindStatus}
	c.tell(k, answer{status: resp.StatusCode}, start, 1, 0, e)
	return e
}

// completions is how often "not ready yet" is waited out.
const completions = 6

// completeUpload makes the asset usable. The call is idempotent, and its 409
// only means a moment's patience.
func (c *Client) completeUpload(ctx context.Context, s slot, up Upload) (Asset, error) {
	op := "finish the upload of " + up.Name
	for attempt := 1; ; attempt++ {
		k, err := jsonCall(op, http.MethodPost, []string{"v3", "assets", string(s.asset), "complete"}, map[string]any{})
		if err != nil {
			return Asset{}, err
		}
		rep, err := c.do(ctx, k)
		if err == nil {
			return decodeAsset(op, rep)
		}
		e := as(err)
		patience := e.Status == http.StatusConflict || e.worthRepeating()
		if !patience || attempt >= completions {
			return Asset{}, err
		}
		if err := sleep(ctx, c.delay(attempt)); err != nil {
			return Asset{}, canceled(op, err)
		}
	}
}
