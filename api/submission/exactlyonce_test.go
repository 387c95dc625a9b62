package submission

import (
	"encoding/json"
	"testing"
	"time"

	"pgregory.net/rapid"

	"lipdash/api"
)

// keys is what a server does with idempotency keys.
type keys int

const (
	// replayed: a repeat gets the first answer for a day, even with another body
	// (api.md 1.5).
	replayed keys = iota
	// ignored: a repeat is another create.
	ignored
	// forgotten: replayed, but not when the answer was a fault.
	forgotten
)

// longest is how long a server works on a create at most, and its list lags
// behind; believedAfter is when a driver believes what the list says.
const (
	longest       = 30 * time.Second
	believedAfter = 2*longest + time.Second
)

// server is HeyGen as far as a create goes.
type server struct {
	rt      *rapid.T
	keys    keys
	replays map[string]made
	jobs    []api.Job
	// listed is when each job shows in the list.
	listed []time.Time
}

// made is a create that was accepted, and when its work is done.
type made struct {
	id       api.JobID
	at, done time.Time
}

// create takes work to be done, which may go on after the answer was lost; ok is
// false while it does.
func (v *server) create(send Send, now time.Time, work time.Duration) (id api.JobID, ok bool) {
	if r, known := v.replays[send.Key]; known && v.keys != ignored && now.Sub(r.at) < keyLife {
		return r.id, !now.Before(r.done)
	}
	id = api.JobID("ls_" + string(rune('a'+len(v.jobs))))
	done := now.Add(work)
	v.jobs = append(v.jobs, api.Job{ID: id, CallbackID: send.Request.CallbackID, Title: send.Request.Title, CreatedAt: done})
	v.listed = append(v.listed, done.Add(time.Duration(rapid.IntRange(0, int(longest/time.Second)).Draw(v.rt, "lag"))*time.Second))
	v.replays[send.Key] = made{id, now, done}
	return id, true
}

func (v *server) list(now time.Time) []api.Job {
	var out []api.Job
	for i, j := range v.jobs {
		if !now.Before(v.listed[i]) {
			out = append(out, j)
		}
	}
	return out
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
	// running is a 409 in progress, fault an answer 500.
	running, fault error
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
		return l.look(e)
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

// look believes a list only a while after the last attempt was lost.
func (l *life) look(e Look) (Event, bool) {
	if until := e.Lost.Add(believedAfter); l.now.Before(until) {
		if l.dies("dies while it waits") {
			return nil, false
		}
		l.now = until
	}
	return e.Match(l.server.list(l.now), func(api.JobID) bool { return false }), true
}

// send loses the request, or its answer at once while the server works on, or
// gets a fault after the work was done, or none of it.
func (l *life) send(e Send) (Event, bool) {
	if l.dies("dies before") {
		return nil, false
	}
	anyError := func() Event { return SendFailed{rapid.SampledFrom(l.errs).Draw(l.rt, "error")} }
	work := time.Duration(rapid.IntRange(0, int(longest/time.Second)).Draw(l.rt, "work")) * time.Second
	how := rapid.IntRange(0, 5).Draw(l.rt, "wire")
	if how == 0 {
		return anyError(), true
	}
	id, ok := l.server.create(e, l.now, work)
	if !ok {
		return SendFailed{l.running}, true
	}
	if l.dies("dies after") {
		return nil, false
	}
	if how == 1 {
		return anyError(), true
	}
	l.now = l.now.Add(work)
	if how == 2 {
		if l.server.keys == forgotten {
			delete(l.server.replays, e.Key)
		}
		return SendFailed{l.fault}, true
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
// point, for as long as it takes, and whatever the server does with keys: one
// intent is never two jobs, and it is over only when its one job is known.
func TestOneIntentIsOneJobWhateverIsLostOnTheWay(t *testing.T) {
	fault, running := refusal(t, 500, "internal_error"), refusal(t, 409, "request_in_progress")
	errs := []error{lostAnswer(t), fault, running, nil}
	for name, keys := range map[string]keys{"keys replayed": replayed, "keys ignored": ignored, "keys forgotten": forgotten} {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(rt *rapid.T) {
				v := &server{rt: rt, keys: keys, replays: map[string]made{}}
				l := &life{rt: rt, server: v, now: noon, errs: errs, running: running, fault: fault}
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
		})
	}
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
