package form_test

import (
	"strings"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/pane/form"
)

func TestAPathIsCompletedWhileTypedAndLookedAtAfterwards(t *testing.T) {
	f := newForm()
	if act := write(f, "in/ep"); act != (action.CompletePath{Param: "video", Prefix: "in/ep"}) {
		t.Fatalf("%v", act)
	}
	if act := f.Ask(); act != (action.CheckFile{Param: "video", Path: "in/ep"}) {
		t.Fatalf("%v", act)
	}
	if act := f.Ask(); act != nil {
		t.Fatalf("asked twice: %v", act)
	}
	write(f, "1.mp4")
	if act, _ := press(f, "tab"); act != (action.CheckFile{Param: "video", Path: "in/ep1.mp4"}) {
		t.Fatalf("leaving the field does not look at the file: %v", act)
	}
}

func TestLinksAndAssetIDsAskNothing(t *testing.T) {
	f := newForm()
	for _, text := range []string{"https://example.com/v.mp4", "asset:9c41", "9c41aa02deadbeef"} {
		press(f, "ctrl+u")
		f.Paste(text)
		if act := f.Ask(); act != nil {
			t.Errorf("%s: %v", text, act)
		}
	}
}

func TestARestoredDraftAsksAboutEachOfItsFilesOnce(t *testing.T) {
	f := newForm()
	f.SetValues(map[string]string{"video": "in/a.mp4", "audio": "in/a.wav"})
	if a, b, c := f.Ask(), f.Ask(), f.Ask(); a != (action.CheckFile{Param: "video", Path: "in/a.mp4"}) ||
		b != (action.CheckFile{Param: "audio", Path: "in/a.wav"}) || c != nil {
		t.Fatalf("%v %v %v", a, b, c)
	}
}

func TestAnAnswerAboutAPathNoLongerTypedIsIgnored(t *testing.T) {
	f := newForm()
	write(f, "in/ep1.mp4")
	checked(f, "video", "in/ep1.mp", api.LocalFile{Problem: "no such file"})
	hasNot(t, f, "no such file", "✗")
	checked(f, "video", "in/ep1.mp4", api.LocalFile{Kind: "mp4", Size: 104_900_000})
	has(t, f, "mp4  104.9 MB, uploads in 3 steps", "✓")
	press(f, "x")
	hasNot(t, f, "104.9 MB", "✓")
	checked(f, "nonsense", "in/ep1.mp4x", api.LocalFile{})
}

func TestASmallFileUploadsInOneStep(t *testing.T) {
	f := newForm()
	write(f, "a.wav")
	checked(f, "video", "a.wav", api.LocalFile{Kind: "audio/x-wav", Size: 12_100_000})
	has(t, f, "wav  12.1 MB")
	hasNot(t, f, "direct", "audio/")
}

func TestAFileThatCannotBeSentIsAProblem(t *testing.T) {
	f := newForm()
	f.SetValues(map[string]string{"video": "v.mov", "audio": "https://example.com/a.wav"})
	checked(f, "video", "v.mov", api.LocalFile{Problem: "HeyGen takes no MOV"})
	has(t, f, "HeyGen takes no MOV", "✗")
	if act, _ := press(f, "ctrl+x", "enter"); sends(act) {
		t.Fatalf("sent: %v", act)
	}
}

func TestTheListOfPaths(t *testing.T) {
	open := func() *form.Form {
		f := newForm()
		write(f, "in/")
		f.Completions("video", "in/", offered("in/a.mp4", "in/b.mp4", "in/sub/"))
		return f
	}
	f := open()
	has(t, f, "▌in/a.mp4", " in/b.mp4")
	if act, _ := press(f, "ctrl+n", "tab"); act != (action.CheckFile{Param: "video", Path: "in/b.mp4"}) {
		t.Errorf("taking a file: %v", act)
	}
	hasNot(t, f, "in/a.mp4")

	f = open()
	if act, _ := press(f, "ctrl+p", "tab"); act != (action.CompletePath{Param: "video", Prefix: "in/sub/"}) {
		t.Errorf("taking a folder goes on: %v", act)
	}
	f = open()
	press(f, "ctrl+n", "enter")
	if f.Values()["video"] != "in/b.mp4" {
		t.Errorf("enter after moving: %v", f.Values())
	}
	f = open()
	press(f, "enter")
	write(f, "x")
	if f.Values()["video"] != "in/" || f.Values()["audio"] != "x" {
		t.Errorf("enter without moving goes on: %v", f.Values())
	}
	f = open()
	press(f, "shift+tab", "tab")
	if f.Values()["video"] != "in/" {
		t.Errorf("the list took a key from elsewhere: %v", f.Values())
	}
}

func TestALateListDoesNotOpenOverOtherText(t *testing.T) {
	f := newForm()
	write(f, "in/a")
	f.Completions("video", "in/", offered("in/b.mp4"))
	hasNot(t, f, "b.mp4")
	press(f, "down")
	f.Completions("video", "in/a", offered("in/a.mp4", "in/ab.mp4"))
	hasNot(t, f, "a.mp4")
}

func TestAListThatOnlyRepeatsTheTextStaysShutAndTabGoesOn(t *testing.T) {
	f := newForm()
	write(f, "in/a.mp4")
	f.Completions("video", "in/a.mp4", offered("in/a.mp4"))
	press(f, "tab")
	write(f, "b.wav")
	if v := f.Values(); v["video"] != "in/a.mp4" || v["audio"] != "b.wav" {
		t.Fatalf("%v", v)
	}
	press(f, "shift+tab")
	f.Completions("video", "in/a.mp4", offered("in/a.mp4", "in/a.mp4.bak"))
	press(f, "tab")
	write(f, "!")
	if v := f.Values(); v["audio"] != "b.wav!" {
		t.Fatalf("tab on a complete path: %v", v)
	}
}

func TestCtrlNAsksForTheListInAnEmptyField(t *testing.T) {
	if act, handled := press(newForm(), "ctrl+n"); act != (action.CompletePath{Param: "video"}) || !handled {
		t.Fatalf("%v", act)
	}
}

func TestALongListShowsThePartAroundTheChosen(t *testing.T) {
	f := newForm()
	write(f, "in/")
	var paths []string
	for _, r := range "abcdefghij" {
		paths = append(paths, "in/"+string(r)+".mp4")
	}
	f.Completions("video", "in/", offered(paths...))
	has(t, f, "tab takes it  ctrl+n ctrl+p move  5 more")
	press(f, strings.Fields(strings.Repeat("ctrl+n ", 8))...)
	has(t, f, "▌in/i.mp4")
	hasNot(t, f, "in/a.mp4")
}

func TestPasteBecomesOneLineAndADroppedFileItsPath(t *testing.T) {
	for in, want := range map[string]string{
		"https://example.com/v.mp4\n": "https://example.com/v.mp4",
		"in/a\nb.mp4":                 "in/a b.mp4",
		"'/data/my film.mp4' ":        "/data/my film.mp4",
		`/data/my\ film.mp4`:          "/data/my film.mp4",
		"file:///data/my%20film.mp4":  "/data/my film.mp4",
		"~/my\\ film.mp4":             "~/my film.mp4",
		"\x1b[31min/a.mp4\x07":        "in/a.mp4",
	} {
		f := newForm()
		f.Paste(in)
		if got := f.Values()["video"]; got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
	f := newForm()
	press(f, "ctrl+x")
	if act := f.Paste("x"); act != nil || !f.Empty() {
		t.Error("a paste on a button went somewhere")
	}
}

func TestWhatTheServerSaidLandsOnItsField(t *testing.T) {
	f := filled()
	press(f, "ctrl+x")
	f.Refused(map[string]string{"audio.url": "HeyGen could not fetch it", "title": "too long", "region": "unknown"}, "not made")
	has(t, f, "HeyGen could not fetch it", "too long", "not made region: unknown")
	write(f, "2")
	if f.Values()["audio"] != "https://example.com/a.wav2" {
		t.Fatalf("the focus is not on the first refused field: %v", f.Values())
	}
	hasNot(t, f, "could not fetch")
	has(t, f, "too long")
	if act, _ := press(f, "ctrl+x", "enter"); sends(act) {
		t.Fatal("sent with a title the server refused")
	}
}

func TestAFormThatIsBeingSentCanBeReadAndLeftButNotChanged(t *testing.T) {
	f := newForm()
	f.SetValues(map[string]string{"video": "in/a.mp4", "audio": "https://example.com/a.wav"})
	f.Refused(nil, "an old complaint")
	f.Submitting(true)
	has(t, f, "Sending", "WHAT HAPPENS NOW")
	hasNot(t, f, "an old complaint")
	before := f.Values()
	for _, k := range []string{"x", "space", "ctrl+u", "ctrl+w", "backspace", "enter", "tab", "right", "ctrl+x", "enter", "down", "space"} {
		if act, handled := press(f, k); !handled && k != "ctrl+w" && k != "backspace" || leaves(act) && act != (action.CloseForm{}) {
			t.Errorf("%s: %v, handled %v", k, act, handled)
		}
	}
	f.Paste("more")
	for k, v := range f.Values() {
		if before[k] != v {
			t.Errorf("%s became %q", k, v)
		}
	}
	if act, _ := press(f, "esc"); act != (action.CloseForm{}) {
		t.Errorf("esc: %v", act)
	}
	f.Submitting(false)
	hasNot(t, f, "Sending")
}

// While a list of matches is open the text is on the way to one of them: that there is no
// such file yet is nothing wrong, until Create is pressed.
func TestNothingIsRedWhileMatchesAreOpen(t *testing.T) {
	f := newForm()
	f.SetValues(map[string]string{"video": "in/a", "audio": "https://example.com/a.wav"})
	checked(f, "video", "in/a", api.LocalFile{Problem: "no such file"})
	has(t, f, "no such file", "✗")
	if measure := f.Completions("video", "in/a", offered("in/a.mp4", "in/ab/")); len(measure) != 1 || measure[0] != "in/a.mp4" {
		t.Errorf("to be measured: %v", measure)
	}
	hasNot(t, f, "no such file", "✗")
	has(t, f, "12.1 MB", "tab takes it")
	f.Measured(map[string]time.Duration{"in/a.mp4": 83 * time.Second, "elsewhere": time.Second})
	has(t, f, "1:23")
	press(f, "ctrl+x", "enter")
	has(t, f, "no such file", "✗")
	f = newForm()
	write(f, "in/a")
	f.Completions("video", "in/a", offered("in/a.mp4"))
	f.SetSize(40, 8)
	has(t, f, "in/a.mp4", "tab takes it")
}

// The list is read from disk: a tab right after the last letter waits for it.
func TestATabWaitsForTheMatchesThatAreOnTheirWay(t *testing.T) {
	tabbed := func(keys ...string) *form.Form {
		f := newForm()
		write(f, "in/a")
		press(f, append([]string{"tab"}, keys...)...)
		return f
	}
	f := tabbed()
	f.Completions("video", "in/a", offered("in/a.mp4", "in/ab.mp4"))
	if got := f.Values()["video"]; got != "in/a.mp4" {
		t.Errorf("it took %q", got)
	}
	press(f, "tab")
	if write(f, "x"); f.Values()["audio"] != "x" {
		t.Error("the next tab does not go on")
	}
	f = tabbed()
	f.Completions("video", "in/a", offered("in/a/"))
	if act := f.Ask(); act != (action.CompletePath{Param: "video", Prefix: "in/a/"}) {
		t.Errorf("a folder is not completed on: %v", act)
	}
	f = tabbed()
	f.Completions("video", "in/a", nil)
	if write(f, "x"); f.Values()["audio"] != "x" {
		t.Error("without a match the tab does not go on")
	}
	f = tabbed("x")
	f.Completions("video", "in/a", offered("in/a.mp4"))
	if v := f.Values(); v["video"] != "in/a" || v["audio"] != "x" {
		t.Errorf("a key that comes first is not for the next field: %v", v)
	}
	f = tabbed()
	if f.Paste("y.wav"); f.Values()["audio"] != "y.wav" {
		t.Error("what is pasted is not for the next field")
	}
}

func TestAFieldThatGetsTheFocusOffersTheMatchesOfItsPathAgain(t *testing.T) {
	f := newForm()
	write(f, "in/a")
	press(f, "down")
	f.Completions("video", "in/a", offered("in/a.mp4", "in/ab.mp4"))
	checked(f, "video", "in/a", api.LocalFile{Problem: "no such file"})
	if act, _ := press(f, "shift+tab"); act != (action.CompletePath{Param: "video", Prefix: "in/a"}) {
		t.Fatalf("%v", act)
	}
	if act := f.Ask(); act != nil {
		t.Errorf("asked twice: %v", act)
	}
	f.Completions("video", "in/a", offered("in/a.mp4", "in/ab.mp4"))
	has(t, f, "in/ab.mp4", "tab takes it")
	press(f, "tab")
	checked(f, "video", "in/a.mp4", api.LocalFile{Kind: "mp4", Size: 1})
	press(f, "down")
	if act, _ := press(f, "shift+tab"); act != nil {
		t.Errorf("asked about a whole path: %v", act)
	}
}
