package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

func jsonCall(op, method string, segments []string, body any) call {
	return call{
		op: op, method: method, segments: segments, class: classWrite, contentType: "application/json",
		body: func() (io.ReadCloser, int64, error) {
			raw, err := json.Marshal(body)
			return io.NopCloser(bytes.NewReader(raw)), int64(len(raw)), err
		},
	}
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
	if !k.addressable() {
		return nil, errors.New("this is not an id")
	}
	req, err := http.NewRequestWithContext(ctx, k.method, c.url(k), nil)
	if err != nil {
		return nil, err
	}
	if err := k.attach(req); err != nil {
		return nil, err
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

// attach gives the request its body. It sets no GetBody: with one, net/http sends
// a request that has an Idempotency-Key again by itself, unseen and at once.
func (k call) attach(req *http.Request) error {
	if k.body == nil {
		return nil
	}
	r, size, err := k.body()
	if err != nil {
		return err
	}
	req.Body, req.ContentLength = r, size
	req.Header.Set("Content-Type", k.contentType)
	return nil
}

// addressable refuses ids that would change which resource the path names: an
// empty one would turn "delete this job" into a call on the collection.
func (k call) addressable() bool {
	return !slices.ContainsFunc(k.segments, func(s string) bool { return s == "" || s == "." || s == ".." })
}

// path is the escaped path below the base: ids are opaque and may hold
// anything.
func (k call) path() string {
	var b strings.Builder
	for _, s := range k.segments {
		b.WriteString("/" + url.PathEscape(s))
	}
	return b.String()
}

func (c *Client) url(k call) string {
	u := c.base.String() + k.path()
	if len(k.query) > 0 {
		u += "?" + k.query.Encode()
	}
	return u
}
