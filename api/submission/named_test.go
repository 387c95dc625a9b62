package submission

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func TestAKeyIsWhatHeyGenTakes(t *testing.T) {
	for _, key := range []string{"a", "ep-1:2026_11.30", strings.Repeat("k", 255)} {
		if err := CheckKey(key); err != nil {
			t.Errorf("%q: %v", key, err)
		}
	}
	for _, key := range []string{"", "a b", "ä", "a/b", "a\n", strings.Repeat("k", 256)} {
		if CheckKey(key) == nil {
			t.Errorf("%q is taken", key)
		}
	}
}

func TestAKeyNamesOneSubmissionForEachAttempt(t *testing.T) {
	names := map[ID]bool{}
	for _, key := range []string{"a", "b", "0 a"} {
		for attempt := range 3 {
			if Named(key, attempt) != Named(key, attempt) {
				t.Error("the name is another one each time")
			}
			names[Named(key, attempt)] = true
		}
	}
	if len(names) != 9 {
		t.Errorf("%d names", len(names))
	}
}

func TestTheKeyOnTheWireIsAnotherOneForEachBody(t *testing.T) {
	one := begin(t, linked())
	one.s.ID = Named("K", 0)
	one.on(Submitted{}).on(SlotGranted{})
	other := begin(t, map[string]string{"video": "https://example.com/other.mp4", "audio": "https://example.com/a.wav"})
	other.s.ID = Named("K", 0)
	other.on(Submitted{}).on(SlotGranted{})
	if a, b := does[Send](one).Key, does[Send](other).Key; a == b || CheckKey(a) != nil || CheckKey(b) != nil {
		t.Errorf("sent with %q and %q", a, b)
	}
}

func TestWaysOfWritingTheSameDoNotDiffer(t *testing.T) {
	a := map[string]string{"video": "/in/v.mp4", "audio": "https://example.com/a.wav?X-Amz-Signature=1", "mode": "speed", "enable_caption": "1", "title": "T"}
	b := map[string]string{"video": "/in/./v.mp4", "audio": "https://example.com/a.wav?X-Amz-Signature=2", "enable_caption": "true", "title": " T"}
	if d := Differing(a, b); len(d) > 0 {
		t.Errorf("they differ in %v", d)
	}
	if d := Differing(a, Withhold(a)); len(d) > 0 {
		t.Errorf("what is kept differs in %v", d)
	}
	for name, v := range map[string]string{"title": "U", "video": "/in/w.mp4", "folder_id": "f", "mode": "precision", "callback_url": "https://example.com/"} {
		c := Withhold(b)
		c[name] = v
		if d := Differing(a, c); !slices.Equal(d, []string{name}) {
			t.Errorf("with another %s they differ in %v", name, d)
		}
	}
}

func TestWhatIsGivenAgainIsSentWithItsKey(t *testing.T) {
	signed := linked()
	signed["video"] = "https://s3.example.com/v.mp4?X-Amz-Signature=abc"
	y := begin(t, signed).on(Submitted{}).on(SlotGranted{}).is(Sending)
	key := does[Send](y).Key
	y.s.Values = Withhold(signed)
	y.restarted().is(Unknown)
	other := linked()
	if rev := y.s.Rev; y.on(Given{other}).s.Rev != rev {
		t.Error("other values were taken")
	}
	y.on(Given{signed}).is(Unknown)
	does[Look](y)
	if got := does[Send](y.on(Looked{}).is(Sending)); got.Key != key || got.Request.Video.URL != signed["video"] {
		t.Errorf("sent %+v, the key was %s", got, key)
	}
	queued := begin(t, Withhold(signed)).restarted().on(Given{signed}).on(SlotGranted{}).is(Sending)
	if does[Send](queued).Request.Video.URL != signed["video"] {
		t.Error("the link is not whole")
	}
}

func TestAnotherSignatureIsNotSentWhenTheFirstMayHaveMadeTheJob(t *testing.T) {
	signed := linked()
	signed["video"] = "https://s3.example.com/v.mp4?X-Amz-Signature=abc"
	y := begin(t, signed).on(Submitted{}).on(SlotGranted{}).is(Sending)
	y.s.Values = Withhold(signed)
	again := linked()
	again["video"] = "https://s3.example.com/v.mp4?X-Amz-Signature=xyz"
	y.restarted().on(Given{again}).is(Unknown)
	y.on(Looked{}).is(Unknown)
	y.after(time.Hour).on(TimeCame{}).on(Looked{}).is(Asking)
}

func TestWhatMayHaveMadeAJob(t *testing.T) {
	y := sent(t)
	if !y.s.MayHaveMade() {
		t.Error("one that is sent may have")
	}
	y.on(SendFailed{refusal(t, 400, "invalid_parameter")}).is(Refused)
	if y.s.MayHaveMade() {
		t.Error("a refused one has not")
	}
	taken := begin(t, linked()).on(Discard{}).is(Discarded)
	if taken.s.MayHaveMade() {
		t.Error("one that was taken back before it left has not")
	}
	doubt := sent(t).after(25 * time.Hour).restarted().on(Looked{}).is(Asking).on(Discard{}).is(Discarded)
	if !doubt.s.MayHaveMade() {
		t.Error("one whose answer was lost may have")
	}
}
