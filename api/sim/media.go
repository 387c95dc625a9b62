package sim

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// mediaHost is where links lead to when the API is not on this machine.
const mediaHost = "https://files.heygen.ai"

// base is the address that links of an answer begin with: the same server on
// loopback, HeyGen's file host otherwise.
func base(r *http.Request) string {
	host := r.Host
	name := host
	if i := strings.LastIndexByte(host, ':'); i > 0 {
		name = host[:i]
	}
	if isLoopback(strings.Trim(name, "[]")) && r.TLS == nil {
		return "http://" + host
	}
	return mediaHost
}

// link is a presigned address in CloudFront's form (api.md 7), renewed by
// every answer; the caller holds the lock.
func (s *Server) link(base, id, name string) string {
	expires := s.now().Add(s.opts.LinkLife).Unix()
	q := url.Values{
		"Expires":     {strconv.FormatInt(expires, 10)},
		"Signature":   {signature(id, name, expires)},
		"Key-Pair-Id": {"K2JCJMDEHXQW5F"},
	}
	return base + "/media/" + id + "/" + name + "?" + q.Encode()
}

func signature(id, name string, expires int64) string {
	h := fnv.New128a()
	fmt.Fprintf(h, "%s/%s/%d", id, name, expires)
	return fmt.Sprintf("%x~", h.Sum(nil))
}

func xmlError(w http.ResponseWriter, status int, code, message string) {
	w.Header().Set("Content-Type", "application/xml")
	w.WriteHeader(status)
	fmt.Fprintf(w, `<?xml version="1.0" encoding="UTF-8"?><Error><Code>%s</Code><Message>%s</Message></Error>`, code, message)
}

// serveMedia is the file host: expired and forged links get 403 with XML,
// ranges and validators work (api.md 7).
func (s *Server) serveMedia(w http.ResponseWriter, r *http.Request) {
	id, name, q := r.PathValue("id"), r.PathValue("name"), r.URL.Query()
	expires, err := strconv.ParseInt(q.Get("Expires"), 10, 64)
	if err != nil || q.Get("Signature") != signature(id, name, expires) || s.now().Unix() > expires {
		xmlError(w, 403, "AccessDenied", "Access denied")
		return
	}
	s.mu.Lock()
	j, p := s.find(id)
	done := p == nil && j.status(s.now()) == "completed"
	s.mu.Unlock()
	if !done {
		xmlError(w, 404, "NoSuchKey", "The specified key does not exist.")
		return
	}
	if name == "captions.srt" {
		w.Header().Set("Content-Type", "application/x-subrip")
		http.ServeContent(w, r, "", j.createdAt, strings.NewReader(captions(j)))
		return
	}
	w.Header().Set("Content-Type", "video/mp4")
	w.Header().Set("ETag", `"`+id+`"`)
	http.ServeContent(w, r, "", j.createdAt, &noise{seed: seedOf(id), size: MediaSize(j.length)})
}

// bytesPerSecond is a believable rate for a talking head.
const bytesPerSecond = 400_000

// MediaSize is how large a result of a length is, in bytes.
func MediaSize(length time.Duration) int64 { return int64(length.Seconds() * bytesPerSecond) }

func captions(j *job) string {
	var b strings.Builder
	b.WriteString("\ufeff")
	for i := 0; i*4 < int(j.length.Seconds()); i++ {
		fmt.Fprintf(&b, "%d\r\n00:%02d:%02d,000 --> 00:%02d:%02d,500\r\nLine %d of %s\r\n\r\n", i+1, i*4/60, i*4%60, (i*4+3)/60, (i*4+3)%60, i+1, j.title)
	}
	return b.String()
}

func seedOf(id string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(id))
	return h.Sum64()
}

// noise is a file of repeatable bytes that exists nowhere: every block is made
// when it is read.
type noise struct {
	seed uint64
	size int64
	at   int64
	// block is the one last made, number its place plus one.
	block  [blockSize]byte
	number int64
}

const blockSize = 4096

func (n *noise) Read(p []byte) (int, error) {
	if n.at >= n.size {
		return 0, io.EOF
	}
	n.load(n.at / blockSize)
	c := copy(p[:min(int64(len(p)), n.size-n.at)], n.block[n.at%blockSize:])
	n.at += int64(c)
	return c, nil
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
		copy(n.block[:], "\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2")
	}
}

func (n *noise) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += n.at
	case io.SeekEnd:
		offset += n.size
	}
	if offset < 0 {
		return 0, errors.New("before the start")
	}
	n.at = offset
	return offset, nil
}
