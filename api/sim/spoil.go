package sim

import (
	"net/http"
	"strconv"
)

// nowhere is an answer that is never sent.
type nowhere struct{ header http.Header }

func (n *nowhere) Header() http.Header         { return n.header }
func (n *nowhere) Write(p []byte) (int, error) { return len(p), nil }
func (n *nowhere) WriteHeader(int)             {}

// cutter lets half of an answer pass and drops the connection. It cuts on the
// fly, so that a large file is not gathered first.
type cutter struct {
	http.ResponseWriter
	begun bool
	left  int64
}

func (c *cutter) Write(p []byte) (int, error) {
	if !c.begun {
		c.begun, c.left = true, c.half(len(p))
	}
	n, err := c.ResponseWriter.Write(p[:min(int64(len(p)), c.left)])
	c.left -= int64(n)
	if err == nil && c.left == 0 {
		_ = http.NewResponseController(c.ResponseWriter).Flush()
		panic(http.ErrAbortHandler)
	}
	return n, err
}

// half is of the promised length, or of the first piece when none is promised.
func (c *cutter) half(first int) int64 {
	n, err := strconv.ParseInt(c.Header().Get("Content-Length"), 10, 64)
	if err != nil {
		n = int64(first)
	}
	return n / 2
}

// silencer keeps the body of a 2xx back.
type silencer struct {
	http.ResponseWriter
	quiet bool
}

func (s *silencer) WriteHeader(code int) {
	s.quiet = code >= 200 && code < 300
	if s.quiet {
		s.Header().Del("Content-Type")
		s.Header().Set("Content-Length", "0")
	}
	s.ResponseWriter.WriteHeader(code)
}

func (s *silencer) Write(p []byte) (int, error) {
	if s.quiet {
		return len(p), nil
	}
	return s.ResponseWriter.Write(p)
}
