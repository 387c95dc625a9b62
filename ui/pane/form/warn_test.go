package form_test

import (
	"maps"
	"strings"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/pane/form"
)

// twoFiles is a form with a local video and a local voice of lengths.
func twoFiles(video, voice time.Duration, more map[string]string) *form.Form {
	f := newForm()
	values := map[string]string{"video": "in/v.mp4", "audio": "in/a.wav"}
	maps.Copy(values, more)
	f.SetValues(values)
	f.FileChecked("video", values["video"], form.Facts{Text: "mp4", Length: video, Real: "/d/in/v.mp4"})
	f.FileChecked("audio", values["audio"], form.Facts{Text: "wav", Length: voice, Real: "/d/in/a.wav"})
	return f
}

// joined is what is on screen as one line, without the rule and the wrapping.
func joined(f *form.Form) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(text(f), "│", " ")), " ")
}

func TestFieldsAreHeldAgainstEachOther(t *testing.T) {
	const s = time.Second
	for name, c := range map[string]struct {
		f    *form.Form
		want string
	}{
		"a part after the end":          {twoFiles(12*s, 12*s, map[string]string{"start_time": "20", "end_time": "30"}), "from: the video is only 0:12 long"},
		"both ends of it":               {twoFiles(12*s, 12*s, map[string]string{"start_time": "20", "end_time": "30"}), "to: the video is only 0:12 long"},
		"a part that ends after it":     {twoFiles(12*s, 10*s, map[string]string{"start_time": "2", "end_time": "30"}), "to: the video is only 0:12 long"},
		"a part within":                 {twoFiles(12*s, 10*s, map[string]string{"start_time": "2", "end_time": "12.2"}), ""},
		"a part of an unknown video":    {twoFiles(0, 12*s, map[string]string{"start_time": "20"}), ""},
		"a long voice":                  {twoFiles(12*s, 90*s, nil), "it is 1:30 and the video 0:12, more than 15 % apart: HeyGen may fail it"},
		"a short voice":                 {twoFiles(90*s, 12*s, nil), "it is 0:12 and the video 1:30, more than 15 % apart"},
		"a long voice, length to stay":  {twoFiles(12*s, 90*s, map[string]string{"enable_dynamic_duration": "false"}), "it is 1:30 and the video 0:12: HeyGen fails this while dynamic length is off"},
		"a short voice, length to stay": {twoFiles(90*s, 12*s, map[string]string{"enable_dynamic_duration": "false"}), "more than 15 % apart"},
		"as good as alike":              {twoFiles(100*s, 114*s, nil), ""},
		"more than alike":               {twoFiles(100*s, 116*s, nil), "it is 1:56 and the video 1:40"},
		"lengths that read alike":       {twoFiles(1200*time.Millisecond, 900*time.Millisecond, nil), "it is 0.9 s and the video 1.2 s"},
		"a voice for the part":          {twoFiles(90*s, 10*s, map[string]string{"start_time": "20", "end_time": "30"}), ""},
		"a voice for neither":           {twoFiles(90*s, 40*s, map[string]string{"start_time": "20", "end_time": "30"}), "it is 0:40 and the part 0:10"},
		"the same path":                 {twoFiles(12*s, 12*s, map[string]string{"audio": "./in/v.mp4"}), "this is the video itself"},
		"the same link":                 {twoFiles(0, 0, map[string]string{"video": "https://example.com/v.mp4", "audio": "https://example.com/v.mp4"}), "this is the video itself"},
		"the same asset":                {twoFiles(0, 0, map[string]string{"video": "asset:12345678", "audio": "asset:12345678"}), "this is the video itself"},
	} {
		got := joined(c.f)
		if c.want == "" {
			if strings.Contains(got, "WARNINGS") || strings.Contains(got, "apart") || strings.Contains(got, "only") {
				t.Errorf("%s: it warns\n%s", name, text(c.f))
			}
			continue
		}
		if !strings.Contains(joinedLeft(c.f), c.want) || !strings.Contains(got, "WARNINGS") {
			t.Errorf("%s: %q is missing\n%s", name, c.want, text(c.f))
		}
		if act, _ := press(c.f, "ctrl+x", "enter"); act == nil {
			t.Errorf("%s: a warning stops it", name)
		}
	}
}

// joinedLeft is what stands beside the fields.
func joinedLeft(f *form.Form) string {
	var out []string
	for l := range strings.SplitSeq(text(f), "\n") {
		left, _, _ := strings.Cut(l, "│")
		out = append(out, strings.Fields(left)...)
	}
	return strings.Join(out, " ")
}

func TestAWarningIsBesideTheFieldAndInTheReview(t *testing.T) {
	f := twoFiles(12*time.Second, 90*time.Second, nil)
	if n := strings.Count(joined(f), "more than"); n != 2 {
		t.Errorf("it is told %d times\n%s", n, text(f))
	}
	has(t, f, "]  !", "WARNINGS")
	// Both lengths are in the review, warned of or not.
	f = twoFiles(83*time.Second, 84*time.Second, nil)
	hasNot(t, f, "WARNINGS", "]  !")
	for l := range strings.SplitSeq(text(f), "\n") {
		_, review, _ := strings.Cut(l, "│")
		if strings.Contains(review, "v.mp4") && !strings.Contains(review, "1:23") || strings.Contains(review, "a.wav") && !strings.Contains(review, "1:24") {
			t.Errorf("the review does not say how long it is: %s", review)
		}
	}
	// Without room for it the line at Create says that there is something.
	f = twoFiles(12*time.Second, 90*time.Second, nil)
	f.SetSize(80, 24)
	press(f, "ctrl+x")
	has(t, f, "1 warning above", "more than 15 %")
}

func TestTheReviewCutsNeitherTheCostNorHowItComes(t *testing.T) {
	f := twoFiles(90*time.Second, 91*time.Second, nil)
	f.Price(func(api.Mode, float64) (string, string) { return "about $3.03", "91 s × $0.0333 of 2026-07" })
	has(t, f, "about $3.03", "91 s × $0.0333 of 2026-07")
	f.SetSize(80, 18)
	press(f, "ctrl+x")
	has(t, f, "about $3.03, upload v.mp4")
}

func TestWhatIsKnownOfAFileIsWarnedOf(t *testing.T) {
	for param, c := range map[string]struct {
		facts form.Facts
		want  string
	}{
		"video": {form.Facts{Text: "mp4", Silent: true}, "there is no sound in it: HeyGen may fail"},
		"audio": {form.Facts{Text: "mp4", Silent: true}, "there is no sound in it, a voice is needed here"},
	} {
		f := newForm()
		f.SetValues(map[string]string{"video": "in/v.mp4", "audio": "in/a.mp4"})
		f.FileChecked(param, f.Values()[param], c.facts)
		has(t, f, c.want)
	}
	f := twoFiles(0, 0, nil)
	f.FileChecked("video", "in/v.mp4", form.Facts{Text: "mp4", NoPicture: true, Warning: "the file is not whole: it ends before its content does"})
	has(t, f, "there is no picture in it", "the file is not whole", "mp4")
	f.FileChecked("audio", "in/a.wav", form.Facts{Text: "wav", Warning: "its sound is MP3 in a WAV", Convert: "ffmpeg -i in/a.wav in/b.wav"})
	has(t, f, "its sound is MP3", "ffmpeg -i in/a.wav in/b.wav")
	press(f, "tab")
	if act, _ := press(f, "ctrl+y"); act != (action.Copy{What: "ffmpeg command", Text: "ffmpeg -i in/a.wav in/b.wav"}) {
		t.Errorf("ctrl+y: %v", act)
	}
	// One file under two names is one file.
	f.FileChecked("video", "in/v.mp4", form.Facts{Text: "mp4", Real: "/d/x"})
	f.FileChecked("audio", "in/a.wav", form.Facts{Text: "mp4", Real: "/d/x"})
	has(t, f, "this is the video itself")
	// What cannot be sent at all is not warned of.
	f.FileChecked("audio", "in/a.wav", form.Facts{Problem: "no such file", Warning: "its sound is MP3"})
	hasNot(t, f, "its sound is MP3", "WARNINGS")
}

func TestALinkThatHasEndedIsWarnedOf(t *testing.T) {
	now := time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)
	f := newForm()
	f.Clock(func() time.Time { return now })
	f.SetValues(map[string]string{
		"video": "https://b.s3.amazonaws.com/v.mp4?X-Amz-Date=20261129T100000Z&X-Amz-Expires=3600&X-Amz-Signature=s3cr3t",
		"audio": "https://www.dropbox.com/s/x/a.wav?dl=0",
	})
	has(t, f, "this link ended on 29 Nov 2026 11:00: make a new one", "write dl=1 instead of dl=0")
	if act, _ := press(f, "ctrl+x", "enter"); act == nil {
		t.Error("a warning stops it")
	}
	now = now.Add(-90 * time.Minute)
	hasNot(t, f, "this link ended")
}
