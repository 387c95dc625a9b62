package sim

import (
	"net/http"
	"regexp"
	"time"
)

// answer is what an idempotency key was answered with.
type answer struct {
	at     time.Time
	done   bool
	result result
}

// keyLife is how long a key replays (api.md 1.5).
const keyLife = 24 * time.Hour

var keyForm = regexp.MustCompile(`^[A-Za-z0-9_:.\-]{1,255}$`)

// once does a keyed call's work one time. The same key on the same path replays
// the first answer for a day, even if the body differs; while the first is
// still running a repeat gets 409 (api.md 1.5). Errors are not replayed: that
// is undocumented, and a client must stand either way.
func (s *Server) once(r *http.Request, route string, work func() (result, *problem)) (result, *problem) {
	key := r.Header.Get("Idempotency-Key")
	if key == "" || !keyed(route) {
		return work()
	}
	if !keyForm.MatchString(key) {
		return result{}, invalid("Idempotency-Key", "the key must be 1 to 255 of letters, digits and _ : . -")
	}
	id := r.Method + " " + r.URL.Path + " " + key
	if a := s.claim(id); a != nil {
		if !a.done {
			return result{}, &problem{status: 409, code: "request_in_progress", message: "a request with this key is still running", retryAfter: "1"}
		}
		return a.result, nil
	}
	res, p := work()
	s.settle(id, res, p)
	return res, p
}

// claim marks a key as running, or returns what it was answered with.
func (s *Server) claim(id string) *answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	if a := s.answers[id]; a != nil && s.now().Sub(a.at) < keyLife {
		kept := *a
		return &kept
	}
	s.answers[id] = &answer{at: s.now()}
	return nil
}

func (s *Server) settle(id string, res result, p *problem) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p != nil {
		delete(s.answers, id)
		return
	}
	s.answers[id].done, s.answers[id].result = true, res
}
