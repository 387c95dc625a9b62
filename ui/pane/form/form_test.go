package form_test

import (
	"maps"
	"testing"

	"lipdash/api"
	"lipdash/ui/kit/action"
)

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
	has(t, f, "▣ dynamic length", "▢ captions", "◉ speed", "▢ keep format auto")
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
	for f.Place().Param != "keep_the_same_format" {
		press(f, "tab")
	}
	has(t, f, "▌▢ keep format auto")
	for _, want := range []string{"true", "false", "", "true"} {
		press(f, "space")
		if got := f.Values()["keep_the_same_format"]; got != want {
			t.Fatalf("%q, want %q", got, want)
		}
		has(t, f, map[string]string{"true": "▌▣ keep format", "false": "▌▢ keep format no", "": "▌▢ keep format auto"}[want])
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
