package sim

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// ServeHTTP answers a request. An unknown address gets a bare 404, without the
// envelope, as a router would (api.md 9, no. 28).
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Date", s.now().UTC().Format(http.TimeFormat))
	if _, pattern := s.mux.Handler(r); pattern == "" {
		rec := s.recorder(w, r, "", Fault{})
		defer rec.finish()
		s.mux.ServeHTTP(rec, r)
		return
	}
	s.mux.ServeHTTP(w, r)
}

// guarded wraps a call of the API: log, faults, key, rate, idempotency.
func (s *Server) guarded(route string, h handler) http.Handler {
	return s.played(route, func(w http.ResponseWriter, r *http.Request, f Fault) {
		f.around(w, func(w http.ResponseWriter) { s.answer(w, r, route, h, f) })
	})
}

// played logs a request and plays the faults that come instead of its answer.
func (s *Server) played(route string, h func(http.ResponseWriter, *http.Request, Fault)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f := s.faults.take(route, r.PathValue("lipsync_id"), s.roll())
		rec := s.recorder(w, r, route, f)
		defer rec.finish()
		if !f.instead(rec, r) {
			h(rec, r, f)
		}
	})
}

func (s *Server) answer(w http.ResponseWriter, r *http.Request, route string, h handler, f Fault) {
	if p := s.refuse(r); p != nil {
		p.write(w)
		return
	}
	res, p := s.once(r, route, f, func() (result, *problem) {
		wait(r, f.slow())
		return h(r.WithContext(context.WithValue(r.Context(), lateness{}, f.late())))
	})
	if p != nil {
		p.write(w)
		return
	}
	writeJSON(w, res.status, res.body)
}

// wait lets a slow answer take its time. The work is done even when the client
// has gone away meanwhile: a server does not notice before it writes.
func wait(r *http.Request, d time.Duration) {
	if d <= 0 {
		return
	}
	// Before it has read the body, net/http does not notice that the client is gone.
	body, _ := io.ReadAll(r.Body)
	r.Body = io.NopCloser(bytes.NewReader(body))
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-r.Context().Done():
	case <-t.C:
	}
}

// refuse checks the key and the rate. A wrong and a missing key get the same
// answer (api.md 5.1).
func (s *Server) refuse(r *http.Request) *problem {
	key := r.Header.Get("X-Api-Key")
	if token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok && key == "" {
		key = token
	}
	if key == "" || s.opts.Key != "" && key != s.opts.Key {
		return &problem{status: 401, code: "unauthorized", message: "Unauthorized"}
	}
	return s.rate()
}

// rate counts the calls of the last minute.
func (s *Server) rate() *problem {
	if s.opts.RatePerMinute <= 0 {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.now()
	for len(s.recent) > 0 && now.Sub(s.recent[0]) >= time.Minute {
		s.recent = s.recent[1:]
	}
	if len(s.recent) >= s.opts.RatePerMinute {
		return tooMany("Rate limit exceeded", time.Minute-now.Sub(s.recent[0]))
	}
	s.recent = append(s.recent, now)
	return nil
}

// tooMany is a 429 whose Retry-After is in whole seconds, rounded up (api.md
// 1.5).
func tooMany(message string, after time.Duration) *problem {
	secs := max(1, int((after+time.Second-1)/time.Second))
	return &problem{status: 429, code: "rate_limit_exceeded", message: message, retryAfter: strconv.Itoa(secs)}
}

// presigned wraps the hosts that links lead to: no key may reach them, so a
// request that carries one is refused and counted.
func (s *Server) presigned(route string, h http.HandlerFunc) http.Handler {
	return s.played(route, func(w http.ResponseWriter, r *http.Request, f Fault) {
		if r.Header.Get("X-Api-Key") != "" || r.Header.Get("Authorization") != "" {
			s.mu.Lock()
			s.leaked++
			s.mu.Unlock()
			xmlError(w, 400, "InvalidArgument", "Only one auth mechanism allowed")
			return
		}
		wait(r, f.slow())
		f.around(w, func(w http.ResponseWriter) { h(w, r) })
	})
}

// roll is for faults only: what goes wrong must not change what jobs are made.
func (s *Server) roll() float64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.dice.Float64()
}

// Entry is one request that was answered.
type Entry struct {
	At     time.Time
	Method string
	// Route is the pattern ("GET /v3/lipsyncs/{lipsync_id}"), "" for an address
	// that is none; Path is what was asked, without its query.
	Route, Path string
	// Status is 0 when the connection was dropped instead of an answer.
	Status int
	// Fault names the fault that was played, "" for none.
	Fault string
}

// Calls are the requests answered so far, the presigned hosts included.
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

// recorder logs a request at the moment its status is known and before the
// client can see it: who has read an answer finds it counted.
type recorder struct {
	http.ResponseWriter
	entry Entry
	log   func(Entry)
	told  bool
}

func (s *Server) recorder(w http.ResponseWriter, r *http.Request, route string, f Fault) *recorder {
	e := Entry{At: s.now(), Method: r.Method, Route: route, Path: r.URL.Path, Fault: f.Kind.String()}
	return &recorder{ResponseWriter: w, entry: e, log: s.log}
}

func (w *recorder) WriteHeader(code int) {
	w.entry.Status = code
	w.finish()
	w.ResponseWriter.WriteHeader(code)
}

func (w *recorder) Write(p []byte) (int, error) {
	if !w.told {
		w.WriteHeader(http.StatusOK)
	}
	return w.ResponseWriter.Write(p)
}

// finish logs once; for an exchange without an answer, when it ends.
func (w *recorder) finish() {
	if !w.told {
		w.told = true
		w.log(w.entry)
	}
}

// Unwrap lets http.ResponseController reach the connection.
func (w *recorder) Unwrap() http.ResponseWriter { return w.ResponseWriter }
