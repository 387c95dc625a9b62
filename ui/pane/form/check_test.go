package form_test

import (
	"strings"
	"testing"

	"lipdash/api"
	"lipdash/ui/kit/action"
)

func TestCreateWithProblemsGoesToTheFirstInsteadOfSending(t *testing.T) {
	f := newForm()
	press(f, "tab")
	write(f, "https://example.com/a.wav")
	if act, _ := press(f, "ctrl+x", "enter"); sends(act) {
		t.Fatalf("%v", act)
	}
	has(t, f, "it is needed")
	write(f, "https://example.com/v.mp4")
	if f.Values()["video"] != "https://example.com/v.mp4" {
		t.Fatalf("the focus did not go to the video: %v", f.Values())
	}
	hasNot(t, f, "it is needed")
	if act, _ := press(f, "ctrl+x", "enter"); !sends(act) {
		t.Fatal("not sent")
	}
}

func TestWhatIsNotSentSaysWhy(t *testing.T) {
	f := newForm()
	f.SetValues(map[string]string{"video": "/no/v.mp4", "audio": "https://example.com/a.wav"})
	checked(f, "video", "/no/v.mp4", api.LocalFile{Problem: "no such file"})
	if act, _ := press(f, "ctrl+x", "enter"); act != (action.Say{Text: "not sent: video: no such file"}) {
		t.Errorf("%#v", act)
	}
	f.Reset()
	if act, _ := press(f, "ctrl+x", "enter"); act != (action.Say{Text: "not sent: video: it is needed, and 1 other field"}) {
		t.Errorf("%#v", act)
	}
}

func TestAFileThatCannotBeSentIsNoStep(t *testing.T) {
	f := newForm()
	f.SetValues(map[string]string{"video": "/no/v.mp4", "audio": "/in/a.wav"})
	checked(f, "audio", "/in/a.wav", api.LocalFile{Kind: "wav", Size: 1})
	has(t, f, "upload   v.mp4")
	checked(f, "video", "/no/v.mp4", api.LocalFile{Problem: "no such file"})
	has(t, f, "upload   a.wav")
	hasNot(t, f, "upload   v.mp4")
}

func TestNothingIsMissingBeforeCreateWasPressed(t *testing.T) {
	f := newForm()
	press(f, "tab", "tab", "tab")
	hasNot(t, f, "needed", "✗", "✓")
}

func TestProblemsShowWhileTyping(t *testing.T) {
	for name, values := range map[string]map[string]string{
		"video":        {"video": "http://example.com/v.mp4"},
		"audio":        {"audio": "ftp://example.com/v.mp4"},
		"start_time":   {"start_time": "soon"},
		"end_time":     {"start_time": "9", "end_time": "3"},
		"callback_url": {"callback_url": "http://example.com"},
		"mode":         {"mode": "turbo"},
	} {
		f := newForm()
		f.SetValues(values)
		_, errs := api.ParseCreate(values)
		has(t, f, strings.Join(strings.Fields(errs[name].Error())[:3], " "))
		if act, _ := press(f, "ctrl+x", "enter"); sends(act) {
			t.Errorf("%v was sent", values)
		}
	}
}

func TestAPrefixOfALinkIsNoProblemYet(t *testing.T) {
	f := newForm()
	for _, r := range "https://" {
		if act := write(f, string(r)); act != nil {
			t.Fatalf("%v asked at %q", act, f.Values()["video"])
		}
		hasNot(t, f, "✗", "✓")
	}
	write(f, "example.com/v.mp4")
	has(t, f, "✓")
}

func TestAnOpenEnumKeepsAWordNobodyListed(t *testing.T) {
	f := newForm()
	f.SetValues(map[string]string{"fps_mode": "drop"})
	has(t, f, "◉ drop", "○ auto", "○ cfr")
	if f.Values()["fps_mode"] != "drop" {
		t.Fatal(f.Values())
	}
}

func TestRareFieldsAreFoldedUntilWanted(t *testing.T) {
	f := newForm()
	has(t, f, "+ fps, folder, callback url, callback id")
	for !strings.Contains(text(f), "▌+ fps") {
		press(f, "tab")
	}
	press(f, "enter")
	has(t, f, "▌◉ auto", "- less", "callback url")
	press(f, "shift+tab", "space")
	has(t, f, "+ fps")

	f.SetValues(map[string]string{"folder_id": "f1"})
	has(t, f, "callback id", "f1")

	f.Reset()
	f.Refused(map[string]string{"callback_url": "not reachable"}, "")
	has(t, f, "not reachable")
}

func TestAFoldedProblemIsUnfoldedByCreate(t *testing.T) {
	f := filled()
	v := f.Values()
	v["callback_url"] = "nonsense"
	f.SetValues(v)
	for !strings.Contains(text(f), "▌- less") {
		press(f, "tab")
	}
	press(f, "space")
	has(t, f, "+ 1 set")
	press(f, "ctrl+x", "enter")
	has(t, f, "▌[nonsense", "✗")
}

func TestTheTitleComesFromTheFileUntilTyped(t *testing.T) {
	f := newForm()
	write(f, "in/my ep018.final.mp4")
	has(t, f, "my ep018.final", "from file")
	press(f, "tab", "tab")
	write(f, "x")
	hasNot(t, f, "from file")
	if f.Values()["title"] != "x" {
		t.Fatal(f.Values())
	}
	press(f, "ctrl+u")
	has(t, f, "from file")
	press(f, "end")
	write(f, " German")
	if f.Values()["title"] != "my ep018.final German" {
		t.Fatal(f.Values())
	}
	for video, title := range map[string]string{
		"https://example.com/a/ep%201.mp4?sig=1": "ep 1", "https://example.com/watch": "", "asset:12345678": "", "in/": "",
	} {
		f.SetValues(map[string]string{"video": video})
		if f.Values()["title"] != title {
			t.Errorf("%s: %q, want %q", video, f.Values()["title"], title)
		}
	}
}
