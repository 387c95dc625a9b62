package submission

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"lipdash/api"
)

// entry is what the server made of one entry of a batch.
type entry struct {
	id api.JobID
	// begins is when it becomes a job; failed ones never do.
	begins time.Time
	failed bool
}

// crowd is a batch on its way to the server, on a machine that is killed now and then: its
// submissions and its envelopes, each with what it is to do next.
type crowd struct {
	*life
	members   map[ID]*Submission
	todo      map[ID][]Effect
	envelopes map[EnvelopeID]*Envelope
	calls     map[EnvelopeID][]Effect
	disk      map[string][]byte
	// batches are what was made of a key's call, entries what of a batch.
	batches map[string][]made
	entries map[api.BatchID][]entry
	failed  map[ID]bool
	none    bool
	order   []ID
	// missing is the answer of a server without batches, refused are definite ones.
	missing error
	refused []error
	// full is until when the account takes no more jobs: entries wait in the server's queue.
	full time.Time
}

func (c *crowd) save(name string, v any) {
	text, err := json.Marshal(v)
	if err != nil {
		c.rt.Fatal(err)
	}
	c.disk[name] = text
}

// restart forgets everything but the disk.
func (c *crowd) restart() {
	c.now = c.now.Add(anyPause(c.rt))
	for _, id := range c.order {
		var s Submission
		if err := json.Unmarshal(c.disk[string(id)], &s); err != nil {
			c.rt.Fatal(err)
		}
		s, c.todo[id] = Resume(s, c.now)
		c.members[id] = &s
	}
	for id := range c.envelopes {
		var e Envelope
		if err := json.Unmarshal(c.disk["e"+string(id)], &e); err != nil {
			c.rt.Fatal(err)
		}
		e, c.calls[id] = ResumeEnvelope(c.whole(e), c.now)
		c.envelopes[id] = &e
	}
}

func (c *crowd) whole(e Envelope) Envelope {
	e.Bodies = nil
	for _, it := range e.Items {
		req, err := c.members[it.ID].Request()
		if err != nil {
			c.rt.Fatal(err)
		}
		e.Bodies = append(e.Bodies, req)
	}
	return e
}

// member moves one submission on; false when the machine died.
func (c *crowd) member(id ID) bool {
	s := c.members[id]
	if s.State.Final() || s.State == Asking {
		return true
	}
	if c.dies("dies before the disk") {
		return false
	}
	c.save(string(id), s)
	if len(c.todo[id]) == 0 {
		return false
	}
	var ev Event
	alive := true
	switch e := c.todo[id][0].(type) {
	case Gather:
		return c.gather()
	case AwaitEnvelope:
		ev = c.fate(id, e.ID)
	default:
		ev, alive = c.perform(e)
	}
	if alive && ev != nil {
		next, effects := Step(*s, ev, c.now)
		c.members[id], c.todo[id] = &next, effects
	}
	return alive
}

// fate is what the disk says became of a member, or a list where its job was met.
func (c *crowd) fate(id ID, in EnvelopeID) Event {
	if rapid.IntRange(0, 9).Draw(c.rt, "met") == 0 {
		look := Look{CallbackID: CallbackPrefix + string(id), Ours: true}
		return look.Match(c.server.list(c.now), func(api.JobID) bool { return false })
	}
	var e Envelope
	if err := json.Unmarshal(c.disk["e"+string(in)], &e); err != nil {
		c.rt.Fatal(err)
	}
	for _, it := range e.Items {
		if it.ID == id {
			return Fated{ID: in, Item: it, KeyAt: e.KeyAt, Lost: e.DoubtAt}
		}
	}
	c.rt.Fatalf("%s is not in its envelope", id)
	return nil
}

// gather puts those that are ready into an envelope, at once on the disk.
func (c *crowd) gather() bool {
	var ready, after []Submission
	for _, id := range c.order {
		if s := c.members[id]; s.State == Ready && string(c.disk[string(id)]) == encode(c.rt, s) {
			ready = append(ready, *s)
		}
	}
	if len(ready) < 2 {
		if c.waitsForOthers() {
			return true
		}
		next, effects := Step(ready[0], LeftAlone{}, c.now)
		c.members[next.ID], c.todo[next.ID] = &next, effects
		return true
	}
	id := EnvelopeID(fmt.Sprintf("env-%d", len(c.envelopes)))
	e, err := NewEnvelope(id, "launch", "", ready, c.now)
	if err != nil {
		c.rt.Fatal(err)
	}
	for _, s := range ready {
		next, _ := Step(s, Enclosed{id, c.now}, c.now)
		after = append(after, next)
	}
	if c.dies("dies before it is enclosed") {
		return false
	}
	c.save("e"+string(id), e)
	c.envelopes[id] = &e
	for _, s := range after {
		c.save(string(s.ID), s)
	}
	if c.dies("dies once it is enclosed") {
		return false
	}
	for i, s := range after {
		c.members[s.ID], c.todo[s.ID] = &after[i], []Effect{AwaitEnvelope{id}}
	}
	e, c.calls[id] = ResumeEnvelope(c.whole(e), c.now)
	c.envelopes[id] = &e
	return true
}

func (c *crowd) waitsForOthers() bool {
	for _, id := range c.order {
		if s := c.members[id]; s.Together() && (s.State == Queued || s.State == Uploading) {
			return true
		}
	}
	return false
}

func encode(rt *rapid.T, v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		rt.Fatal(err)
	}
	return string(text)
}

// envelope moves one envelope on; false when the machine died.
func (c *crowd) envelope(id EnvelopeID) bool {
	e := c.envelopes[id]
	if c.dies("dies before the disk") {
		return false
	}
	c.save("e"+string(id), e)
	if e.State == EnvelopeOver {
		return true
	}
	if len(c.calls[id]) == 0 {
		return false
	}
	var ev EnvelopeEvent
	switch f := c.calls[id][0].(type) {
	case Wake:
		if c.now.Before(f.At) {
			c.now = f.At
		}
		ev = TimeCame{}
	case SendBatch:
		ev = c.sendBatch(f)
	case LookForAll:
		ev = c.lookForAll(f)
	case ReadBatch:
		ev = c.readBatch(f.ID)
	}
	if ev == nil {
		return false
	}
	next, effects := StepEnvelope(c.whole(*e), ev, c.now)
	c.envelopes[id], c.calls[id] = &next, effects
	return true
}

// sendBatch loses the request, or its answer at once while the server works on, or gets a
// fault after the work was done, or none of it; nil when the machine died.
func (c *crowd) sendBatch(f SendBatch) EnvelopeEvent {
	if c.dies("dies before the call") {
		return nil
	}
	if c.none {
		return BatchFailed{c.missing}
	}
	how := rapid.IntRange(0, 7).Draw(c.rt, "wire")
	anyError := func() EnvelopeEvent { return BatchFailed{rapid.SampledFrom(c.errs).Draw(c.rt, "error")} }
	switch how {
	case 0:
		return anyError()
	case 6:
		err := rapid.SampledFrom(c.refused).Draw(c.rt, "refused")
		if _, known := c.batches[f.Key]; !known || c.server.keys == ignored || !api.IsRefusal(err) {
			return BatchFailed{err} // what was made would be replayed
		}
	}
	work := time.Duration(rapid.IntRange(0, int(longest/time.Second)).Draw(c.rt, "work")) * time.Second
	id, done := c.make(f, work)
	if !done {
		return BatchFailed{c.running}
	}
	if c.dies("dies after the call") {
		return nil
	}
	if how == 1 {
		return anyError()
	}
	c.now = c.now.Add(work)
	if how == 2 {
		if c.server.keys == forgotten {
			delete(c.batches, f.Key)
		}
		return BatchFailed{c.fault}
	}
	return BatchMade{id}
}

// make is the server's work on a call; done is false while an earlier one with the key goes on.
func (c *crowd) make(f SendBatch, work time.Duration) (id api.BatchID, done bool) {
	if before := c.batches[f.Key]; len(before) > 0 && c.server.keys != ignored && c.now.Sub(before[0].at) < keyLife {
		return api.BatchID(before[0].id), !c.now.Before(before[0].done)
	}
	id = api.BatchID(fmt.Sprintf("batch-%d", len(c.entries)))
	c.batches[f.Key] = []made{{api.JobID(id), c.now, c.now.Add(work)}}
	if rapid.IntRange(0, 3).Draw(c.rt, "full") == 0 {
		c.full = c.now.Add(anyPause(c.rt))
	}
	begun := false
	for _, req := range f.Request.Lipsyncs {
		owner, _ := Owner(req.CallbackID)
		en := entry{begins: c.now.Add(work), failed: rapid.IntRange(0, 9).Draw(c.rt, "entry fails") == 0}
		if en.begins.Before(c.full) {
			en.begins = c.full
		}
		if en.failed {
			c.failed[owner] = true
		} else {
			if begun { // it may wait for the others to end first
				en.begins = en.begins.Add(rapid.SampledFrom([]time.Duration{0, 0, time.Minute, 4 * time.Minute}).Draw(c.rt, "queued"))
			}
			begun = true
			en.id = api.JobID(fmt.Sprintf("ls_%d", len(c.server.jobs)))
			slowest := longest
			if c.server.keys == replayed {
				slowest = 10 * time.Minute // the key alone protects then
			}
			lag := time.Duration(rapid.IntRange(0, int(slowest/time.Second)).Draw(c.rt, "lag")) * time.Second
			c.server.jobs = append(c.server.jobs, api.Job{ID: en.id, CallbackID: req.CallbackID, Title: req.Title, CreatedAt: en.begins})
			c.server.listed = append(c.server.listed, en.begins.Add(lag))
		}
		c.entries[id] = append(c.entries[id], en)
	}
	return id, true
}

func (c *crowd) lookForAll(f LookForAll) EnvelopeEvent {
	out := AllLooked{Found: map[ID]api.JobID{}}
	for _, l := range f.Looks {
		if until := l.Lost.Add(believedAfter); c.now.Before(until) {
			if c.dies("dies while it waits") {
				return nil
			}
			c.now = until
		}
	}
	for id, l := range f.Looks {
		switch got := l.Match(c.server.list(c.now), func(api.JobID) bool { return false }); {
		case got.Found == nil:
		case got.Guess:
			out.Guess = true
		default:
			out.Found[id] = *got.Found
		}
		if s := c.members[id]; s.State == Accepted {
			out.Found[id] = s.JobID
		}
	}
	out.Full = c.now.Before(c.full.Add(longest)) // the lists of what ended lag behind as well
	return out
}

func (c *crowd) readBatch(id api.BatchID) EnvelopeEvent {
	if rapid.IntRange(0, 3).Draw(c.rt, "read") == 0 {
		return BatchRead{Err: c.fault}
	}
	out := BatchRead{Trusted: rapid.IntRange(0, 4).Draw(c.rt, "trusted") > 0}
	for i, en := range c.entries[id] {
		it := api.BatchItem{Index: i, Status: api.StatusPending}
		switch {
		case en.failed:
			it.Status, it.Failure, it.Code = api.StatusFailed, "no face", "invalid_parameter"
		case !c.now.Before(en.begins):
			it.Status, it.JobID = api.StatusRunning, en.id
			if !out.Trusted {
				it.JobID = "item_" + en.id
			}
		}
		out.Items = append(out.Items, it)
	}
	return out
}

// twice is an item with more than one job, "" while there is none.
func (c *crowd) twice() string {
	n := map[string]int{}
	for _, j := range c.server.jobs {
		if n[j.CallbackID]++; n[j.CallbackID] > 1 {
			return j.CallbackID
		}
	}
	return ""
}

// over tells whether nothing moves by itself any more.
func (c *crowd) over() bool {
	for _, s := range c.members {
		if !s.State.Final() && s.State != Asking {
			return false
		}
	}
	return true
}

// On a wire that loses calls and answers, on a machine that dies at any point, whatever the
// server does with keys, whether it has batches or not, and however long it keeps entries
// in its queue: each item of a batch is one job.
func TestEachItemOfABatchIsOneJobWhateverIsLostOnTheWay(t *testing.T) {
	fault, running := refusal(t, 500, "internal_error"), refusal(t, 409, "request_in_progress")
	errs := []error{lostAnswer(t), fault, running, nil}
	missing := failing(t, answer(404, "404 page not found"))
	refused := []error{tooMany(t, "30"), tooMany(t, "30"), refusal(t, 400, "invalid_parameter"), offline(t)}
	for name, keys := range map[string]keys{"keys replayed": replayed, "keys ignored": ignored, "keys forgotten": forgotten} {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(rt *rapid.T) {
				c := newCrowd(rt, keys, &life{errs: errs, running: running, fault: fault})
				c.missing, c.refused = missing, refused
				for range 600 {
					c.round()
					if item := c.twice(); item != "" {
						rt.Fatalf("%s has two jobs", item)
					}
					if c.over() {
						break
					}
				}
				c.verdict()
			})
		})
	}
}

func newCrowd(rt *rapid.T, keys keys, l *life) *crowd {
	l.rt, l.now = rt, noon
	l.server = &server{rt: rt, keys: keys, replays: map[string]made{}}
	c := &crowd{
		life: l, members: map[ID]*Submission{}, todo: map[ID][]Effect{}, envelopes: map[EnvelopeID]*Envelope{}, calls: map[EnvelopeID][]Effect{},
		disk: map[string][]byte{}, batches: map[string][]made{}, entries: map[api.BatchID][]entry{}, failed: map[ID]bool{},
		none: rapid.IntRange(0, 5).Draw(rt, "no batches") == 0,
	}
	for i := range rapid.IntRange(2, 4).Draw(rt, "items") {
		id := ID(fmt.Sprintf("id-%d", i))
		s := New(id, local(), noon)
		s.Batch, s.Item = "launch", i+1
		c.save(string(id), s)
		s, c.todo[id] = Step(s, Submitted{}, noon)
		c.members[id], c.order = &s, append(c.order, id)
	}
	return c
}

// round moves one of them on, and restarts the machine when it died.
func (c *crowd) round() {
	n := rapid.IntRange(0, len(c.order)+len(c.envelopes)-1).Draw(c.rt, "who")
	var alive bool
	if n < len(c.order) {
		alive = c.member(c.order[n])
	} else {
		alive = c.envelope(EnvelopeID(fmt.Sprintf("env-%d", n-len(c.order))))
	}
	if !alive {
		c.restart()
	}
}

// verdict: what is accepted is its own job, what was refused has none, and the user is asked
// only about what has no job, or where a day has passed.
func (c *crowd) verdict() {
	jobs := map[string]api.Job{}
	for _, j := range c.server.jobs {
		jobs[j.CallbackID] = j
	}
	for id, s := range c.members {
		job := jobs[s.CallbackID]
		switch {
		case s.State == Accepted && s.JobID != job.ID:
			c.rt.Fatalf("%s accepted %q, on the server it is %q", id, s.JobID, job.ID)
		case s.State == Refused && (job.ID != "" || !c.failed[id]):
			c.rt.Fatalf("%s refused without a reason: %+v, job %q", id, s.Problem, job.ID)
		case s.State == Asking && job.ID != "" && c.now.Sub(noon) < keyLife-keyMargin:
			c.rt.Fatalf("asks about %s although its job is there", id)
		}
	}
}
