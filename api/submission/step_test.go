package submission

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"lipdash/api"
)

func TestLocalFilesAreUploadedBeforeTheBodyIsFixed(t *testing.T) {
	y := begin(t, local()).on(Submitted{})
	does[AskForSlot](y)
	y.on(SlotGranted{}).is(Uploading)
	if u := does[Upload](y); u.Param != "video" || u.Path != "in/v.mp4" {
		t.Fatalf("got %+v", u)
	}
	if y.s.Key != "" {
		t.Fatal("a key before there was a body")
	}
	y.on(Uploaded{"video", "asset_v1"})
	if u := does[Upload](y); u.Param != "audio" {
		t.Fatalf("got %+v", u)
	}
	y.on(Uploaded{"audio", "asset_a1"}).is(Sending)
	send := does[Send](y)
	if send.Request.Video.AssetID != "asset_v1" || send.Request.Audio.AssetID != "asset_a1" || send.Key == "" {
		t.Fatalf("got %+v", send)
	}
	if send.Request.CallbackID != CallbackPrefix+"id-1" {
		t.Errorf("callback id %q", send.Request.CallbackID)
	}
}

func TestTheKeyIsFixedBeforeTheSendIsAskedFor(t *testing.T) {
	y := sent(t)
	if send := does[Send](y); y.s.Key == "" || send.Key != y.s.Key || y.s.BodyHash == "" || !y.s.KeyAt.Equal(y.now) {
		t.Errorf("submission %+v, send %+v", y.s, send)
	}
}

func TestACreateWithoutAnAnswerIsLookedForBeforeItIsSentAgainWithItsKey(t *testing.T) {
	y := sent(t)
	key := does[Send](y).Key
	for _, want := range []time.Duration{2, 4, 8, 16, 32, 60, 60} {
		y.on(SendFailed{lostAnswer(t)}).is(Unknown)
		if at := does[Wake](y).At; at.Sub(y.now) != want*time.Second {
			t.Fatalf("waits %s, want %ds", at.Sub(y.now), want)
		}
		lost := y.now
		y.after(want * time.Second).on(TimeCame{}).is(Unknown)
		if look := does[Look](y); !look.Lost.Equal(lost) || !look.Since.Equal(noon) {
			t.Fatalf("looks for what was sent at %s and lost at %s", look.Since, look.Lost)
		}
		y.on(Looked{}).is(Sending)
		if got := does[Send](y).Key; got != key {
			t.Fatalf("key %s, was %s", got, key)
		}
	}
	y.on(Answered{"ls_1"}).is(Accepted).doesNothing()
	if y.s.JobID != "ls_1" {
		t.Errorf("job %q", y.s.JobID)
	}
}

func TestARateLimitSendsItBackToTheQueueWithItsKey(t *testing.T) {
	y := sent(t)
	key := y.s.Key
	y.on(SendFailed{tooMany(t, "30")}).is(Queued)
	if at := does[Wake](y).At; at.Sub(y.now) != 30*time.Second {
		t.Fatalf("waits %s", at.Sub(y.now))
	}
	y.after(10 * time.Second).on(TimeCame{})
	does[Wake](y)
	y.after(20 * time.Second).on(TimeCame{})
	does[AskForSlot](y)
	y.on(SlotGranted{}).is(Sending)
	if does[Send](y).Key != key {
		t.Error("another key for the same body")
	}
}

func TestARateLimitAfterALostAnswerDoesNotForgetTheDoubt(t *testing.T) {
	y := sentAgain(t)
	y.on(SendFailed{tooMany(t, "60")}).is(Unknown)
	if at := does[Wake](y).At; at.Sub(y.now) != time.Minute {
		t.Errorf("waits %s", at.Sub(y.now))
	}
	y.after(time.Minute).on(TimeCame{})
	does[Look](y)
}

func TestHowAFirstAttemptEnds(t *testing.T) {
	for _, c := range []struct {
		name string
		err  error
		want State
		held bool
	}{
		{"bad field", refusal(t, 400, "invalid_parameter"), Refused, false},
		{"no credit", refusal(t, 402, "insufficient_credit"), Refused, false},
		{"not allowed", refusal(t, 403, "forbidden"), Refused, false},
		{"asset gone, nothing to upload", refusal(t, 404, "asset_not_found"), Refused, false},
		{"too large", refusal(t, 413, "payload_too_large"), Refused, false},
		{"offline, nothing sent", offline(t), Queued, false},
		{"no body", api.FieldErrors{"video": errors.New("x")}, Refused, false},
		{"key refused", refusal(t, 401, "unauthorized"), Queued, true},
		{"quota", refusal(t, 429, "quota_exceeded"), Queued, true},
		{"asset still processing", refusal(t, 409, "resource_not_ready"), Queued, false},
		{"asset not available", refusal(t, 400, "asset_not_available"), Queued, false},
		{"conflict", refusal(t, 409, "conflict"), Queued, false},
		{"routing trouble", failing(t, answer(404, "<html>")), Queued, false},
		{"cancelled unsent", fmt.Errorf("x: %w", context.Canceled), Queued, false},
		{"in progress", refusal(t, 409, "request_in_progress"), Unknown, false},
		{"a fault", refusal(t, 500, "internal_error"), Unknown, false},
		{"no job in the answer", failing(t, answer(200, "{}")), Unknown, false},
		{"no words at all", errors.New("what"), Unknown, false},
		{"nil", nil, Unknown, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			y := sent(t).on(SendFailed{c.err}).is(c.want)
			if y.s.Held != c.held {
				t.Fatalf("held %v", y.s.Held)
			}
			switch {
			case c.want == Refused:
				does[ReopenForm](y)
			case c.held:
				y.doesNothing()
			default:
				does[Wake](y)
			}
		})
	}
}

func TestARefusalTellsWhatWhereAndWhatItCost(t *testing.T) {
	y := sent(t).on(SendFailed{refusalOf(t, "video.url")}).is(Refused)
	if p := y.s.Problem; p.Code != "invalid_parameter" || p.Param != "video" || p.Message != "Bad link." || p.Money == "" {
		t.Errorf("got %+v", p)
	}
}

func TestWhatAnAnswerSettlesWhileInDoubt(t *testing.T) {
	for _, c := range []struct {
		name string
		err  error
		want State
		look bool
	}{
		{"bad field", refusal(t, 400, "invalid_parameter"), Refused, false},
		{"no credit", refusal(t, 402, "insufficient_credit"), Refused, false},
		{"not allowed, checked before the replay", refusal(t, 403, "forbidden"), Unknown, true},
		{"a gateway's refusal", failing(t, answer(400, "<html>")), Unknown, true},
		{"a gateway's page", failing(t, answer(405, "<html>")), Unknown, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			y := sentAgain(t).on(SendFailed{c.err}).is(c.want)
			if c.look {
				does[Look](y)
			} else {
				does[ReopenForm](y)
			}
		})
	}
}

func TestARefusedKeyInDoubtWaitsForTheUserAndThenChecks(t *testing.T) {
	y := sentAgain(t)
	key := y.s.Key
	y.on(SendFailed{refusal(t, 401, "unauthorized")}).is(Unknown).doesNothing()
	if said := y.s.Problem.Money; said != "" {
		t.Errorf("it says %q, and the first attempt may have made a job", said)
	}
	y.after(time.Hour).on(TimeCame{}).doesNothing()
	y.restarted()
	does[Look](y)
	y.on(Looked{}).is(Sending)
	if does[Send](y).Key != key || y.s.Held {
		t.Errorf("got %+v", y.s)
	}
}

func TestAConflictThatDoesNotPassIsNotWaitedForForEver(t *testing.T) {
	y := sent(t)
	for range 20 {
		y.on(SendFailed{refusal(t, 409, "conflict")})
		if y.s.State == Refused {
			return
		}
		y.after(time.Minute).on(TimeCame{}).on(SlotGranted{})
	}
	t.Errorf("still %s", y.s.State)
}

func TestAForgottenUploadIsMadeAgainOnceUnderAnotherKey(t *testing.T) {
	y := begin(t, local()).on(Submitted{}).on(SlotGranted{}).on(Uploaded{"video", "asset_v1"}).on(Uploaded{"audio", "asset_a1"})
	key := does[Send](y).Key
	y.on(SendFailed{refusal(t, 404, "asset_not_found")}).is(Uploading)
	if !does[Upload](y).Fresh {
		t.Error("may be answered with the asset that is gone")
	}
	y.on(Uploaded{"video", "asset_v2"}).on(Uploaded{"audio", "asset_a2"}).is(Sending)
	if does[Send](y).Key == key {
		t.Error("one key for two bodies")
	}
	y.on(SendFailed{refusal(t, 404, "asset_not_found")}).is(Refused)
}

func TestAnUploadThatFailsForNowIsTriedAgain(t *testing.T) {
	y := begin(t, local()).on(Submitted{}).on(SlotGranted{})
	y.on(UploadFailed{"video", offline(t)}).is(Uploading)
	y.after(does[Wake](y).At.Sub(y.now)).on(TimeCame{})
	does[Upload](y)
	y.on(UploadFailed{"video", errors.New("no such file")}).is(Refused)
	if y.s.Problem.Param != "video" {
		t.Errorf("got %+v", y.s.Problem)
	}
}

func TestDiscardingTakesBackOnlyWhatCannotBeOnTheServer(t *testing.T) {
	begin(t, linked()).on(Discard{}).is(Discarded).on(SlotGranted{}).is(Discarded).doesNothing()
	sent(t).on(Discard{}).is(Sending)
	sent(t).on(SendFailed{lostAnswer(t)}).on(Discard{}).is(Unknown)
}

func TestStepDoesNotChangeWhatItWasGiven(t *testing.T) {
	y := begin(t, local()).on(Submitted{}).on(SlotGranted{}).on(Uploaded{"video", "asset_v1"})
	before := y.s.clone()
	Step(y.s, Uploaded{"audio", "asset_a1"}, y.now)
	if len(y.s.Assets) != len(before.Assets) || y.s.Rev != before.Rev {
		t.Errorf("got %+v", y.s)
	}
}

func TestTheUsersCallbackIDIsKept(t *testing.T) {
	values := linked()
	values["callback_id"] = " ep-7 "
	y := begin(t, values).on(Submitted{}).on(SlotGranted{})
	if got := does[Send](y).Request.CallbackID; got != "ep-7" {
		t.Errorf("got %q", got)
	}
}

func TestAJobsCallbackIDLeadsBackToItsIntent(t *testing.T) {
	s := New("a-b", linked(), noon)
	if id, ok := Owner(s.CallbackID); !ok || id != "a-b" {
		t.Errorf("got %q %v", id, ok)
	}
	for _, other := range []string{"", "lipdash-", "ep-7"} {
		if id, ok := Owner(other); ok {
			t.Errorf("%q owns %q", other, id)
		}
	}
}

func TestOnlyALookThatIsUnderWaySendsAgain(t *testing.T) {
	lost := sent(t).on(SendFailed{lostAnswer(t)})
	lost.on(Looked{}).is(Unknown).doesNothing()
	sentAgain(t).on(Looked{}).is(Sending).doesNothing()
	held := sentAgain(t).on(SendFailed{refusal(t, 401, "unauthorized")})
	held.on(Looked{}).is(Unknown).doesNothing()
	looking := sent(t).on(SendFailed{lostAnswer(t)}).after(2 * time.Second).on(TimeCame{})
	looking.on(SendFailed{lostAnswer(t)}).is(Unknown).doesNothing()
}

// A request with its key that still runs may be what has the answer lost again: it is looked for anew.
func TestAResendThatIsLostIsLookedForAgain(t *testing.T) {
	for name, err := range map[string]error{"lost": lostAnswer(t), "fault": refusal(t, 500, "internal_error"), "in progress": refusal(t, 409, "request_in_progress")} {
		t.Run(name, func(t *testing.T) {
			y := sentAgain(t).after(time.Second).on(SendFailed{err}).is(Unknown)
			lost := y.now
			y.after(does[Wake](y).At.Sub(y.now)).on(TimeCame{})
			if look := does[Look](y); !look.Lost.Equal(lost) {
				t.Errorf("lost at %s, not %s", look.Lost, lost)
			}
		})
	}
}

func TestWhatWaitsForTheUserHoldsNoSlotAndIsNotInTheQueue(t *testing.T) {
	held := sent(t).on(SendFailed{refusal(t, 401, "unauthorized")}).is(Queued)
	if held.s.InQueue() || held.s.HoldsSlot() || !held.on(Submitted{}).s.InQueue() {
		t.Errorf("got %+v", held.s)
	}
	doubt := sentAgain(t)
	if !doubt.s.HoldsSlot() {
		t.Error("a create on its way holds no slot")
	}
	if doubt.on(SendFailed{refusal(t, 429, "quota_exceeded")}); doubt.s.HoldsSlot() {
		t.Error("held, and holds a slot")
	}
}
