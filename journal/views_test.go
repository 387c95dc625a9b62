package journal

import (
	"path/filepath"
	"slices"
	"testing"

	"lipdash/api/record"
)

func TestViewsAreKeptReplacedAndForgotten(t *testing.T) {
	j := openedAt(t, filepath.Join(t.TempDir(), "j.db"))
	german := record.View{Name: "german", Filter: "German", State: "failed", Sort: "changed", Reverse: true}
	for _, v := range []record.View{german, {Name: "all", Sort: "title"}, {Name: "german", Filter: "x"}, german} {
		if err := j.SaveView(t.Context(), v); err != nil {
			t.Fatal(err)
		}
	}
	if err := j.DeleteView(t.Context(), "gone"); err != nil {
		t.Error(err)
	}
	got, err := j.Views(t.Context())
	if want := []record.View{{Name: "all", Sort: "title"}, german}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%+v, %v", got, err)
	}
	if err := j.DeleteView(t.Context(), "all"); err != nil {
		t.Fatal(err)
	}
	if got, _ = j.Views(t.Context()); len(got) != 1 || got[0] != german {
		t.Errorf("after a delete: %+v", got)
	}
}
