package api

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"time"
)

// Download is a file behind a presigned link (api.md 7), or the rest of one.
type Download struct {
	// URL is the presigned link: https, or http to this machine. It is a
	// secret, and no error or log of this package shows its query.
	URL string
	// Offset is the first byte that is wanted. Without a strong ETag there is
	// no proof that the rest belongs to what is there, and the file is read
	// from its beginning whatever Offset says.
	Offset int64
	// ETag is what Body.ETag was when the first bytes were read; it goes out as
	// If-Range.
	ETag string
}

// Body is a file that arrives. Reading it ends with an *Error when the
// connection breaks or nothing comes for as long as a read may take
// (Timeouts.Read); the whole has no limit. Close it.
type Body struct {
	io.ReadCloser
	// Size is the whole file's in bytes, -1 when the server did not say.
	Size int64
	// Offset is where the body begins in the file: what was asked for, or 0 when
	// the server did not prove that it is the same content.
	Offset int64
	// ETag is the strong validator of the content, "" when there is none and
	// the file cannot be resumed.
	ETag string
	// ContentType is as the server wrote it, or "".
	ContentType string
}

// mediaPeer is who gives files.
const mediaPeer = "the file's host"

// downloadOp is what a download's errors say could not be done.
const downloadOp = "download the file"

// OpenDownload begins to read a file from a media host, which is not HeyGen's
// API: the key is never sent there, and nothing is tried again. Redirects are
// followed where a link may lead, without telling where they came from. A page
// or an XML document instead of the file is an error (IsNotMedia), and so is a
// link that is not good any more (IsExpiredLink): get the job again for another.
func (c *Client) OpenDownload(ctx context.Context, d Download) (Body, error) {
	u, err := url.Parse(d.URL)
	if err != nil || u.Host == "" || !secureURL(u) {
		return Body{}, &Error{Op: downloadOp, Message: "the link is not https"}
	}
	want := d.resumable()
	body, e := c.openMedia(ctx, u, want)
	if e != nil && e.media == mediaPart && want.Offset > 0 {
		body, e = c.openMedia(ctx, u, Download{})
	}
	if e != nil {
		return Body{}, e
	}
	return body, nil
}

// resumable drops an offset that no validator goes with. A weak one proves
// nothing about single bytes (RFC 9110, 13.1.5).
func (d Download) resumable() Download {
	if d.Offset <= 0 || strong(d.ETag) == "" {
		return Download{}
	}
	return d
}

// mediaCall is what the observer is told; links are never told.
var mediaCall = call{method: http.MethodGet, shown: "/(media)"}

// openMedia sends one request and looks at its answer.
func (c *Client) openMedia(parent context.Context, u *url.URL, want Download) (Body, *Error) {
	ctx, w := watch(parent, c.timeouts.Read, errStalled)
	ctx, conn := watchConnection(ctx)
	start := time.Now()
	w.begin()
	resp, err := c.media().Do(mediaRequest(ctx, u, want, c.agent)) //nolint:bodyclose // the stream does
	w.pause()
	if err != nil {
		w.end()
		e := c.scrub(conn.note(w.explain(parent, err)))
		c.tell(mediaCall, answer{}, start, 1, 0, e)
		return Body{}, e
	}
	s := &stream{body: resp.Body, watch: w, parent: parent, scrub: c.scrub}
	body, e := c.accept(resp, s, want)
	if e != nil {
		e = c.scrub(e)
		_ = s.Close()
	}
	c.tell(mediaCall, answer{status: resp.StatusCode}, start, 1, 0, e)
	return body, e
}

// mediaRequest is a plain GET. Compression is declined: offsets and lengths are
// those of the file.
func mediaRequest(ctx context.Context, u *url.URL, want Download, agent string) *http.Request {
	req := (&http.Request{Method: http.MethodGet, URL: u, Host: u.Host, Header: http.Header{}}).WithContext(ctx)
	req.Header.Set("User-Agent", agent)
	req.Header.Set("Accept-Encoding", "identity")
	if want.Offset > 0 {
		req.Header.Set("Range", rangeFrom(want.Offset))
		req.Header.Set("If-Range", want.ETag)
	}
	return req
}

// media is the client for media hosts: the same transport, other rules about
// redirects.
func (c *Client) media() *http.Client {
	return &http.Client{Transport: c.http.Transport, CheckRedirect: mediaRedirect}
}

const redirects = 5

// mediaRedirect lets a link lead on to https; plain http only when it began
// there, on this machine. The Referer that net/http adds would carry the
// signature of the link to the next host.
func mediaRedirect(req *http.Request, via []*http.Request) error {
	req.Header.Del("Referer")
	if len(via) > redirects || req.URL.Scheme != via[0].URL.Scheme && req.URL.Scheme != "https" || !secureURL(req.URL) {
		return http.ErrUseLastResponse
	}
	return nil
}
