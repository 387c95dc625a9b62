package sim

import (
	"net/http"
	"time"
)

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
