package find

import (
	"strings"
	"testing"
)

var some = []Item{
	{Name: "open", Long: "open the job", Keys: []string{"enter"}},
	{Name: "delete", Long: "delete the job or the marked jobs", Keys: []string{"x"}},
	{Name: "again for what failed", Long: "once more what failed, and what waits for you", Keys: []string{"."}},
	{Name: "refresh", Long: "ask for news now", Keys: []string{"r", "ctrl+r"}},
	{Name: "save", Long: "nothing to save", Words: []string{"w"}, Hidden: true},
}

func names(at []int) string {
	var out []string
	for _, i := range at {
		out = append(out, some[i].Name)
	}
	return strings.Join(out, ", ")
}

func TestWordsAreFoundInAnyOrderAndByAnyKey(t *testing.T) {
	for text, want := range map[string]string{
		"":           "open, delete, again for what failed, refresh",
		"failed aga": "again for what failed",
		"jobs mark":  "delete",
		"ctrl+r":     "refresh",
		"X":          "",
		"w":          "save, again for what failed, refresh",
		"rfsh":       "refresh",
	} {
		got, far := In(some, text)
		if want == "" != far || want != "" && names(got) != want {
			t.Errorf("%q finds %s (far: %v), want %s", text, names(got), far, want)
		}
	}
}

func TestWhatFitsNothingOffersTheNearest(t *testing.T) {
	got, far := In(some, "dleete")
	if !far || len(got) != Nearest || some[got[0]].Name != "delete" {
		t.Errorf("%v %s", far, names(got))
	}
}
