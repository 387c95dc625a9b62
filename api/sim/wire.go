package sim

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// problem is an answer that says no, in HeyGen's envelope (api.md 5.1).
type problem struct {
	status               int
	code, message, param string
	retryAfter           string
}

func (p *problem) Error() string { return p.message }

func invalid(param, format string, args ...any) *problem {
	return &problem{status: 400, code: "invalid_parameter", message: fmt.Sprintf(format, args...), param: param}
}

func notFound(what string) *problem {
	return &problem{status: 404, code: "resource_not_found", message: what + " not found"}
}

// result is an answer that says yes: its status and body.
type result struct {
	status int
	body   any
}

// handler does a call's work. It returns one of the two.
type handler func(r *http.Request) (result, *problem)

func ok(data any) (result, *problem) { return result{200, map[string]any{"data": data}}, nil }

func (p *problem) write(w http.ResponseWriter) {
	if p.retryAfter != "" {
		w.Header().Set("Retry-After", p.retryAfter)
	}
	inner := map[string]any{
		"code": p.code, "message": p.message,
		"doc_url": "https://developers.heygen.com/docs/error-codes#" + p.code,
	}
	if p.param != "" {
		inner["param"] = p.param
	}
	writeJSON(w, p.status, map[string]any{"error": inner})
}

func writeJSON(w http.ResponseWriter, status int, body any) {
	raw, err := json.Marshal(body)
	if err != nil {
		status, raw = 500, []byte(`{"error":{"code":"internal_error","message":"the simulator cannot write this"}}`)
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", fmt.Sprint(len(raw)))
	w.WriteHeader(status)
	_, _ = w.Write(raw)
}

// maxJSON bounds a request body.
const maxJSON = 4 << 20

// readObject reads a JSON object body.
func readObject(r *http.Request) (map[string]any, *problem) {
	raw, err := io.ReadAll(io.LimitReader(r.Body, maxJSON))
	if err != nil {
		return nil, invalid("", "the body did not arrive whole")
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var o map[string]any
	if d.Decode(&o) != nil || o == nil {
		return nil, invalid("", "the body must be a JSON object")
	}
	return o, nil
}

// Entry is one request that was answered.
type Entry struct {
	At     time.Time
	Method string
	// Route is the pattern ("GET /v3/lipsyncs/{lipsync_id}"), Path what was
	// asked, without its query.
	Route, Path string
	Status      int
	// Fault names the fault that was played, "" for none.
	Fault string
}

// Calls are the requests answered so far.
func (s *Server) Calls() []Entry {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Entry(nil), s.calls...)
}

// CallCount counts the answered requests of a route.
func (s *Server) CallCount(route string) int {
	n := 0
	for _, c := range s.Calls() {
		if c.Route == route {
			n++
		}
	}
	return n
}

// ResetCalls forgets the requests answered so far.
func (s *Server) ResetCalls() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls = nil
}

// LeakedKeys counts the requests to presigned hosts that carried a key.
func (s *Server) LeakedKeys() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.leaked
}

// callsKept bounds the log of a server that runs for days.
const callsKept = 100_000

func (s *Server) log(e Entry) {
	s.mu.Lock()
	if len(s.calls) >= callsKept {
		s.calls = append(s.calls[:0], s.calls[callsKept/2:]...)
	}
	s.calls = append(s.calls, e)
	s.mu.Unlock()
	if s.opts.Log != nil {
		s.opts.Log(e)
	}
}

// ServeHTTP answers a request. An unknown address gets a bare 404, without the
// envelope, as a router would.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Date", s.now().UTC().Format(http.TimeFormat))
	s.mux.ServeHTTP(w, r)
}

// status remembers what was written.
type status struct {
	http.ResponseWriter
	code int
}

func (w *status) WriteHeader(code int) {
	if w.code == 0 {
		w.code = code
	}
	w.ResponseWriter.WriteHeader(code)
}

func (w *status) Write(p []byte) (int, error) {
	if w.code == 0 {
		w.code = 200
	}
	return w.ResponseWriter.Write(p)
}

func (w *status) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// keyed routes take an Idempotency-Key (api.md 1.5).
func keyed(route string) bool { return strings.HasPrefix(route, "POST ") }
