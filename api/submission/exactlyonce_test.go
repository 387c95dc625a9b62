package submission

import (
	"encoding/json"
	"testing"
	"time"

	"pgregory.net/rapid"

	"lipdash/api"
)

// server is HeyGen as far as a create goes: it replays a key for a day, even
// with another body (api.md 1.5).
type server struct {
	rt      *rapid.T
	replays map[string]minted
	jobs    []api.Job
}

func (v *server) create(send Send, now time.Time) api.JobID {
	if r, ok := v.replays[send.Key]; ok && now.Sub(r.at) < keyLife {
		return api.JobID(r.key)
	}
	id := api.JobID("ls_" + string(rune('a'+len(v.jobs))))
	v.jobs = append(v.jobs, api.Job{ID: id, CallbackID: send.Request.CallbackID, Title: send.Request.Title, CreatedAt: now})
	v.replays[send.Key] = minted{string(id), now}
	return id
}

// life is a driver over a bad wire on a machine that is killed now and then.
type life struct {
	rt      *rapid.T
	server  *server
	disk    []byte
	s       Submission
	now     time.Time
	effects []Effect
	errs    []error
}

// store is what a driver does before it performs an effect.
func (l *life) store() {
	text, err := json.Marshal(l.s)
	if err != nil {
		l.rt.Fatal(err)
	}
	l.disk = text
}

// crash forgets everything but the disk.
func (l *life) crash() {
	l.s = Submission{}
	if err := json.Unmarshal(l.disk, &l.s); err != nil {
		l.rt.Fatal(err)
	}
	l.now = l.now.Add(anyPause(l.rt))
	l.s, l.effects = Resume(l.s, l.now)
}

func (l *life) dies(label string) bool { return rapid.IntRange(0, 7).Draw(l.rt, label) == 0 }

// perform does one effect and returns its event; ok is false when the machine
// died on the way.
func (l *life) perform(e Effect) (Event, bool) {
	switch e := e.(type) {
	case Send:
		return l.send(e)
	case Look:
		return e.Match(l.server.jobs, func(api.JobID) bool { return false }), true
	case Wake:
		if l.now.Before(e.At) {
			l.now = e.At
		}
		return TimeCame{}, true
	case AskForSlot:
		return SlotGranted{}, true
	case Upload:
		return Uploaded{e.Param, "asset_" + e.Param}, true
	}
	return nil, false
}

// send loses the request, or its answer, or neither.
func (l *life) send(e Send) (Event, bool) {
	if l.dies("dies before") {
		return nil, false
	}
	how := rapid.IntRange(0, 4).Draw(l.rt, "wire")
	if how == 0 {
		return SendFailed{rapid.SampledFrom(l.errs).Draw(l.rt, "error")}, true
	}
	id := l.server.create(e, l.now)
	l.now = l.now.Add(time.Second)
	if l.dies("dies after") {
		return nil, false
	}
	if how == 1 {
		return SendFailed{rapid.SampledFrom(l.errs).Draw(l.rt, "error")}, true
	}
	return Answered{id}, true
}

func (l *life) round() {
	if l.dies("dies before the disk") {
		l.crash()
		return
	}
	l.store()
	if len(l.effects) == 0 || l.dies("dies after the disk") {
		l.crash()
		return
	}
	ev, ok := l.perform(l.effects[0])
	if !ok {
		l.crash()
		return
	}
	l.s, l.effects = Step(l.s, ev, l.now)
}

// On a wire that loses requests and answers, on a machine that dies at any
// point, for as long as it takes: one intent is never two jobs, and it is over
// only when its one job is known.
func TestOneIntentIsOneJobWhateverIsLostOnTheWay(t *testing.T) {
	errs := []error{lostAnswer(t), refusal(t, 500, "internal_error"), refusal(t, 409, "request_in_progress"), nil}
	rapid.Check(t, func(rt *rapid.T) {
		l := &life{rt: rt, server: &server{rt: rt, replays: map[string]minted{}}, now: noon, errs: errs}
		l.s = New("id-1", local(), noon)
		l.store()
		l.s, l.effects = Step(l.s, Submitted{}, noon)
		for range 200 {
			l.round()
			if n := len(l.server.jobs); n > 1 {
				rt.Fatalf("%d jobs of one intent", n)
			}
			if l.s.State.Final() || l.s.State == Asking {
				break
			}
		}
		l.verdict()
	})
}

// verdict allows the question to the user only when a day has passed, and only
// when there is no job.
func (l *life) verdict() {
	switch l.s.State {
	case Accepted:
		if len(l.server.jobs) != 1 || l.server.jobs[0].ID != l.s.JobID {
			l.rt.Fatalf("accepted %s, on the server: %+v", l.s.JobID, l.server.jobs)
		}
	case Asking:
		if len(l.server.jobs) != 0 || l.now.Sub(l.s.KeyAt) < keyLife-keyMargin {
			l.rt.Fatalf("asks although the job exists or the key still counts: %+v", l.server.jobs)
		}
	case Refused, Discarded:
		l.rt.Fatalf("%s without a reason: %+v", l.s.State, l.s.Problem)
	}
}
