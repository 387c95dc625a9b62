package create

import (
	"testing"
	"time"

	"lipdash/api"
	"lipdash/ui/kit/action"
)

func TestFilesOfAJobAreLookedAtOnceSomebodyStaysOnIt(t *testing.T) {
	r := New(Rates{}, 0, Terminal{})
	r.Records.put("mine", Record{Values: map[string]string{"video": "/in/v.mp4", "audio": "https://x.y/a.wav"}})
	now := time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)
	row := action.JobRow("mine")
	if got := r.LookAt(row, now, now.Add(100*time.Millisecond)); got != nil {
		t.Errorf("on the way through the list %v", got)
	}
	now = now.Add(time.Second)
	if got := r.LookAt(row, time.Time{}, now); len(got) != 1 || got[0] != "/in/v.mp4" {
		t.Errorf("looked at are %v", got)
	}
	if got := r.LookAt(row, time.Time{}, now.Add(time.Second)); got != nil {
		t.Errorf("a moment later %v", got)
	}
	r.Sources.Looked(map[string]api.LocalFile{"/in/v.mp4": {Length: time.Minute}})
	if f := r.Inputs(row).Files["video"]; f.Length != time.Minute || f.Path != "/in/v.mp4" {
		t.Errorf("the video is %+v", f)
	}
	if got := r.LookAt(row, time.Time{}, now.Add(time.Minute)); len(got) != 1 {
		t.Error("a file that may have changed is not looked at again")
	}
}

func TestWhatIsOddAboutInputsInAFewWords(t *testing.T) {
	lasts := func(video, audio time.Duration) Inputs {
		return Inputs{Values: map[string]string{"video": "/v.mp4", "audio": "/a.wav"}, Files: map[string]api.LocalFile{"video": {Length: video}, "audio": {Length: audio}}}
	}
	silent := lasts(time.Minute, time.Minute)
	silent.Files["audio"] = api.LocalFile{Silent: true}
	part := lasts(10*time.Minute, time.Minute)
	part.Values["end_time"] = "20"
	fits := lasts(10*time.Minute, time.Minute)
	fits.Values["end_time"] = "60"
	for want, in := range map[string]Inputs{
		"audio is 8 times the video":           lasts(90*time.Second, 724*time.Second),
		"video is 3 times the audio":           lasts(3*time.Minute, time.Minute),
		"audio is 0:20 longer than the video":  lasts(time.Minute, 80*time.Second),
		"audio is 0:15 shorter than the video": lasts(time.Minute, 45*time.Second),
		"no sound in the audio":                silent,
		"audio is 3 times the part":            part,
	} {
		if text, param := in.Odd(); text != want || param != "audio" {
			t.Errorf("%q of %q, want %q", text, param, want)
		}
	}
	for _, in := range []Inputs{lasts(time.Minute, 62*time.Second), lasts(0, time.Minute), fits} {
		if text, _ := in.Odd(); text != "" {
			t.Errorf("%+v is said to be odd: %q", in, text)
		}
	}
}
