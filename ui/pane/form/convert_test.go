package form_test

import (
	"strings"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/pane/form"
)

const remux = "ffmpeg -i '/data/in/a very long name of a film.mov' -c copy '/data/in/a very long name of a film.mp4'"

// refused is a form with a file that has to be converted.
func refused(w, h int) *form.Form {
	f := newForm()
	f.SetSize(w, h)
	f.SetValues(map[string]string{"video": "in/a.mov", "audio": "in/a.m4a"})
	f.FileChecked("video", "in/a.mov", form.Facts{Problem: "this is a MOV video", Convert: remux})
	f.FileChecked("audio", "in/a.m4a", form.Facts{Problem: "this is M4A audio", Convert: "ffmpeg -i in/a.m4a in/a.wav"})
	return f
}

func TestWhatWouldConvertAFileStandsUnderItsField(t *testing.T) {
	f := refused(80, 30)
	has(t, f, "this is a MOV video", "ffmpeg -i", "ctrl+y copies this", "ffmpeg -i in/a.m4a in/a.wav")
	if n := strings.Count(text(f), "copies this"); n != 1 {
		t.Errorf("the key is shown %d times", n)
	}
	// Typing makes it another file.
	write(f, "x")
	hasNot(t, f, "MOV", "copies this")
	if act, _ := press(f, "ctrl+y"); act != (action.Copy{What: "ffmpeg command", Text: "ffmpeg -i in/a.m4a in/a.wav"}) {
		t.Errorf("ctrl+y: %v", act)
	}
}

func TestTheWholeCommandIsCopiedHoweverNarrowTheScreen(t *testing.T) {
	f := refused(30, 9)
	has(t, f, "ffmpeg", "ctrl+y copies this")
	if act, handled := press(f, "ctrl+y"); act != (action.Copy{What: "ffmpeg command", Text: remux}) || !handled {
		t.Errorf("ctrl+y: %v", act)
	}
	press(f, "tab")
	if act, _ := press(f, "ctrl+y"); act != (action.Copy{What: "ffmpeg command", Text: "ffmpeg -i in/a.m4a in/a.wav"}) {
		t.Errorf("ctrl+y: %v", act)
	}
	if act, handled := press(filled(), "ctrl+y"); act != nil || !handled {
		t.Errorf("with nothing to copy: %v", act)
	}
}

func TestACommandThatCannotBeShownIsNotCopied(t *testing.T) {
	f := newForm()
	write(f, "in/a.mov")
	f.FileChecked("video", "in/a.mov", form.Facts{Problem: "this is a MOV video", Convert: "ffmpeg -i a\x1b[2Jb"})
	hasNot(t, f, "ffmpeg", "copies this")
	act, _ := press(f, "ctrl+y")
	if _, copied := act.(action.Copy); copied {
		t.Errorf("ctrl+y: %v", act)
	}
}

func TestTheEstimateKnowsTheLengthOfLocalFiles(t *testing.T) {
	for name, c := range map[string]struct {
		values map[string]string
		want   float64
	}{
		"as long as the voice":       {nil, 142},
		"as long as the video":       {map[string]string{"enable_dynamic_duration": "false"}, 141},
		"a part":                     {map[string]string{"start_time": "10", "end_time": "30"}, 20},
		"from somewhere on":          {map[string]string{"start_time": "41"}, 100},
		"a part that makes no sense": {map[string]string{"start_time": "x"}, 0},
		"a voice elsewhere":          {map[string]string{"audio": "https://example.com/a.wav"}, 0},
		"a video elsewhere":          {map[string]string{"video": "https://example.com/v.mp4"}, 142},
		"from on, video elsewhere":   {map[string]string{"video": "https://example.com/v.mp4", "start_time": "41"}, 0},
	} {
		f := newForm()
		values := map[string]string{"video": "in/v.mp4", "audio": "in/a.wav"}
		for k, v := range c.values {
			values[k] = v
		}
		f.SetValues(values)
		f.FileChecked("video", "in/v.mp4", form.Facts{Text: "mp4", Length: 141 * time.Second})
		f.FileChecked("audio", "in/a.wav", form.Facts{Text: "wav", Length: 142 * time.Second})
		got := -1.0
		f.Price(func(_ api.Mode, seconds float64) (string, string) {
			got = seconds
			return "about $7.10", "142 s x $0.05"
		})
		has(t, f, "about $7.10", "142 s x $0.05")
		if got != c.want {
			t.Errorf("%s: %v seconds, want %v", name, got, c.want)
		}
	}
}

func TestTheCostIsInTheLineForNarrowScreens(t *testing.T) {
	f := filled()
	f.SetSize(80, 24)
	f.Price(func(api.Mode, float64) (string, string) { return "about $7.10", "" })
	press(f, "ctrl+x")
	has(t, f, "about $7.10")
}
