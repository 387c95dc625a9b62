package form

import (
	"maps"
	"testing"

	"pgregory.net/rapid"

	"lipdash/api"
	"lipdash/ui/kit/keymap"
)

func TestADraftComesBackWithEveryFieldAndTheCaret(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := New(keymap.Default())
		f.SetSize(100, 40)
		values := map[string]string{
			"video": "in/" + rapid.StringMatching(`[a-z日本]{1,12}\.mp4`).Draw(t, "video"), "mode": "precision",
			"callback_id": rapid.StringMatching(`[a-z]{0,9}`).Draw(t, "id"), "end_time": "4.5", "keep_the_same_format": "false",
		}
		maps.DeleteFunc(values, func(_, v string) bool { return v == "" })
		at := Place{Param: rapid.SampledFrom([]string{"video", "audio", "title", "callback_id"}).Draw(t, "param")}
		at.Caret = rapid.IntRange(0, len([]rune(values[at.Param]))).Draw(t, "caret")
		f.Return(values, at)
		if got := f.Typed(); !maps.Equal(got, values) {
			t.Fatalf("%v came back as %v", values, got)
		}
		if got := f.Place(); got != at {
			t.Fatalf("%v came back as %v", at, got)
		}
		again := New(keymap.Default())
		again.Return(f.Typed(), f.Place())
		if again.Place() != at || !maps.Equal(again.Typed(), values) {
			t.Fatal("a second return differs")
		}
	})
	for _, p := range api.Params() {
		f := New(keymap.Default())
		f.Return(nil, Place{Param: p.Name})
		if f.Place().Param != p.Name {
			t.Errorf("%s cannot have the focus back", p.Name)
		}
	}
}
