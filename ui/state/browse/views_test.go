package browse

import (
	"slices"
	"strings"
	"testing"

	"lipdash/api/record"
)

func TestAViewAsksForWhatItWasMadeFrom(t *testing.T) {
	for _, q := range []Query{{}, {Text: "German", State: Failed, Sort: Changed, Reverse: true}, {Reason: "no face", State: Unseen}, {Sort: Length}} {
		if got := QueryOf(ViewOf("x", q)); got != q {
			t.Errorf("%+v became %+v", q, got)
		}
	}
	if got := QueryOf(record.View{State: "lost", Sort: "size"}); got.Active() {
		t.Errorf("words that nobody knows ask for %+v", got)
	}
}

func TestViewsAreThoseOfTheSettingsAndThoseThatWereKept(t *testing.T) {
	v := NewViews([]record.View{{Name: "mine", State: "failed"}})
	v.Read([]record.View{{Name: "b"}, {Name: "Mine", State: "done"}})
	names := func() (out []string) {
		for _, view := range v.All() {
			out = append(out, view.Name)
		}
		return out
	}
	if q, ok := v.Find("MINE"); !ok || q.State != Failed {
		t.Errorf("%+v, %v: the settings come first", q, ok)
	}
	a, why := v.Name("  a  b ", Query{Text: "x"})
	if a.Name != "a b" || a.Filter != "x" || why != "" {
		t.Fatalf("%+v, %q", a, why)
	}
	v.Keep(a)
	v.Keep(a)
	if got := names(); !slices.Equal(got, []string{"mine", "a b", "b"}) {
		t.Errorf("%q", got)
	}
	v.Forget("b")
	if got := names(); !slices.Equal(got, []string{"mine", "a b"}) {
		t.Errorf("%q", got)
	}
	for name, says := range map[string]string{" ": "needs a name", "mine": "settings have", strings.Repeat("x", 41): "at most 40"} {
		if _, why := v.Name(name, Query{Text: "x"}); !strings.Contains(why, says) {
			t.Errorf("%q: %q", name, why)
		}
	}
	if _, why := v.Name("c", Query{}); !strings.Contains(why, "nothing is filtered") {
		t.Errorf("of the list as it is: %q", why)
	}
}
