package form_test

import (
	"maps"
	"strconv"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"lipdash/api"
	"lipdash/ui/action"
	"lipdash/ui/form"
	"lipdash/ui/keymap"
	"lipdash/ui/theme"
	"lipdash/ui/uitest"
)

var plain = theme.New(theme.Options{})

func newForm() *form.Form {
	f := form.New(keymap.Default())
	f.SetSize(120, 34)
	return f
}

// press plays keys and reports the last answer.
func press(f *form.Form, keys ...string) (act action.Action, handled bool) {
	for _, k := range keys {
		act, handled = f.Key(uitest.Key(k))
	}
	return act, handled
}

// write types text as key presses and reports the last action.
func write(f *form.Form, text string) (act action.Action) {
	for _, r := range text {
		act, _ = f.Key(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
	return act
}

func text(f *form.Form) string { return ansi.Strip(f.View(plain)) }

func has(t *testing.T, f *form.Form, wants ...string) {
	t.Helper()
	for _, w := range wants {
		if !strings.Contains(text(f), w) {
			t.Fatalf("%q is missing:\n%s", w, text(f))
		}
	}
}

func hasNot(t *testing.T, f *form.Form, bads ...string) {
	t.Helper()
	for _, b := range bads {
		if strings.Contains(text(f), b) {
			t.Fatalf("%q is there:\n%s", b, text(f))
		}
	}
}

// filled is a form with two links.
func filled() *form.Form {
	f := newForm()
	f.SetValues(map[string]string{"video": "https://example.com/v/ep018.mp4", "audio": "https://example.com/a.wav"})
	return f
}

func TestTypedAndChosenValuesAreSubmitted(t *testing.T) {
	f := newForm()
	write(f, "https://example.com/v.mp4")
	press(f, "tab")
	write(f, "asset:9c41aa02")
	press(f, "enter")
	write(f, "my title?")
	press(f, "tab", "right", "tab", "space")
	act, handled := press(f, "ctrl+x", "enter")
	want := map[string]string{
		"video": "https://example.com/v.mp4", "audio": "asset:9c41aa02", "title": "my title?",
		"mode": "precision", "enable_caption": "true",
	}
	got, ok := act.(action.SubmitForm)
	if !ok || !handled || !maps.Equal(got.Values, want) {
		t.Fatalf("%#v, want %v", act, want)
	}
}

// focused is the parameter with the focus, by its help at the bottom.
func focused(f *form.Form) (api.Param, bool) {
	seen := text(f)
	for _, p := range api.Params() {
		if strings.Contains(seen, p.Help[:min(30, len(p.Help))]) {
			return p, true
		}
	}
	return api.Param{}, false
}

// fill gives the field with the focus a value by its kind and reports it.
func fill(f *form.Form, p api.Param) string {
	typed := map[api.Kind]string{
		api.KindSource: "https://example.com/x", api.KindText: "word",
		api.KindURL: "https://example.com/cb", api.KindSeconds: strconv.Itoa(len(p.Name)),
	}
	if v := typed[p.Kind]; v != "" {
		write(f, v)
		return v
	}
	press(f, "space")
	switch {
	case p.Kind == api.KindEnum && p.Default == p.Enum[0]:
		return p.Enum[1]
	case p.Kind == api.KindEnum:
		return p.Enum[0]
	}
	return strconv.FormatBool(p.Default != "true")
}

func TestEveryParameterIsReachedWithTabAndFoundInTheValues(t *testing.T) {
	f := newForm()
	f.Refused(map[string]string{"folder_id": "unfolds"}, "")
	want := map[string]string{}
	for range 40 {
		if p, ok := focused(f); ok && want[p.Name] == "" {
			want[p.Name] = fill(f, p)
		}
		press(f, "tab")
	}
	if len(want) != len(api.Params()) {
		t.Fatalf("reached only %v", want)
	}
	// "end_time" is shorter than "start_time", so the end came out too early.
	for p, ok := focused(f); !ok || p.Name != "end_time"; p, ok = focused(f) {
		press(f, "tab")
	}
	want["end_time"] += "0"
	write(f, "0")
	if got := f.Values(); !maps.Equal(got, want) {
		t.Fatalf("got %v\nwant %v", got, want)
	}
	if act, _ := press(f, "ctrl+x", "enter"); act == nil {
		t.Fatalf("a valid form was not sent:\n%s", text(f))
	}
}

func TestDefaultsAreShownButOnlyChangesAreSent(t *testing.T) {
	f := filled()
	has(t, f, "▣ dynamic length", "▢ captions", "◉ speed", "◉ as HeyGen likes")
	if v := f.Values(); len(v) != 3 || v["title"] != "ep018" {
		t.Fatalf("%v", v)
	}
	f.SetValues(map[string]string{"enable_dynamic_duration": "false"})
	has(t, f, "▢ dynamic length")
	if v := f.Values(); v["enable_dynamic_duration"] != "false" {
		t.Fatalf("%v", v)
	}
}

func TestTogglingBackToTheDefaultSendsNothing(t *testing.T) {
	f := newForm()
	press(f, "tab", "tab", "tab", "tab")
	has(t, f, "▌▢ captions")
	press(f, "space")
	has(t, f, "▌▣ captions")
	if f.Empty() {
		t.Fatal("a choice is not empty")
	}
	press(f, "space")
	if !f.Empty() || len(f.Values()) != 0 {
		t.Fatalf("%v", f.Values())
	}
}

func TestThreeStatesCycleThroughUnset(t *testing.T) {
	f := newForm()
	for !strings.Contains(text(f), "▌◉ as HeyGen") {
		press(f, "tab")
	}
	for _, want := range []string{"true", "false", "", "true"} {
		press(f, "space")
		if got := f.Values()["keep_the_same_format"]; got != want {
			t.Fatalf("%q, want %q", got, want)
		}
	}
	press(f, "left", "left")
	if got := f.Values()["keep_the_same_format"]; got != "false" {
		t.Fatalf("%q", got)
	}
}

func TestLettersAreNeverPassedOnToOtherKeys(t *testing.T) {
	f := newForm()
	for range 30 {
		for _, k := range []string{"q", "r", "x", "u", "n", "1"} {
			if act, handled := press(f, k); !handled || leaves(act) {
				t.Fatalf("%s: %v, %v at\n%s", k, act, handled, text(f))
			}
		}
		press(f, "tab")
	}
}

func leaves(a action.Action) bool {
	switch a.(type) {
	case nil, action.CheckFile, action.CompletePath:
		return false
	}
	return true
}

func TestGlobalKeysPassThroughTheForm(t *testing.T) {
	f := newForm()
	for _, k := range []string{"ctrl+z", "ctrl+l"} {
		if _, handled := press(f, k); handled {
			t.Errorf("%s was kept", k)
		}
	}
	if _, handled := press(f, "?"); !handled || f.Values()["video"] != "?" {
		t.Error("? is text in a field")
	}
	press(f, "ctrl+x")
	if _, handled := press(f, "?"); handled {
		t.Error("? is help on a button")
	}
}

func TestEscLeavesAndKeepsEveryValue(t *testing.T) {
	f := filled()
	press(f, "tab", "tab")
	write(f, "half a ti")
	before, seen := f.Values(), text(f)
	if act, handled := press(f, "esc"); act != (action.CloseForm{}) || !handled {
		t.Fatalf("%v", act)
	}
	if !maps.Equal(f.Values(), before) || text(f) != seen {
		t.Fatal("esc changed the form")
	}
	press(f, "t")
	if f.Values()["title"] != "half a tit" {
		t.Fatalf("the caret moved: %v", f.Values())
	}
}

func TestButtons(t *testing.T) {
	f := filled()
	if act, _ := press(f, "ctrl+x", "right", "enter"); act != (action.CloseForm{}) || f.Empty() {
		t.Fatalf("keep draft: %v", act)
	}
	if act, _ := press(f, "tab", "enter"); act != (action.DiscardDraft{}) || !f.Empty() {
		t.Fatalf("discard: %v", act)
	}
	if len(f.Values()) != 0 {
		t.Fatalf("%v", f.Values())
	}
}

func TestCreateWithProblemsGoesToTheFirstInsteadOfSending(t *testing.T) {
	f := newForm()
	press(f, "tab")
	write(f, "https://example.com/a.wav")
	if act, _ := press(f, "ctrl+x", "enter"); act != nil {
		t.Fatalf("%v", act)
	}
	has(t, f, "it is needed")
	write(f, "https://example.com/v.mp4")
	if f.Values()["video"] != "https://example.com/v.mp4" {
		t.Fatalf("the focus did not go to the video: %v", f.Values())
	}
	hasNot(t, f, "it is needed")
	if act, _ := press(f, "ctrl+x", "enter"); act == nil {
		t.Fatal("not sent")
	}
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
		if act, _ := press(f, "ctrl+x", "enter"); act != nil {
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

func TestSetValuesIsTheInverseOfValues(t *testing.T) {
	f := newForm()
	want := map[string]string{
		"video": "in/a.mp4", "audio": "https://example.com/a.wav", "title": "t", "mode": "speed",
		"enable_dynamic_duration": "true", "enable_caption": "false", "keep_the_same_format": "false",
		"start_time": "1.5", "end_time": "3", "fps_mode": "cfr", "folder_id": "f", "callback_url": "https://e.com/x", "callback_id": "c",
	}
	f.SetValues(want)
	if got := f.Values(); !maps.Equal(got, want) {
		t.Fatalf("%v", got)
	}
	f.SetValues(map[string]string{"no_such": "x"})
	if !f.Empty() {
		t.Fatal(f.Values())
	}
}
