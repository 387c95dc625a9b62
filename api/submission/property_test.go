package submission

import (
	"context"
	"errors"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"lipdash/api"
)

// failures are every kind of error an event can carry.
func failures(t *testing.T) []error {
	return []error{
		nil, errors.New("what"), context.Canceled, offline(t), lostAnswer(t), tooMany(t, "30"),
		refusal(t, 400, "invalid_parameter"), refusal(t, 401, "unauthorized"), refusal(t, 402, "insufficient_credit"),
		refusal(t, 403, "forbidden"), refusal(t, 404, "asset_not_found"), refusal(t, 409, "conflict"),
		refusal(t, 409, "request_in_progress"), refusal(t, 429, "quota_exceeded"), refusal(t, 500, "internal_error"),
	}
}

// anyEvent draws an event, whether or not it fits.
func anyEvent(rt *rapid.T, errs []error) Event {
	err := rapid.SampledFrom(errs).Draw(rt, "error")
	param := rapid.SampledFrom([]string{"video", "audio", "title"}).Draw(rt, "param")
	id := rapid.SampledFrom([]api.JobID{"", "ls_1", "ls_2"}).Draw(rt, "job")
	guess := rapid.Bool().Draw(rt, "guess")
	var at *api.JobID
	if rapid.Bool().Draw(rt, "found") {
		at = &id
	}
	return rapid.SampledFrom([]Event{
		Submitted{},
		SlotGranted{},
		SlotGranted{},
		Uploaded{param, "asset_" + string(id)},
		UploadFailed{param, err},
		Answered{id},
		SendFailed{err},
		SendFailed{err},
		TimeCame{},
		TimeCame{},
		Looked{Found: at, Guess: guess, Err: err},
		Looked{},
		Given{local()},
		Resend{},
		Discard{},
	}).Draw(rt, "event")
}

// anyPause draws how long nothing happens: mostly moments, sometimes a day.
func anyPause(rt *rapid.T) time.Duration {
	return rapid.SampledFrom([]time.Duration{
		0, time.Second, 2 * time.Second, time.Minute, 10 * time.Minute, 5 * time.Hour, 23 * time.Hour, 24 * time.Hour,
	}).Draw(rt, "pause")
}

// keyBook notes which key went with which body, and when.
type keyBook struct {
	body map[string]string
	last map[string]minted
}

type minted struct {
	key string
	at  time.Time
}

func newKeyBook() *keyBook { return &keyBook{map[string]string{}, map[string]minted{}} }

func (b *keyBook) sent(rt *rapid.T, send Send, keyAt time.Time) {
	hash, err := hashOf(send.Request)
	if err != nil {
		rt.Fatal(err)
	}
	if other, ok := b.body[send.Key]; ok && other != hash {
		rt.Fatalf("key %s was sent with two bodies", send.Key)
	}
	b.body[send.Key] = hash
	if before, ok := b.last[hash]; ok && before.key != send.Key && keyAt.Sub(before.at) < keyLife {
		rt.Fatalf("one body, two keys within %s", keyAt.Sub(before.at))
	}
	b.last[hash] = minted{send.Key, keyAt}
}

func TestNoHistoryGivesTwoKeysToABodyOrTwoBodiesToAKey(t *testing.T) {
	errs := failures(t)
	rapid.Check(t, func(rt *rapid.T) {
		s, now, book := New("id-1", local(), noon), noon, newKeyBook()
		for range rapid.IntRange(1, 60).Draw(rt, "steps") {
			now = now.Add(anyPause(rt))
			before := s
			var effects []Effect
			if rapid.IntRange(0, 9).Draw(rt, "crash") == 0 {
				s, effects = Resume(s, now)
			} else {
				s, effects = Step(s, anyEvent(rt, errs), now)
			}
			checkStep(rt, before, s, effects)
			for _, e := range effects {
				if send, ok := e.(Send); ok {
					book.sent(rt, send, s.KeyAt)
				}
			}
		}
	})
}

// checkStep holds for every step whatsoever.
func checkStep(rt *rapid.T, before, s Submission, effects []Effect) {
	if before.State.Final() && (!reflect.DeepEqual(before, s) || len(effects) > 0) {
		rt.Fatalf("a final state changed: %+v\nto %+v, %v", before, s, effects)
	}
	changed := before
	changed.Rev, changed.UpdatedAt = s.Rev, s.UpdatedAt
	if same := reflect.DeepEqual(changed, s); same != (before.Rev == s.Rev) {
		rt.Fatalf("revision %d to %d, the same: %v", before.Rev, s.Rev, same)
	}
	if s.State == Sending && !s.Doubt && s.Key == "" {
		rt.Fatal("sending without a key")
	}
	for _, e := range effects {
		if send, ok := e.(Send); ok && (send.Key == "" || send.Key != s.Key) {
			rt.Fatalf("sends %q, stored %q", send.Key, s.Key)
		}
	}
}

// reply answers an effect in one of the ways a driver can.
func reply(rt *rapid.T, e Effect, errs []error) Event {
	err := rapid.SampledFrom(errs).Draw(rt, "error")
	good := rapid.Bool().Draw(rt, "good")
	switch e := e.(type) {
	case AskForSlot:
		return SlotGranted{}
	case Upload:
		if good {
			return Uploaded{e.Param, "asset_" + e.Param}
		}
		return UploadFailed{e.Param, err}
	case Send:
		if good {
			return Answered{"ls_1"}
		}
		return SendFailed{err}
	case Look:
		if good {
			return Looked{}
		}
		return Looked{Err: err}
	case Wake:
		return TimeCame{}
	case AskUser:
		return Resend{}
	}
	return nil
}

func TestWhatIsNotFinalAlwaysHasAWayOn(t *testing.T) {
	errs := failures(t)
	rapid.Check(t, func(rt *rapid.T) {
		s, now := New("id-1", local(), noon), noon
		s, effects := Step(s, Submitted{}, now)
		for range rapid.IntRange(1, 60).Draw(rt, "steps") {
			switch {
			case s.State.Final():
				return
			case s.Held && len(effects) == 0:
				s, effects = Resume(s, now)
			case len(effects) != 1:
				rt.Fatalf("state %s waits for nothing: %+v", s.State, s)
			}
			now = now.Add(anyPause(rt))
			if w, ok := effects[0].(Wake); ok && now.Before(w.At) {
				now = w.At
			}
			s, effects = Step(s, reply(rt, effects[0], errs), now)
		}
	})
}
