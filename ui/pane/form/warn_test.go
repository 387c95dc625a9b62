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
	f := advised(newForm(), time.Now)
	values := map[string]string{"video": "in/v.mp4", "audio": "in/a.wav"}
	maps.Copy(values, more)
	f.SetValues(values)
	checked(f, "video", values["video"], api.LocalFile{Kind: "mp4", Length: video, Real: "/d/in/v.mp4"})
	checked(f, "audio", values["audio"], api.LocalFile{Kind: "wav", Length: voice, Real: "/d/in/a.wav"})
	return f
}

// joined is what is on screen as one line, without the rule and the wrapping.
func joined(f *form.Form) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(text(f), "│", " ")), " ")
}

func TestAWarningStopsNothing(t *testing.T) {
	f := twoFiles(12*time.Second, 90*time.Second, nil)
	if act, _ := press(f, "ctrl+x", "enter"); act == nil {
		t.Error("a warning stops it")
	}
}

func TestAWarningIsBesideTheFieldAndInTheReview(t *testing.T) {
	f := twoFiles(12*time.Second, 90*time.Second, nil)
	if n := strings.Count(joined(f), "times the video"); n != 2 {
		t.Errorf("it is told %d times\n%s", n, text(f))
	}
	has(t, f, "]  ◆", "WARNINGS")
	// Both lengths are in the review, warned of or not.
	f = twoFiles(83*time.Second, 84*time.Second, nil)
	hasNot(t, f, "WARNINGS", "]  ◆")
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
	has(t, f, "1 warning above", "it may fail, unbilled")
}

func TestTheReviewCutsNeitherTheCostNorHowItComes(t *testing.T) {
	f := twoFiles(90*time.Second, 91*time.Second, nil)
	priced(f, "about $3.03", "91 s × $0.0333 of 2026-07")
	has(t, f, "about $3.03", "91 s × $0.0333 of 2026-07")
	f.SetSize(80, 18)
	press(f, "ctrl+x")
	has(t, f, "about $3.03, upload v.mp4")
}

// At 80 columns the cost and the wallet have a line each, which their explanations leave
// before they would cut them.
func TestThePriceNeverYieldsToItsExplanation(t *testing.T) {
	f := twoFiles(90*time.Second, 91*time.Second, nil)
	f.Advisor(func(form.Held) form.Advice {
		return form.Advice{Cost: "about $3.03", Why: "1:31 × $0.0333", Wallet: "$476.78", After: "about $473.75 after", Jobs: 1}
	})
	f.SetSize(80, 19)
	has(t, f, "Cost      about $3.03   1:31 × $0.0333", "Wallet    $476.78   about $473.75 after")
	f.SetSize(40, 19)
	has(t, f, "Cost      about $3.03", "Wallet    $476.78")
	hasNot(t, f, "$473.75")
}

// Where there is no room for all gaps, they go one at a time, and the one above the buttons
// last; the help takes the place of a gap, so that little moves with the focus.
func TestGapsGoOneAtATime(t *testing.T) {
	gaps := func(h int) int {
		f := filled()
		f.SetSize(80, h)
		return strings.Count(strings.TrimRight(text(f), " \n"), "\n"+strings.Repeat(" ", 80))
	}
	for h := 24; h > 12; h-- {
		if now, less := gaps(h), gaps(h-1); now-less > 1 || less > now {
			t.Errorf("%d gaps at %d lines, %d at one less", now, h, less)
		}
	}
	for h := 14; h < 30; h++ {
		f := filled()
		f.SetSize(80, h)
		if strings.HasSuffix(text(f), "\n"+strings.Repeat(" ", 80)) && gaps(h) < gaps(40) {
			t.Errorf("at %d lines one is empty at the end and a gap is missing:\n%s", h, text(f))
		}
	}
	f := filled()
	f.SetSize(80, 16)
	has(t, f, "\n"+strings.Repeat(" ", 80)+"\n"+strings.Repeat(" ", 13)+"Create ")
	before := strings.Index(text(f), "Options")
	for range 3 {
		press(f, "tab")
		if at := strings.Index(text(f), "Options"); at-before > 90 || before-at > 90 {
			t.Errorf("the options move by more than a line:\n%s", text(f))
		}
	}
}

func TestWhatIsKnownOfAFileIsWarnedOf(t *testing.T) {
	for param, c := range map[string]struct {
		facts api.LocalFile
		want  string
	}{
		"video": {api.LocalFile{Kind: "mp4", Silent: true}, "there is no sound in it: HeyGen may fail"},
		"audio": {api.LocalFile{Kind: "mp4", Silent: true}, "there is no sound in it, a voice is needed here"},
	} {
		f := advised(newForm(), time.Now)
		f.SetValues(map[string]string{"video": "in/v.mp4", "audio": "in/a.mp4"})
		checked(f, param, f.Values()[param], c.facts)
		has(t, f, c.want)
	}
	f := twoFiles(0, 0, nil)
	checked(f, "video", "in/v.mp4", api.LocalFile{Kind: "mp4", NoPicture: true, Warning: "the file is not whole: it ends before its content does"})
	has(t, f, "there is no picture in it", "the file is not whole", "mp4")
	checked(f, "audio", "in/a.wav", api.LocalFile{Kind: "wav", Warning: "its sound is MP3 in a WAV", Convert: "ffmpeg -i in/a.wav in/b.wav"})
	has(t, f, "its sound is MP3", "ffmpeg -i in/a.wav in/b.wav")
	press(f, "tab")
	if act, _ := press(f, "ctrl+y"); act != (action.Copy{What: "ffmpeg command", Text: "ffmpeg -i in/a.wav in/b.wav"}) {
		t.Errorf("ctrl+y: %v", act)
	}
	// One file under two names is one file.
	checked(f, "video", "in/v.mp4", api.LocalFile{Kind: "mp4", Real: "/d/x"})
	checked(f, "audio", "in/a.wav", api.LocalFile{Kind: "mp4", Real: "/d/x"})
	has(t, f, "this is the video itself")
	// What cannot be sent at all is not warned of.
	checked(f, "audio", "in/a.wav", api.LocalFile{Problem: "no such file", Warning: "its sound is MP3"})
	hasNot(t, f, "its sound is MP3", "WARNINGS")
}

func TestALinkThatHasEndedIsWarnedOf(t *testing.T) {
	now := time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)
	f := advised(newForm(), func() time.Time { return now })
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

func TestAFileThatWasUploadedBeforeIsNotSaidToGoUp(t *testing.T) {
	f := twoFiles(90*time.Second, 91*time.Second, nil)
	has(t, f, "upload", "v.mp4")
	hasNot(t, f, "uploaded before")
	checked(f, "video", "in/v.mp4", api.LocalFile{Kind: "mp4", Length: 90 * time.Second, AtHeyGen: true})
	has(t, f, "reuse    v.mp4", "uploaded before")
}
