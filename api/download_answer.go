package api

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// IsExpiredLink tells whether a media host refused a link: 401, 403, 404, 410,
// or 400 with the XML of an object store (api.md 7). A fresh link of the same job
// may work.
func IsExpiredLink(err error) bool { return As(err).media == mediaExpired }

// IsNotMedia tells whether a page, an XML or JSON document or nothing at all came
// with a 2xx instead of the file: a gateway's or a captive portal's answer.
func IsNotMedia(err error) bool { return As(err).media == mediaOther }

// mediaFault is what a media host gave in place of the file, 0 for nothing of the kind.
type mediaFault int

const (
	// mediaExpired: the link no longer works.
	mediaExpired mediaFault = iota + 1
	// mediaOther: something else than the file came.
	mediaOther
	// mediaPart: not the part that was asked for; the whole may come.
	mediaPart
)

// accept turns an answer into a body, or says why it is none.
func (c *Client) accept(resp *http.Response, s *stream, want Download) (Body, *Error) {
	switch resp.StatusCode {
	case http.StatusOK, http.StatusPartialContent:
	default:
		return Body{}, c.refused(resp, s)
	}
	h := resp.Header
	b := Body{
		Size: resp.ContentLength, ETag: strong(h.Get("ETag")),
		ContentType: h.Get("Content-Type"),
	}
	if resp.StatusCode == http.StatusPartialContent {
		if compression(h.Get("Content-Encoding")) != "" || !b.continues(h.Get("Content-Range"), want) {
			return Body{}, strange(resp, mediaPart, "the server sent another part than it was asked for")
		}
	}
	r, packed, err := unpacked(s, h.Get("Content-Encoding"))
	switch {
	case err != nil:
		return Body{}, strange(resp, mediaOther, err.Error())
	case packed:
		// Lengths and validators are those of what was sent, not of the file.
		b.Size, b.ETag = -1, ""
	}
	if what := b.sniff(r, s); what != "" {
		return Body{}, strange(resp, mediaOther, what)
	}
	return b, nil
}

// continues reads where a 206 begins and tells whether that is what was asked
// for, of the same content. A server that knows Range and not If-Range would
// send the rest of another file.
func (b *Body) continues(contentRange string, want Download) bool {
	first, total, ok := parseRange(contentRange)
	if !ok || want.Offset == 0 || first != want.Offset || b.ETag != want.ETag {
		return false
	}
	b.Offset, b.Size = first, total
	return true
}

// sniffed is how much of the beginning is looked at.
const sniffed = 512

// sniff looks at the type and, at the beginning of a file, at the first bytes,
// and says what came when it is not the file. It puts the stream into the body, to
// be read through r.
func (b *Body) sniff(r io.Reader, s *stream) string {
	kind, _, _ := strings.Cut(strings.ToLower(b.ContentType), ";")
	switch strings.TrimSpace(kind) {
	case "text/html", "application/xhtml+xml":
		return "a web page came instead of the file"
	case "text/xml", "application/xml", "application/json":
		return "an answer in words came instead of the file"
	case "multipart/byteranges":
		return "the file came in a form that cannot be joined"
	}
	whole := bufio.NewReaderSize(r, sniffed)
	b.ReadCloser = readCloser{whole, s}
	if b.Offset > 0 {
		return ""
	}
	head, err := whole.Peek(sniffed)
	text := bytes.TrimLeft(bytes.TrimPrefix(head, byteOrderMark), " \t\r\n")
	switch {
	case len(head) == 0 && errors.Is(err, io.EOF):
		return "the file is empty"
	case bytes.HasPrefix(text, []byte("<")):
		return "a page came instead of the file"
	}
	return ""
}

func strange(resp *http.Response, fault mediaFault, what string) *Error {
	return &Error{Op: downloadOp, Status: resp.StatusCode, Message: what, kind: kindBody, media: fault}
}

// refused is the error of any answer but 200 and 206. Of its body only the first
// bytes are looked at, to tell an object store's XML.
func (c *Client) refused(resp *http.Response, s *stream) *Error {
	e := &Error{
		Op: downloadOp, Status: resp.StatusCode, RetryAfter: retryAfter(resp.Header, c.serverTime(time.Now())), kind: kindStatus,
		Message: fmt.Sprintf("%s refused it (HTTP %d)", mediaPeer, resp.StatusCode), peer: mediaPeer,
	}
	if resp.StatusCode >= 500 {
		e.Message = fmt.Sprintf("HTTP %d", resp.StatusCode)
	}
	switch code := resp.StatusCode; {
	case code == http.StatusRequestedRangeNotSatisfiable:
		e.media = mediaPart
	case code == http.StatusForbidden, code == http.StatusNotFound, code == http.StatusGone, code == http.StatusUnauthorized:
		e.media = mediaExpired
	case code == http.StatusBadRequest:
		head, _ := io.ReadAll(io.LimitReader(s, sniffed))
		if bytes.HasPrefix(bytes.TrimSpace(head), []byte("<")) {
			e.media = mediaExpired
		}
	case code >= 300 && code < 400:
		e.Message = "the link leads on" + redirectTarget(resp) + ", where it is not followed"
	}
	if e.media == mediaExpired {
		// The key was not even sent: nobody must take the number for a word
		// about it.
		e.Message = fmt.Sprintf("the link no longer works (HTTP %d)", e.Status)
		e.Status, e.kind = 0, kindBody
	}
	return e
}

// strong is a validator that proves equality byte for byte, or "".
func strong(etag string) string {
	etag = strings.TrimSpace(etag)
	if len(etag) < 3 || !strings.HasPrefix(etag, `"`) || !strings.HasSuffix(etag, `"`) {
		return ""
	}
	return etag
}

func rangeFrom(offset int64) string { return fmt.Sprintf("bytes=%d-", offset) }

// parseRange reads "bytes 100-199/200"; the total is -1 for "*". The end must
// be the file's: another would leave a gap that no one asks for.
func parseRange(s string) (first, total int64, ok bool) {
	span, found := strings.CutPrefix(strings.ToLower(strings.TrimSpace(s)), "bytes ")
	span, all, slash := strings.Cut(span, "/")
	from, to, dash := strings.Cut(span, "-")
	first, err1 := strconv.ParseInt(strings.TrimSpace(from), 10, 64)
	last, err2 := strconv.ParseInt(strings.TrimSpace(to), 10, 64)
	if !found || !slash || !dash || err1 != nil || err2 != nil || first < 0 || last < first {
		return 0, 0, false
	}
	if strings.TrimSpace(all) == "*" {
		return first, -1, true
	}
	total, err := strconv.ParseInt(strings.TrimSpace(all), 10, 64)
	return first, total, err == nil && total == last+1
}
