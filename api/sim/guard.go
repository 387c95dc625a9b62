package sim

import (
	"net/http"
	"strconv"
	"time"
)

// guarded wraps a call of the API: log, faults, key, rate, idempotency.
func (s *Server) guarded(route string, h handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f := s.faults.take(route, s.float())
		sw := &status{ResponseWriter: w}
		e := Entry{At: s.now(), Method: r.Method, Route: route, Path: r.URL.Path, Fault: f.Kind.String()}
		defer func() {
			e.Status = sw.code
			s.log(e)
		}()
		if f.instead(sw, r) {
			return
		}
		f.after(sw, func(w http.ResponseWriter) { s.answer(w, r, route, h, f) })
	})
}

func (s *Server) answer(w http.ResponseWriter, r *http.Request, route string, h handler, f Fault) {
	if p := s.refuse(r); p != nil {
		p.write(w)
		return
	}
	work := func() (result, *problem) {
		if !wait(r, f.slow()) {
			return result{}, &problem{status: 499, code: "canceled", message: "the client went away"}
		}
		return h(r)
	}
	res, p := s.once(r, route, work)
	if p != nil {
		p.write(w)
		return
	}
	if f.Kind == FaultEmpty {
		w.WriteHeader(res.status)
		return
	}
	writeJSON(w, res.status, res.body)
}

// wait lets a slow answer take its time; false when the client went away.
func wait(r *http.Request, d time.Duration) bool {
	if d <= 0 {
		return true
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-r.Context().Done():
		return false
	case <-t.C:
		return true
	}
}

// refuse checks the key and the rate. A wrong and a missing key get the same
// answer (api.md 5.1).
func (s *Server) refuse(r *http.Request) *problem {
	key := r.Header.Get("X-Api-Key")
	if key == "" {
		if b := r.Header.Get("Authorization"); len(b) > len("Bearer ") {
			key = b[len("Bearer "):]
		}
	}
	if key == "" || s.opts.Key != "" && key != s.opts.Key {
		return &problem{status: 401, code: "unauthorized", message: "Unauthorized"}
	}
	return s.rate()
}

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
		left := time.Minute - now.Sub(s.recent[0])
		return tooMany("rate limit exceeded", left)
	}
	s.recent = append(s.recent, now)
	return nil
}

func tooMany(message string, after time.Duration) *problem {
	secs := int(after/time.Second) + 1
	return &problem{status: 429, code: "rate_limit_exceeded", message: message, retryAfter: strconv.Itoa(secs)}
}

// presigned wraps the hosts that links lead to: no key may reach them, so a
// request that carries one is refused and counted.
func (s *Server) presigned(route string, h http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f := s.faults.take(route, s.float())
		sw := &status{ResponseWriter: w}
		e := Entry{At: s.now(), Method: r.Method, Route: route, Path: r.URL.Path, Fault: f.Kind.String()}
		defer func() {
			e.Status = sw.code
			s.log(e)
		}()
		if r.Header.Get("X-Api-Key") != "" || r.Header.Get("Authorization") != "" {
			s.mu.Lock()
			s.leaked++
			s.mu.Unlock()
			xmlError(sw, 400, "InvalidArgument", "a key was sent to a presigned host")
			return
		}
		if f.instead(sw, r) || !wait(r, f.slow()) {
			return
		}
		f.after(sw, func(w http.ResponseWriter) { h(w, r) })
	})
}

func (s *Server) float() float64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.rand.Float64()
}
