package api

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"time"
)

// slot is where a direct upload goes, api.md 3.2.
type slot struct {
	asset   AssetID
	url     *url.URL
	headers map[string]string
	// expires is when its signature ends by our clock, zero when unknown.
	expires time.Time
}

func (s slot) old() bool { return !s.expires.IsZero() && !time.Now().Before(s.expires) }

const (
	// refusals is how often a slot is asked for anew although the one that was
	// refused should still have been good.
	refusals = 1
	// mostSlots bounds how often one is asked for at all.
	mostSlots = 8
)

// uploadDirect asks for a slot, puts the bytes there, and completes it. Each
// step is retried automatically; a slot that expired meanwhile, or whose
// signature was refused, is asked for anew. again is why it comes after another
// upload of the file, or "".
func (c *Client) uploadDirect(ctx context.Context, up Upload, r *report, again string) (Asset, error) {
	for slots, refused := 1, 0; ; slots++ {
		s, err := c.requestSlot(ctx, up, r, again)
		if err != nil {
			return Asset{}, err
		}
		stale, err := c.putBytes(ctx, s, up, r)
		if err == nil {
			return c.completeUpload(ctx, s, up, r)
		}
		if !s.old() {
			refused++
		}
		if !stale || refused > refusals || slots >= mostSlots {
			return Asset{}, err
		}
		again = againExpired
	}
}

// requestSlot asks for a slot with an idempotency key of its own each time: a
// replay for other bytes would be a slot whose signature does not fit (api.md
// 3.2, trap).
func (c *Client) requestSlot(ctx context.Context, up Upload, r *report, again string) (slot, error) {
	op := "start the upload of " + up.Name
	k := jsonCall(op, http.MethodPost, []string{"v3", "assets", "direct-uploads"}, map[string]any{
		"filename": up.Name, "content_type": first(up.ContentType, "application/octet-stream"), "size_bytes": up.Size,
	})
	k.key = NewIdempotencyKey()
	k.tried = func(attempt int) {
		if attempt > 1 {
			again = againSlot
		}
		r.at(StepSlot, again)
	}
	asked := time.Now()
	rep, err := c.do(ctx, k)
	if err != nil {
		return slot{}, err
	}
	data, bad := rep.data(op)
	if bad != nil {
		return slot{}, bad
	}
	s, err := decodeSlot(op, object(data), up.Size)
	if life, known := number(object(data)["expires_in_seconds"]); known && life > 0 {
		s.expires = asked.Add(time.Duration(min(life, longestAsk.Seconds()) * float64(time.Second)))
	}
	return s, err
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

// patience is how long the end of an upload is waited for: the bytes are there,
// and sending them again would cost more.
const patience = 5 * time.Minute

// completeUpload makes the asset usable. The call is idempotent, and its 409
// only means a moment's patience.
func (c *Client) completeUpload(ctx context.Context, s slot, up Upload, r *report) (Asset, error) {
	op := "finish the upload of " + up.Name
	began, again := time.Now(), ""
	for attempt := 1; ; attempt++ {
		k := jsonCall(op, http.MethodPost, []string{"v3", "assets", string(s.asset), "complete"}, map[string]any{})
		r.at(StepFinish, again)
		rep, err := c.do(ctx, k)
		if err == nil {
			return s.completed(op, up, rep)
		}
		unready, wait := IsUnready(err), c.delay(attempt)
		if !unready && !As(err).worthRepeating() || time.Since(began)+wait > patience {
			return Asset{}, err
		}
		if again = againSlot; unready {
			again = againUnready
		}
		r.at(StepFinish, again)
		if err := sleep(ctx, wait); err != nil {
			return Asset{}, canceled(op, err)
		}
	}
}

// completed is the asset of an answer; what it leaves out is known already.
func (s slot) completed(op string, up Upload, rep reply) (Asset, error) {
	a, err := decodeAsset(op, rep)
	if As(err).Status == http.StatusOK {
		return Asset{ID: s.asset, MimeType: up.ContentType, Size: up.Size}, nil
	}
	return a, err
}
