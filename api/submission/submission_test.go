package submission

import (
	"testing"
	"time"

	"lipdash/api"
)

var noon = time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)

// linked are values that need no upload, local ones need two.
func linked() map[string]string {
	return map[string]string{"video": "https://example.com/v.mp4", "audio": "https://example.com/a.wav", "title": "ep 1"}
}

func local() map[string]string {
	return map[string]string{"video": "in/v.mp4", "audio": "in/a.wav"}
}

// story drives one submission by hand.
type story struct {
	t       *testing.T
	s       Submission
	now     time.Time
	effects []Effect
}

func begin(t *testing.T, values map[string]string) *story {
	return &story{t: t, s: New("id-1", values, noon), now: noon}
}

// sent is a story up to the create call.
func sent(t *testing.T) *story {
	return begin(t, linked()).on(Submitted{}).on(SlotGranted{}).is(Sending)
}

// sentAgain is a story up to the second create call: the first one's answer was
// lost, and its job is not there.
func sentAgain(t *testing.T) *story {
	y := sent(t).on(SendFailed{lostAnswer(t)}).after(2 * time.Second).on(TimeCame{})
	does[Look](y)
	return y.on(Looked{}).is(Sending)
}

func (y *story) on(ev Event) *story {
	y.s, y.effects = Step(y.s, ev, y.now)
	return y
}

func (y *story) after(d time.Duration) *story {
	y.now = y.now.Add(d)
	return y
}

func (y *story) restarted() *story {
	y.s, y.effects = Resume(y.s, y.now)
	return y
}

func (y *story) is(want State) *story {
	y.t.Helper()
	if y.s.State != want {
		y.t.Fatalf("state %s, want %s (%+v)", y.s.State, want, y.s.Problem)
	}
	return y
}

// does checks that an effect of type E, and nothing else, is asked for.
func does[E Effect](y *story) E { y.t.Helper(); return only[E](y.t, y.effects) }

func only[E Effect](t *testing.T, effects []Effect) E {
	t.Helper()
	if len(effects) == 1 {
		if e, ok := effects[0].(E); ok {
			return e
		}
	}
	var want E
	t.Fatalf("effects %#v, want one %T", effects, want)
	return want
}

func (y *story) doesNothing() *story {
	y.t.Helper()
	if len(y.effects) != 0 {
		y.t.Fatalf("effects %#v, want none", y.effects)
	}
	return y
}

func found(id api.JobID) *api.JobID { return &id }
