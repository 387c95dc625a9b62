package api

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
)

// slot is where a direct upload goes, api.md 3.2.
type slot struct {
	asset   AssetID
	url     *url.URL
	headers map[string]string
}

// uploadDirect asks for a slot, puts the bytes there, and completes it. Each
// step is tried again by itself; a slot whose signature was refused, most
// likely because it expired, is asked for anew once.
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

// requestSlot asks for a slot with an idempotency key of its own each time: a
// replay for other bytes would be a slot whose signature does not fit (api.md
// 3.2, trap).
func (c *Client) requestSlot(ctx context.Context, up Upload) (slot, error) {
	op := "start the upload of " + up.Name
	k, err := jsonCall(op, http.MethodPost, []string{"v3", "assets", "direct-uploads"}, map[string]any{
		"filename": up.Name, "content_type": first(up.ContentType, "application/octet-stream"), "size_bytes": up.Size,
	})
	if err != nil {
		return slot{}, err
	}
	k.key = NewIdempotencyKey()
	rep, err := c.do(ctx, k)
	if err != nil {
		return slot{}, err
	}
	data, bad := rep.data(op)
	if bad != nil {
		return slot{}, bad
	}
	return decodeSlot(op, object(data), up.Size)
}

func decodeSlot(op string, o map[string]json.RawMessage, size int64) (slot, error) {
	s := slot{asset: AssetID(text(o["asset_id"])), headers: map[string]string{}}
	for name, v := range object(o["upload_headers"]) {
		s.headers[name] = text(v)
	}
	limit, known := number(o["max_bytes"])
	u, err := url.Parse(text(o["upload_url"]))
	switch {
	case s.asset == "" || err != nil || u.Host == "":
		return slot{}, &Error{Op: op, Status: http.StatusOK, Message: "HeyGen gave no place to upload to", kind: kindBody}
	case !secureURL(u):
		return slot{}, &Error{Op: op, Message: "the place to upload to is not https"}
	case known && limit > 0 && float64(size) > limit:
		e := &Error{
			Op: op, Status: http.StatusRequestEntityTooLarge, Code: "payload_too_large",
			Message: "the file is larger than HeyGen takes", kind: kindStatus,
		}
		e.Hint = hint(e)
		return slot{}, e
	}
	s.url = u
	return s, nil
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
			return s.completed(op, up, rep)
		}
		e := as(err)
		patience := e.Status == http.StatusConflict || e.notReady() || e.worthRepeating()
		if !patience || attempt >= completions {
			return Asset{}, err
		}
		if err := sleep(ctx, c.delay(attempt)); err != nil {
			return Asset{}, canceled(op, err)
		}
	}
}

// completed is the asset of an answer; what it leaves out is known already.
func (s slot) completed(op string, up Upload, rep reply) (Asset, error) {
	a, err := decodeAsset(op, rep)
	if as(err).Status == http.StatusOK {
		return Asset{ID: s.asset, MimeType: up.ContentType, Size: up.Size}, nil
	}
	return a, err
}
