package sim

import (
	"fmt"
	"hash/fnv"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// The names of files on the media host.
const (
	videoName    = "video.mp4"
	captionName  = "captions.srt"
	originalName = "original"
)

// The API's host and the one its links lead to (api.md 7).
const (
	apiHost   = "api.heygen.com"
	mediaHost = "files.heygen.ai"
)

// base is the address that links of an answer begin with: where the client
// found the API, so that it can reach them, except that HeyGen's own name
// becomes that of its file host. Plain http only on this machine.
func base(r *http.Request) string {
	name := r.Host
	if host, _, err := net.SplitHostPort(name); err == nil {
		name = host
	}
	name = strings.Trim(name, "[]")
	switch {
	case name == apiHost:
		return "https://" + mediaHost
	case r.TLS != nil || !isLoopback(name):
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// link is a presigned address in CloudFront's form (api.md 7). Every answer
// makes a new one.
func (s *Server) link(base, id, name string) string {
	expires := s.now().Add(s.scaled(s.opts.LinkLife)).Unix()
	q := url.Values{
		"Expires":     {strconv.FormatInt(expires, 10)},
		"Signature":   {signature(id, name, expires)},
		"Key-Pair-Id": {"K2JCJMDEHXQW5F"},
	}
	return base + "/media/" + id + "/" + name + "?" + q.Encode()
}

// signature ties a link to a file and a number. It is not secret: nothing here
// is worth stealing.
func signature(id, name string, n int64) string {
	h := fnv.New128a()
	_, _ = fmt.Fprintf(h, "%s/%s/%d", id, name, n)
	return fmt.Sprintf("%x~", h.Sum(nil))
}

// file is what the media host gives.
type file struct {
	kind, tag string
	at        time.Time
	content   io.ReadSeeker
}

// serveMedia is the file host: expired and forged links get 403 with XML,
// ranges and validators work (api.md 7).
func (s *Server) serveMedia(w http.ResponseWriter, r *http.Request) {
	id, name := r.PathValue("id"), r.PathValue("name")
	if name != originalName && !s.valid(id, name, r.URL.Query()) {
		xmlError(w, 403, "AccessDenied", "Access denied")
		return
	}
	s.mu.Lock()
	f := s.open(id, name)
	s.mu.Unlock()
	if f == nil {
		xmlError(w, 404, "NoSuchKey", "The specified key does not exist.")
		return
	}
	w.Header().Set("Content-Type", f.kind)
	w.Header().Set("ETag", f.tag)
	http.ServeContent(w, r, "", f.at, f.content)
}

func (s *Server) valid(id, name string, q url.Values) bool {
	expires, err := strconv.ParseInt(q.Get("Expires"), 10, 64)
	return err == nil && q.Get("Signature") == signature(id, name, expires) && s.now().Unix() <= expires
}

// open finds a file; the caller holds the lock. An asset's content was not
// kept: stand-in bytes of the same size are given.
func (s *Server) open(id, name string) *file {
	if a := s.assets[id]; a != nil && a.complete && name == originalName {
		return &file{a.kind, tag(id, name), a.at, newNoise(id, a.size, "")}
	}
	j, p := s.find(id)
	if p != nil || j.status(s.now()) != "completed" {
		return nil
	}
	switch {
	case name == videoName:
		return &file{"video/mp4", tag(id, name), j.endAt(), newNoise(id, MediaSize(j.length), mp4Head)}
	case name == captionName && j.caption:
		return &file{"application/x-subrip", tag(id, name), j.endAt(), strings.NewReader(captions(j))}
	}
	return nil
}

func tag(id, name string) string { return `"` + signature(id, name, 0)[:32] + `"` }
