package form_test

import (
	"errors"
	"strings"
	"testing"

	"lipdash/ui/kit/textline"
)

func TestAValueFromTheEditorThatNoFieldTakesLeavesItsFieldAsItWas(t *testing.T) {
	f := newForm()
	f.SetValues(map[string]string{"title": "short", "video": "https://e.com/a.mp4"})
	said := f.Edited(map[string]string{"title": strings.Repeat("x", textline.Longest+1), "video": "https://e.com/b.mp4"}, map[string]string{"mode": "speed or precision"}, nil)
	if v := f.Typed(); v["title"] != "short" || v["video"] != "https://e.com/b.mp4" {
		t.Errorf("the form holds %d characters and %q", len(v["title"]), v["video"])
	}
	if said += f.Edited(map[string]string{"title": "lost"}, nil, errors.New("vi: not found")); said != "the form is as it was: vi: not found" || f.Typed()["title"] != "short" {
		t.Errorf("%q is said, the title is %q", said, f.Typed()["title"])
	}
	has(t, f, "over 8192 characters", "speed or precision")
}
