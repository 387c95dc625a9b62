package submission

import (
	"reflect"
	"testing"
	"time"

	"lipdash/api"
)

// letter drives one envelope of two submissions by hand.
type letter struct {
	t       *testing.T
	e       Envelope
	now     time.Time
	effects []Effect
}

func twoReady(t *testing.T) []Submission {
	var out []Submission
	for _, id := range []ID{"id-1", "id-2"} {
		s := New(id, linked(), noon)
		s.Batch = "launch"
		s, _ = Step(s, Submitted{}, noon)
		if s.State != Ready {
			t.Fatalf("%s is %s", id, s.State)
		}
		out = append(out, s)
	}
	return out
}

func enveloped(t *testing.T) *letter {
	e, err := NewEnvelope("env-1", "launch", "launch", twoReady(t), noon)
	if err != nil {
		t.Fatal(err)
	}
	return &letter{t: t, e: e, now: noon}
}

// mailed is one whose call is under way.
func mailed(t *testing.T) *letter { return enveloped(t).restarted().is(EnvelopeSending) }

// mailedAgain is one whose call was lost, and is under way a second time.
func mailedAgain(t *testing.T) *letter {
	y := mailed(t).on(BatchFailed{lostAnswer(t)}).is(EnvelopeUnknown).after(2 * time.Second).on(TimeCame{})
	carries[LookForAll](y)
	return y.on(AllLooked{}).is(EnvelopeSending)
}

func (y *letter) on(ev EnvelopeEvent) *letter {
	y.e, y.effects = StepEnvelope(y.e, ev, y.now)
	return y
}

func (y *letter) restarted() *letter {
	y.e, y.effects = ResumeEnvelope(y.e, y.now)
	return y
}

func (y *letter) after(d time.Duration) *letter {
	y.now = y.now.Add(d)
	return y
}

func (y *letter) is(want EnvelopeState) *letter {
	y.t.Helper()
	if y.e.State != want {
		y.t.Fatalf("state %s, want %s (%+v)", y.e.State, want, y.e)
	}
	return y
}

// ends says that it is over, and what became of the two.
func (y *letter) ends(first, second Fate) *letter {
	y.t.Helper()
	y.is(EnvelopeOver)
	if len(y.effects) > 0 || y.e.Items[0].Fate != first || y.e.Items[1].Fate != second {
		y.t.Fatalf("effects %v, items %+v", y.effects, y.e.Items)
	}
	return y
}

func carries[E Effect](y *letter) E { y.t.Helper(); return only[E](y.t, y.effects) }

func TestAnEnvelopeHasOneBodyAndOneKey(t *testing.T) {
	y := mailed(t)
	first := carries[SendBatch](y)
	if len(first.Request.Lipsyncs) != 2 || first.Request.Title != "launch" || first.Key == "" || first.Key != y.e.Key ||
		first.Request.Lipsyncs[1].CallbackID != CallbackPrefix+"id-2" {
		t.Fatalf("sent %+v", first)
	}
	y = y.on(BatchFailed{tooMany(t, "30")}).is(EnvelopeWaiting)
	if at := carries[Wake](y).At; at.Sub(y.now) != 30*time.Second {
		t.Fatalf("waits %s", at.Sub(y.now))
	}
	y.after(30 * time.Second).on(TimeCame{}).is(EnvelopeSending)
	if again := carries[SendBatch](y); !reflect.DeepEqual(again, first) {
		t.Errorf("sent again as %+v", again)
	}
}

func TestHowAFirstCallEnds(t *testing.T) {
	for name, c := range map[string]struct {
		err   error
		state EnvelopeState
		fate  Fate
	}{
		"lost":                   {lostAnswer(t), EnvelopeUnknown, ""},
		"a fault":                {refusal(t, 500, "internal_error"), EnvelopeUnknown, ""},
		"still running":          {refusal(t, 409, "request_in_progress"), EnvelopeUnknown, ""},
		"not reached":            {offline(t), EnvelopeWaiting, ""},
		"too many":               {tooMany(t, "5"), EnvelopeWaiting, ""},
		"a file is not ready":    {refusal(t, 409, "resource_not_ready"), EnvelopeWaiting, ""},
		"no such call":           {failing(t, answer(404, "404 page not found")), EnvelopeOver, FateAlone},
		"no such call, in words": {refusal(t, 404, "not_found"), EnvelopeOver, FateAlone},
		"a file is forgotten":    {refusal(t, 404, "asset_not_found"), EnvelopeOver, FateAlone},
		"refused":                {refusal(t, 400, "invalid_parameter"), EnvelopeOver, FateAlone},
		"forbidden":              {refusal(t, 403, "forbidden"), EnvelopeOver, FateAlone},
		"the key":                {refusal(t, 401, "unauthorized"), EnvelopeOver, FateHeld},
		"the balance":            {refusal(t, 402, "insufficient_credit"), EnvelopeOver, FateHeld},
		"the quota":              {refusal(t, 429, "quota_exceeded"), EnvelopeOver, FateHeld},
	} {
		t.Run(name, func(t *testing.T) {
			y := mailed(t).on(BatchFailed{c.err}).is(c.state)
			if f := y.e.Items[0].Fate; f != c.fate || c.fate == FateHeld && y.e.Items[1].Problem.Message == "" {
				t.Errorf("fate %q: %+v", f, y.e.Items)
			}
		})
	}
}

func TestHowARepeatEnds(t *testing.T) {
	for name, c := range map[string]struct {
		err   error
		state EnvelopeState
		held  bool
		fate  Fate
	}{
		"lost again":      {lostAnswer(t), EnvelopeUnknown, false, ""},
		"too many":        {tooMany(t, "5"), EnvelopeUnknown, false, ""},
		"not reached":     {offline(t), EnvelopeUnknown, false, ""},
		"a moved address": {failing(t, answer(404, "404 page not found")), EnvelopeUnknown, false, ""},
		"the balance":     {refusal(t, 402, "insufficient_credit"), EnvelopeUnknown, true, ""},
		"the key":         {refusal(t, 401, "unauthorized"), EnvelopeUnknown, true, ""},
		"refused":         {refusal(t, 400, "invalid_parameter"), EnvelopeOver, false, FateAlone},
		"forbidden":       {refusal(t, 403, "forbidden"), EnvelopeOver, false, FateDoubtful},
	} {
		t.Run(name, func(t *testing.T) {
			y := mailedAgain(t).on(BatchFailed{c.err}).is(c.state)
			if y.e.Held != c.held || y.e.Items[0].Fate != c.fate || c.state != EnvelopeOver && !y.e.Doubt {
				t.Errorf("%+v", y.e)
			}
			if c.held {
				carries[LookForAll](y.on(Submitted{}))
			}
		})
	}
}

func TestWhatALookTellsOfALostBatch(t *testing.T) {
	one := map[ID]api.JobID{"id-2": "ls_2"}
	for name, c := range map[string]struct {
		after  time.Duration
		looked AllLooked
		state  EnvelopeState
		fate   Fate // of the first
	}{
		"none is there":           {time.Minute, AllLooked{}, EnvelopeSending, ""},
		"one is there":            {time.Minute, AllLooked{Found: one}, EnvelopeMade, ""},
		"one, and the list broke": {time.Minute, AllLooked{Found: one, Err: offline(t)}, EnvelopeMade, ""},
		"the account is full":     {time.Minute, AllLooked{Full: true}, EnvelopeUnknown, ""},
		"no list":                 {time.Minute, AllLooked{Err: offline(t)}, EnvelopeUnknown, ""},
		"others may be":           {time.Minute, AllLooked{Guess: true}, EnvelopeOver, FateDoubtful},
		"not all of the list":     {time.Minute, AllLooked{Partial: true}, EnvelopeOver, FateDoubtful},
		"none, after a day":       {24 * time.Hour, AllLooked{}, EnvelopeOver, FateDoubtful},
		"full, after a day":       {24 * time.Hour, AllLooked{Full: true}, EnvelopeOver, FateDoubtful},
	} {
		t.Run(name, func(t *testing.T) {
			y := mailed(t).on(BatchFailed{lostAnswer(t)}).after(c.after).on(TimeCame{})
			look := carries[LookForAll](y)
			if l := look.Looks["id-1"]; len(look.Looks) != 2 || !l.Ours || !l.Lost.Equal(noon) || !l.Since.Equal(noon) {
				t.Fatalf("looks for %+v", look)
			}
			y.on(c.looked).is(c.state)
			if f := y.e.Items[0].Fate; f != c.fate {
				t.Errorf("fate %q", f)
			}
			if c.state == EnvelopeMade && (y.e.Items[1].Fate != FateMade || y.e.Items[1].Job != "ls_2") {
				t.Errorf("%+v", y.e.Items)
			}
		})
	}
}

// What may not be written is not known after a kill: the body is another one.
func TestABodyThatIsNotKnownAnyMoreIsNeverSent(t *testing.T) {
	y := enveloped(t)
	y.e.Bodies = nil
	y.restarted().ends(FateAgain, FateAgain)
	y = mailed(t)
	y.e.Bodies = y.e.Bodies[:1]
	carries[LookForAll](y.restarted().is(EnvelopeUnknown))
	y.after(time.Minute).on(AllLooked{}).is(EnvelopeUnknown)
	y.after(appears).on(TimeCame{}).on(AllLooked{}).ends(FateDoubtful, FateDoubtful)
}

func TestAnEnvelopeThatWaitedForADayIsMadeAnew(t *testing.T) {
	mailed(t).on(BatchFailed{tooMany(t, "5")}).after(24*time.Hour).on(TimeCame{}).ends(FateAgain, FateAgain)
}

func TestItemsOfABatchThatNeverGetsThroughGoAlone(t *testing.T) {
	y := mailed(t)
	for n := 0; y.e.State != EnvelopeOver; n++ {
		if y.on(BatchFailed{tooMany(t, "5")}); n > 20 {
			t.Fatal("it waits for ever")
		}
		y.after(time.Minute).on(TimeCame{})
	}
	y.ends(FateAlone, FateAlone)
}

func TestTheJobsOfABatchBecomeKnownByItsItems(t *testing.T) {
	y := mailed(t).on(BatchMade{"b_1"}).is(EnvelopeMade)
	if r := carries[ReadBatch](y); r.ID != "b_1" {
		t.Fatalf("reads %s", r.ID)
	}
	y.on(BatchRead{Items: []api.BatchItem{{Index: 0, Status: api.StatusRunning, JobID: "ls_1"}, {Index: 1, Status: api.StatusPending}}, Trusted: true}).is(EnvelopeMade)
	carries[Wake](y)
	carries[ReadBatch](y.after(time.Minute).on(TimeCame{}))
	y.on(BatchRead{Items: []api.BatchItem{{Index: 1, Status: api.StatusFailed, Failure: "bad link"}}, Trusted: true}).ends(FateMade, FateFailed)
	if y.e.Items[0].Job != "ls_1" || y.e.Items[1].Problem.Message != "Bad link." {
		t.Errorf("%+v", y.e.Items)
	}
}

// Ids that are no jobs', or a batch that is gone: the jobs are looked for in the list.
func TestABatchThatDoesNotNameItsJobsIsLookedForInTheList(t *testing.T) {
	foreign := []api.BatchItem{{Index: 0, Status: api.StatusRunning, JobID: "item_1"}, {Index: 1, Status: api.StatusRunning, JobID: "item_2"}}
	y := mailed(t).on(BatchMade{"b_1"}).on(BatchRead{Items: foreign}).is(EnvelopeMade).after(time.Minute).on(TimeCame{})
	carries[LookForAll](y)
	y.on(AllLooked{Found: map[ID]api.JobID{"id-1": "ls_1"}}).is(EnvelopeMade)
	carries[ReadBatch](y.after(time.Minute).on(TimeCame{}))

	y = mailed(t).on(BatchMade{"b_1"}).after(time.Hour)
	carries[LookForAll](y.on(BatchRead{Err: refusal(t, 404, "resource_not_found")}))
	y.on(AllLooked{Found: map[ID]api.JobID{"id-1": "ls_1"}, Active: true}).after(time.Hour).on(TimeCame{})
	y.on(AllLooked{Active: true}).is(EnvelopeMade).after(time.Minute).on(TimeCame{})
	y.on(AllLooked{}).ends(FateMade, FateDoubtful)
}

func TestAMemberDoesWhatItsFateSays(t *testing.T) {
	for fate, c := range map[Fate]struct {
		state State
		does  Effect
	}{
		"":           {InEnvelope, nil},
		FateMade:     {Accepted, nil},
		FateFailed:   {Refused, ReopenForm{}},
		FateAlone:    {Queued, AskForSlot{}},
		FateAgain:    {Ready, Gather{"launch"}},
		FateHeld:     {Ready, nil},
		FateDoubtful: {Unknown, Look{}},
	} {
		s, _ := Step(twoReady(t)[0], Enclosed{"env-1", noon}, noon)
		if other, effects := Step(s, Fated{ID: "env-2", Item: EnvelopeItem{Fate: fate, Job: "ls_1"}}, noon); other.Rev != s.Rev || len(effects) > 0 {
			t.Errorf("%q of another envelope: %+v", fate, other)
		}
		s, effects := Step(s, Fated{ID: "env-1", Item: EnvelopeItem{Fate: fate, Job: "ls_1", Problem: Problem{Message: "no"}}, KeyAt: noon}, noon)
		if s.State != c.state || (len(effects) == 0) != (c.does == nil) {
			t.Errorf("%q: %s, %v", fate, s.State, effects)
			continue
		}
		if c.does != nil && reflect.TypeOf(effects[0]) != reflect.TypeOf(c.does) {
			t.Errorf("%q: %#v", fate, effects[0])
		}
		if fate == FateHeld {
			s, effects = Step(s, Submitted{}, noon)
			if s.State != Ready || s.Held || len(effects) != 1 {
				t.Errorf("held, then resumed: %+v %v", s, effects)
			}
		}
	}
}

// One that may have been made in an envelope is never sent by itself.
func TestADoubtfulMemberIsLookedForAndThenAskedAbout(t *testing.T) {
	s, _ := Step(twoReady(t)[0], Enclosed{"env-1", noon}, noon)
	y := &story{t: t, s: s, now: noon}
	y.on(Fated{ID: "env-1", Item: EnvelopeItem{Fate: FateDoubtful}, KeyAt: noon, Lost: noon}).is(Unknown)
	y.after(time.Minute).on(Looked{}).is(Unknown)
	y.restarted()
	y.after(appears).on(Looked{}).is(Asking)
	does[AskUser](y)
	y.on(Resend{}).is(Queued)
	y.on(SlotGranted{}).is(Sending)
	if does[Send](y).Key == "" {
		t.Error("sent without a key")
	}
	met := begin(t, linked())
	met.s = s
	if met.on(Looked{Found: found("ls_1")}).is(Accepted); met.s.JobID != "ls_1" {
		t.Errorf("%+v", met.s)
	}
}

// A file that the server has forgotten goes up again, and its item with the batch.
func TestAMemberWhoseFileIsForgottenIsUploadedAgain(t *testing.T) {
	y := begin(t, local())
	y.s.Batch = "launch"
	y.on(Submitted{}).on(Uploaded{"video", "asset_v1"}).on(Uploaded{"audio", "asset_a1"}).is(Ready)
	y.on(Enclosed{"env-1", noon}).is(InEnvelope)
	gone := EnvelopeItem{Fate: FateFailed, Problem: Problem{Code: "asset_not_found"}}
	y.on(Fated{ID: "env-1", Item: gone}).is(Uploading)
	if u := does[Upload](y); !u.Fresh {
		t.Errorf("%+v", u)
	}
	y.on(Uploaded{"video", "asset_v2"}).on(Uploaded{"audio", "asset_a2"}).is(Ready)
	y.on(Enclosed{"env-2", noon}).on(Fated{ID: "env-2", Item: gone}).is(Refused)
}
