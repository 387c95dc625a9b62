package form_test

import (
	"strings"
	"testing"

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
	checked(f, "video", "in/a.mov", api.LocalFile{Problem: "this is a MOV video", Convert: remux})
	checked(f, "audio", "in/a.m4a", api.LocalFile{Problem: "this is M4A audio", Convert: "ffmpeg -i in/a.m4a in/a.wav"})
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
	checked(f, "video", "in/a.mov", api.LocalFile{Problem: "this is a MOV video", Convert: "ffmpeg -i a\x1b[2Jb"})
	hasNot(t, f, "ffmpeg", "copies this")
	act, _ := press(f, "ctrl+y")
	if _, copied := act.(action.Copy); copied {
		t.Errorf("ctrl+y: %v", act)
	}
}

func TestTheCostIsInTheLineForNarrowScreens(t *testing.T) {
	f := filled()
	f.SetSize(80, 24)
	priced(f, "about $7.10", "")
	press(f, "ctrl+x")
	has(t, f, "about $7.10")
}
