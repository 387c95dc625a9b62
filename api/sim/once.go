package sim

import (
	"maps"
	"net/http"
	"strings"
	"time"

	"lipdash/api/lazyregexp"
)

// Keys is what becomes of idempotency keys. What HeyGen does with a key whose
// answer was an error is undocumented, and not every endpoint heeds keys (api.md
// 1.5, 10): a client must stand all three.
type Keys int

// The ways of a server with keys.
const (
	// KeysReplayed answers a repeat with the first answer for a day.
	KeysReplayed Keys = iota
	// KeysIgnored does the work again.
	KeysIgnored
	// KeysForgotten replays, but forgets a key that was answered 5xx, even when
	// the work was done (FaultFailAfter).
	KeysForgotten
)

// answer is what an idempotency key was answered with.
type answer struct {
	at time.Time
	// done is set once the work is; until is when it will be, where the client
	// is not kept waiting for it.
	done   bool
	until  time.Time
	result result
}

const (
	// keyLife is how long a key replays (api.md 1.5).
	keyLife = 24 * time.Hour
	// keysKept is how many keys are remembered before old ones are looked for.
	keysKept = 1000
)

// keyForm is of what a key is, longestKey how long it may be. A count in the expression
// would be a copy of it for each character.
var keyForm = lazyregexp.New(`^[A-Za-z0-9_:.\-]+$`)

const longestKey = 255

// keyed tells whether a route takes an Idempotency-Key (api.md 1.5).
func keyed(route string) bool { return strings.HasPrefix(route, "POST ") }

// once does a keyed call's work one time. The same key on the same path replays
// the first answer for a day, even if the body differs; while the first is
// still running a repeat gets 409 (api.md 1.5). Errors are not replayed: that
// is undocumented, and a client must stand either way.
func (s *Server) once(r *http.Request, route string, f Fault, work func() (result, *problem)) (result, *problem) {
	key := r.Header.Get("Idempotency-Key")
	if key == "" || !keyed(route) || s.opts.Keys == KeysIgnored {
		return work()
	}
	if len(key) > longestKey || !keyForm.Get().MatchString(key) {
		return result{}, invalid("Idempotency-Key", "the key must be 1 to 255 of letters, digits and _ : . -")
	}
	id := r.Method + " " + r.URL.Path + " " + key
	first, claimed := s.claim(id)
	switch {
	case claimed:
		res, p := work()
		s.remember(id, res, p, f)
		return res, p
	case first.done && !s.now().Before(first.until):
		return first.result, nil
	}
	return result{}, &problem{status: 409, code: "request_in_progress", message: "A request with this idempotency key is still in progress"}
}

// claim marks a key as running, or returns what was made of it before.
func (s *Server) claim(id string) (before answer, claimed bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if a := s.answers[id]; a != nil && s.now().Sub(a.at) < keyLife {
		return *a, false
	}
	if len(s.answers) >= keysKept {
		maps.DeleteFunc(s.answers, func(_ string, a *answer) bool { return s.now().Sub(a.at) >= keyLife })
	}
	s.answers[id] = &answer{at: s.now()}
	return answer{}, true
}

// remember notes what a key was answered with.
func (s *Server) remember(id string, res result, p *problem, f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p != nil || f.Kind == FaultFailAfter && s.opts.Keys == KeysForgotten {
		delete(s.answers, id)
		return
	}
	now := s.now()
	s.answers[id] = &answer{at: now, done: true, until: now.Add(f.late()), result: res}
}
