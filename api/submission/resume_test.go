package submission

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"lipdash/api"
)

func TestARestartLooksForWhatMayHaveLeftAndSendsItWithItsKey(t *testing.T) {
	y := sent(t)
	key := y.s.Key
	y.after(time.Hour).restarted().is(Unknown)
	if look := does[Look](y); !look.Lost.Equal(y.now) {
		t.Errorf("lost at %s: it may have left until now", look.Lost)
	}
	lost := y.now
	y.after(time.Minute).restarted()
	if look := does[Look](y); !look.Lost.Equal(lost) {
		t.Errorf("lost at %s, not %s: nothing left since", look.Lost, lost)
	}
	y.on(Looked{}).is(Sending)
	if does[Send](y).Key != key {
		t.Error("another key")
	}
}

func TestARestartAfterADayLooksInsteadOfSending(t *testing.T) {
	y := sent(t).after(25 * time.Hour).restarted().is(Unknown)
	look := does[Look](y)
	if look.CallbackID != CallbackPrefix+"id-1" || !look.Ours || look.Title != "ep 1" || !look.Since.Equal(noon) {
		t.Errorf("got %+v", look)
	}
	y.on(Looked{}).is(Asking)
	does[AskUser](y)
}

func TestAKeyAboutToExpireIsNotTrusted(t *testing.T) {
	y := sent(t).after(24*time.Hour - 5*time.Minute).restarted()
	does[Look](y)
}

func TestAClockThatWentBackIsNotTrusted(t *testing.T) {
	y := sent(t).after(-time.Hour).restarted()
	does[Look](y)
}

func TestARestartPutsUploadsBackIntoTheQueueAndKeepsWhatIsDone(t *testing.T) {
	y := begin(t, local()).on(Submitted{}).on(SlotGranted{}).on(Uploaded{"video", "asset_v1"})
	y.restarted().is(Queued)
	does[AskForSlot](y)
	y.on(SlotGranted{})
	if does[Upload](y).Param != "audio" {
		t.Error("the video is sent twice")
	}
}

func TestWhatTheLookFoundDecides(t *testing.T) {
	looking := func(t *testing.T) *story { return sent(t).after(25 * time.Hour).restarted() }
	t.Run("surely ours", func(t *testing.T) {
		y := looking(t).on(Looked{Found: found("ls_9")}).is(Accepted)
		if y.s.JobID != "ls_9" {
			t.Errorf("job %q", y.s.JobID)
		}
	})
	t.Run("perhaps ours, the user says yes", func(t *testing.T) {
		y := looking(t).on(Looked{Found: found("ls_9"), Guess: true}).is(Asking)
		if does[AskUser](y); y.s.Candidate != "ls_9" {
			t.Errorf("candidate %q", y.s.Candidate)
		}
		y.on(Answered{"ls_9"}).is(Accepted)
	})
	t.Run("the user sends it again", func(t *testing.T) {
		y := looking(t).on(Looked{})
		key := y.s.Key
		y.on(Resend{}).is(Queued)
		does[AskForSlot](y)
		y.on(SlotGranted{}).is(Sending)
		if got := does[Send](y).Key; got == key {
			t.Error("a key that the server has forgotten")
		}
	})
	t.Run("the user drops it", func(t *testing.T) { looking(t).on(Looked{}).on(Discard{}).is(Discarded) })
	t.Run("no answer", func(t *testing.T) {
		y := looking(t).on(Looked{Err: offline(t)}).is(Unknown)
		y.after(does[Wake](y).At.Sub(y.now)).on(TimeCame{})
		does[Look](y)
	})
	t.Run("may not look", func(t *testing.T) {
		y := looking(t).on(Looked{Err: refusal(t, 403, "forbidden")}).is(Asking)
		does[AskUser](y)
	})
}

func TestAJobMetInTheListEndsTheCheck(t *testing.T) {
	sent(t).on(SendFailed{lostAnswer(t)}).on(Looked{Found: found("ls_1")}).is(Accepted)
	begin(t, linked()).on(Looked{Found: found("ls_1")}).is(Queued)
	sentAgain(t).on(Looked{Found: found("ls_1")}).is(Accepted)
}

func TestAJobThatIsNotThereYetIsLookedForAgain(t *testing.T) {
	y := sentAgain(t).on(SendFailed{refusal(t, 403, "forbidden")})
	does[Look](y)
	y.on(Looked{}).is(Unknown)
	y.after(does[Wake](y).At.Sub(y.now)).on(TimeCame{})
	does[Look](y)
	y.after(6 * time.Minute).on(Looked{}).is(Asking)
}

func TestInsistingWithinADayKeepsTheKey(t *testing.T) {
	y := sentAgain(t).on(SendFailed{refusal(t, 403, "forbidden")})
	key := y.s.Key
	y.after(time.Hour).on(Looked{}).is(Asking).on(Resend{}).is(Queued).on(SlotGranted{})
	does[Look](y)
	y.on(Looked{})
	if does[Send](y).Key != key {
		t.Error("two keys for one body within a day")
	}
}

func TestADoubtIsNotForgottenInTheQueue(t *testing.T) {
	y := sentAgain(t).on(SendFailed{refusal(t, 403, "forbidden")})
	y.after(time.Hour).on(Looked{}).on(Resend{}).is(Queued)
	y.after(30 * time.Hour).on(SlotGranted{}).is(Unknown)
	does[Look](y)
	y.on(Looked{}).is(Asking)
}

func TestALinkThatLostItsSignatureIsLookedForAndNeverSent(t *testing.T) {
	signed := linked()
	signed["video"] = "https://s3.example.com/v.mp4?X-Amz-Signature=abc"
	y := begin(t, signed).on(Submitted{}).on(SlotGranted{}).is(Sending)
	y.s.Values = Withhold(y.s.Values)
	y.after(time.Hour).restarted()
	does[Look](y)
	y.on(Looked{}).is(Asking).on(Resend{}).is(Refused)
	if p := y.s.Problem; p.Code != CodeWithheld || p.Param != "video" {
		t.Errorf("got %+v", p)
	}
	queued := begin(t, Withhold(signed)).restarted().on(SlotGranted{}).is(Refused)
	does[ReopenForm](queued)
}

func TestASubmissionSurvivesJSON(t *testing.T) {
	y := begin(t, local()).on(Submitted{}).on(SlotGranted{}).on(Uploaded{"video", "asset_v1"}).on(Uploaded{"audio", "asset_a1"}).on(SendFailed{lostAnswer(t)})
	text, err := json.Marshal(y.s)
	if err != nil {
		t.Fatal(err)
	}
	var back Submission
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatal(err)
	}
	again, _ := json.Marshal(back)
	if string(again) != string(text) {
		t.Errorf("got %s\nwas %s", again, text)
	}
	key := y.s.Key
	y.s = back
	y.restarted().on(Looked{})
	if does[Send](y).Key != key {
		t.Error("the body hashes differently after a restart")
	}
}

func TestMatchProvesOnlyByACallbackIDOfItsOwn(t *testing.T) {
	free := func(api.JobID) bool { return false }
	job := func(id api.JobID, callback, title string, at time.Time) api.Job {
		return api.Job{ID: id, CallbackID: callback, Title: title, CreatedAt: at}
	}
	ours := Look{CallbackID: "lipdash-1", Ours: true, Title: "ep 1", Since: noon}
	theirs := Look{CallbackID: "ep-7", Title: "ep 1", Since: noon}
	for _, c := range []struct {
		name  string
		look  Look
		jobs  []api.Job
		want  api.JobID
		guess bool
	}{
		{"own callback id, whenever", ours, []api.Job{job("x", "", "ep 1", noon), job("a", "lipdash-1", "", time.Time{})}, "a", false},
		{"the user's callback id", theirs, []api.Job{job("a", "ep-7", "", noon)}, "a", true},
		{"the user's callback id of yesterday", theirs, []api.Job{job("a", "ep-7", "", noon.Add(-24*time.Hour))}, "", false},
		{"title and time", ours, []api.Job{job("a", "", "ep 1", noon.Add(time.Second))}, "a", true},
		{"title without a time", ours, []api.Job{job("a", "", "ep 1", time.Time{})}, "", false},
		{"title, made before", ours, []api.Job{job("a", "", "ep 1", noon.Add(-time.Hour))}, "", false},
		{"title, another's callback id", ours, []api.Job{job("a", "other", "ep 1", noon)}, "", false},
		{"nothing", ours, nil, "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := c.look.Match(c.jobs, free)
			switch {
			case c.want == "" && got.Found != nil:
				t.Errorf("found %s", *got.Found)
			case c.want != "" && (got.Found == nil || *got.Found != c.want || got.Guess != c.guess):
				t.Errorf("got %+v", got)
			}
		})
	}
	taken := func(id api.JobID) bool { return id == "a" }
	if got := theirs.Match([]api.Job{job("a", "ep-7", "", noon)}, taken); got.Found != nil {
		t.Error("another submission's job was taken for this one's")
	}
	dismissed := theirs
	dismissed.Dismissed = []api.JobID{"z", "a"}
	if got := dismissed.Match([]api.Job{job("a", "ep-7", "", noon), job("b", "ep-7", "", noon)}, free); got.Found == nil || *got.Found != "b" {
		t.Errorf("the user has said that it is not a: %+v", got)
	}
}

// A guess may be another's job: only the user can tell, and is not asked about the
// same job twice.
func TestAGuessWhileTheKeyCountsIsTheUsersToJudge(t *testing.T) {
	y := sent(t).on(SendFailed{lostAnswer(t)}).after(2 * time.Second).on(TimeCame{})
	key := y.s.Key
	y.on(Looked{Found: found("ls_9"), Guess: true}).is(Asking)
	does[AskUser](y)
	y.on(Resend{}).on(SlotGranted{})
	if look := does[Look](y); !slices.Equal(look.Dismissed, []api.JobID{"ls_9"}) {
		t.Errorf("dismissed %q", look.Dismissed)
	}
	y.on(Looked{Found: found("ls_8"), Guess: true}).is(Asking).on(Resend{}).on(SlotGranted{})
	if look := does[Look](y); !slices.Equal(look.Dismissed, []api.JobID{"ls_9", "ls_8"}) {
		t.Errorf("dismissed %q: it would be asked about the first one again", look.Dismissed)
	}
	y.on(Looked{}).is(Sending)
	if does[Send](y).Key != key {
		t.Error("another key while the first one counts")
	}
}

func TestAListThatCouldNotBeReadToItsEndSendsNothingAgain(t *testing.T) {
	y := sent(t).on(SendFailed{lostAnswer(t)}).after(2 * time.Second).on(TimeCame{})
	y.on(Looked{Partial: true}).is(Asking)
	does[AskUser](y)
}

// The same question would come again for a whole day. Another lost answer is another
// question.
func TestWhatALookCannotTellIsAskedOnceForEachLostAnswer(t *testing.T) {
	for name, cannot := range map[string]Looked{
		"a list without an end": {Partial: true}, "a key that may not list": {Err: refusal(t, 403, "forbidden")},
	} {
		t.Run(name, func(t *testing.T) {
			y := sent(t).on(SendFailed{lostAnswer(t)}).after(2 * time.Second).on(TimeCame{})
			key := y.s.Key
			y.on(cannot).is(Asking).on(Resend{}).on(SlotGranted{})
			does[Look](y)
			y.on(cannot).is(Sending)
			if does[Send](y).Key != key {
				t.Error("another key while the first one counts")
			}
			y.on(SendFailed{lostAnswer(t)}).after(time.Minute).on(TimeCame{}).on(cannot).is(Asking)
		})
	}
}

func TestALookMayBeOfAJobThatDoesNotTellItsCallbackID(t *testing.T) {
	l := Look{CallbackID: "lipdash-1", Ours: true, Title: "", Since: noon}
	for want, j := range map[bool]api.Job{
		true:  {ID: "a", CreatedAt: noon},
		false: {ID: "a", CreatedAt: noon, CallbackID: "other"},
	} {
		if l.MayBe(j) != want {
			t.Errorf("%+v: %v", j, !want)
		}
	}
	if l.MayBe(api.Job{ID: "a", CreatedAt: noon.Add(-time.Hour)}) || l.MayBe(api.Job{ID: "a", CreatedAt: noon, Title: "x"}) || l.MayBe(api.Job{ID: "a"}) {
		t.Error("made before, or another")
	}
}

func TestAWaitFromBeforeTheClockWasSetBackIsOver(t *testing.T) {
	s := New("s", map[string]string{"video": "https://v/a.mp4", "audio": "https://v/a.wav"}, noon)
	s.NextTry, s.UpdatedAt = noon.Add(time.Minute), noon
	for at, want := range map[time.Duration]Effect{time.Second: Wake{s.NextTry}, -3 * time.Hour: AskForSlot{}} {
		for _, effects := range [][]Effect{second(Resume(s, noon.Add(at))), second(Step(s, TimeCame{}, noon.Add(at)))} {
			if len(effects) != 1 || effects[0] != want {
				t.Errorf("%v after it began: %v, want %v", at, effects, want)
			}
		}
	}
}

func second(_ Submission, e []Effect) []Effect { return e }
