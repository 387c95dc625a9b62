package sim

import (
	"cmp"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
)

// instead plays the faults that answer in place of the work, and tells whether
// it did.
func (f Fault) instead(w http.ResponseWriter, r *http.Request) bool {
	switch f.Kind {
	case FaultStatus:
		f.problem().write(w)
	case FaultHTML:
		code := cmp.Or(f.Status, http.StatusBadGateway)
		f.say(w, "text/html", code, cmp.Or(f.Body, gatewayPage(code)))
	case FaultBare:
		f.say(w, contentType(f.Body), cmp.Or(f.Status, http.StatusNotFound), f.Body)
	case FaultGarbage:
		f.say(w, "application/json", http.StatusOK, cmp.Or(f.Body, "\x00\xff not json {"))
	case FaultDropBefore:
		panic(http.ErrAbortHandler)
	case FaultRedirect:
		http.Redirect(w, r, "https://elsewhere.example.com"+r.URL.Path, http.StatusFound) //nolint:gosec // that is the fault
	case FaultStall:
		stall(w, r)
	default:
		return false
	}
	return true
}

func (f Fault) say(w http.ResponseWriter, kind string, code int, body string) {
	if f.RequestID != "" {
		w.Header().Set("X-Request-Id", f.RequestID)
	}
	if f.RetryAfter != "" {
		w.Header().Set("Retry-After", f.RetryAfter)
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Length", fmt.Sprint(len(body)))
	w.WriteHeader(code)
	_, _ = w.Write([]byte(body))
}

func contentType(body string) string {
	if strings.HasPrefix(body, "{") || strings.HasPrefix(body, "[") {
		return "application/json"
	}
	return "text/plain; charset=utf-8"
}

func gatewayPage(code int) string {
	text := fmt.Sprintf("%d %s", code, http.StatusText(code))
	return "<html>\r\n<head><title>" + text + "</title></head>\r\n<body>\r\n<center><h1>" + text + "</h1></center>\r\n</body>\r\n</html>\r\n"
}

// stall answers with headers and nothing more, and cuts when the client has
// gone. net/http only notices that once the request's body has been read.
func stall(w http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body)
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusOK)
	_ = http.NewResponseController(w).Flush()
	<-r.Context().Done()
	panic(http.ErrAbortHandler)
}

// around does the work and plays the faults that spoil its answer.
func (f Fault) around(w http.ResponseWriter, work func(http.ResponseWriter)) {
	switch f.Kind {
	case FaultDropAfter:
		work(&nowhere{header: http.Header{}})
		panic(http.ErrAbortHandler)
	case FaultFailAfter:
		work(&nowhere{header: http.Header{}})
		f.problem().write(w)
	case FaultTruncate:
		work(&cutter{ResponseWriter: w})
	case FaultEmpty:
		work(&silencer{ResponseWriter: w})
	default:
		work(w)
	}
}

var codes = map[int]string{
	400: "invalid_parameter", 401: "unauthorized", 402: "insufficient_credit", 403: "forbidden",
	404: "resource_not_found", 409: "conflict", 413: "payload_too_large", 429: "rate_limit_exceeded",
	500: "internal_error", 503: "service_unavailable", 504: "gateway_timeout",
}

func (f Fault) problem() *problem {
	p := &problem{status: cmp.Or(f.Status, 500), param: f.Param, retryAfter: f.RetryAfter, requestID: f.RequestID}
	p.code = cmp.Or(f.Code, codes[p.status], "internal_error")
	p.message = cmp.Or(f.Message, http.StatusText(p.status), "the request failed")
	return p
}

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
