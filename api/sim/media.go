package sim

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"io"
	"math/rand/v2"
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
	if rate := s.opts.MediaRate; rate > 0 {
		w = &paced{ResponseWriter: w, r: r, rate: rate}
	}
	http.ServeContent(w, r, "", f.at, f.content)
}

// paced writes no faster than a line of so many bytes a second.
type paced struct {
	http.ResponseWriter
	r     *http.Request
	rate  int64
	began time.Time
	given int64
}

// Write waits until what was given before would have been carried.
func (p *paced) Write(b []byte) (n int, err error) {
	if p.began.IsZero() {
		p.began = time.Now()
	}
	due := time.Duration(float64(p.given) / float64(p.rate) * float64(time.Second))
	if wait := due - time.Since(p.began); wait > 0 {
		select {
		case <-p.r.Context().Done():
			return 0, p.r.Context().Err()
		case <-time.After(wait):
		}
	}
	n, err = p.ResponseWriter.Write(b)
	p.given += int64(n)
	return n, err
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

// bytesPerSecond is a believable rate for a talking head.
const bytesPerSecond = 400_000

// MediaSize is how large a result of a length is, in bytes.
func MediaSize(length time.Duration) int64 { return int64(length.Seconds() * bytesPerSecond) }

// mp4Head begins what should look like an MP4 file.
const mp4Head = "\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2"

// noise is a file of repeatable bytes that exists nowhere: every block is made
// when it is read.
type noise struct {
	seed uint64
	head string
	// block is the one last made, number its place plus one.
	block  [blockSize]byte
	number int64
}

const blockSize = 4096

// newNoise is a file of size bytes that begins with head; the same name gives
// the same bytes.
func newNoise(name string, size int64, head string) io.ReadSeeker {
	h := fnv.New64a()
	_, _ = h.Write([]byte(name))
	return io.NewSectionReader(&noise{seed: h.Sum64(), head: head}, 0, size)
}

// ReadAt reads anywhere; the section around it has the end.
func (n *noise) ReadAt(p []byte, at int64) (done int, err error) {
	for done < len(p) {
		n.load(at / blockSize)
		c := copy(p[done:], n.block[at%blockSize:])
		done, at = done+c, at+int64(c)
	}
	return done, nil
}

func (n *noise) load(number int64) {
	if n.number == number+1 {
		return
	}
	n.number = number + 1
	r := rand.NewPCG(n.seed, uint64(number)) //nolint:gosec // repeatable on purpose
	for i := 0; i < blockSize; i += 8 {
		binary.LittleEndian.PutUint64(n.block[i:], r.Uint64())
	}
	if number == 0 {
		copy(n.block[:], n.head)
	}
}

// captions is an SRT file with the marks real ones have: a byte order mark and
// CRLF (api.md 7).
func captions(j *job) string {
	const each = 4 * time.Second
	var b strings.Builder
	b.WriteString("\ufeff")
	for i := range int((j.length + each - 1) / each) {
		from := time.Duration(i) * each
		to := min(from+each-500*time.Millisecond, j.length)
		fmt.Fprintf(&b, "%d\r\n%s --> %s\r\nLine %d\r\n\r\n", i+1, stamp(from), stamp(to), i+1)
	}
	return b.String()
}

func stamp(d time.Duration) string {
	return fmt.Sprintf("%02d:%02d:%02d,%03d", int(d.Hours()), int(d.Minutes())%60, int(d.Seconds())%60, d.Milliseconds()%1000)
}
