package submission

import (
	"errors"
	"fmt"
	"maps"
	"time"

	"github.com/google/uuid"

	"lipdash/api"
)

// A caller's idempotency key names an intent: a script that is started again with the
// same key goes on with the submission that it began. What is sent as Idempotency-Key is
// not that key but one made of the submission's id and the body (mint). HeyGen answers a
// key with what it answered first, whatever the body is then (api.md 9, no. 32), and the
// body of one intent may change: a file that HeyGen has forgotten is uploaded again and
// has another asset id, and after a refusal the intent is tried anew.

// CheckKey tells what is wrong with a caller's idempotency key, nil when nothing is.
func CheckKey(key string) error {
	if !api.FitsKey(key) {
		return errors.New("an idempotency key is 1 to 255 letters, digits and _ : . -")
	}
	return nil
}

// keySpace keeps the names apart from what others derive from the same text.
var keySpace = uuid.MustParse("6f1d7c0e-5d0b-4c43-9a54-0b6f2b8b8f5e")

// Named is the submission of a caller's idempotency key, or of its n-th next attempt, which
// there is when those before it were refused. It does not depend on the account: each has a
// journal of its own.
func Named(key string, attempt int) ID {
	return ID(uuid.NewSHA1(keySpace, fmt.Appendf(nil, "%d %s", attempt, key)).String())
}

// Differing are the parameters in which two sets of values mean something else, in the
// table's order. Ways of writing the same thing do not differ, nor do links in what is
// not kept of them.
func Differing(a, b map[string]string) []string {
	var out []string
	for _, p := range api.Params() {
		if comparable(p, trimmed(a, p.Name)) != comparable(p, trimmed(b, p.Name)) {
			out = append(out, p.Name)
		}
	}
	return out
}

func comparable(p api.Param, v string) string { return withholdValue(p.Name, canonical(p, v)) }

// MayHaveMade tells whether a job may have come of it, one that was taken back included.
func (s *Submission) MayHaveMade() bool {
	return s.State != Refused && (s.State != Discarded || s.Doubt)
}

// Had is what was sent before against what would be sent now.
type Had struct {
	// Params are the parameters that differ.
	Params []string
	// Nothing tells that no job can have come of it.
	Nothing bool
}

// Against compares it with values as they come back from the disk.
func (s *Submission) Against(kept map[string]string) Had {
	return Had{Differing(s.Values, kept), !s.MayHaveMade()}
}

// step brings values whole again that had lost a signature on the disk. It begins with
// what a resumed submission begins with.
func (e Given) step(s *Submission, now time.Time) []Effect {
	if len(Withheld(s.Values)) == 0 || len(Withheld(e.Values)) > 0 || len(Differing(s.Values, e.Values)) > 0 {
		return nil
	}
	s.Values = maps.Clone(e.Values)
	if s.Held {
		return nil
	}
	s.Looking = false // it is again, where the key does not protect any more
	return s.resume(now)
}
