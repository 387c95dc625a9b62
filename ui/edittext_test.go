package ui

import (
	"strings"
	"testing"

	"lipdash/ui/kit/textline"
)

func TestAValueFromTheEditorThatNoFieldTakesLeavesItsFieldAsItWas(t *testing.T) {
	m := opened(t, &counting{page: someJobs(1)})
	remembering(m)
	key(m, "c")
	m.form.SetValues(map[string]string{"title": "short", "video": "https://e.com/a.mp4"})
	m.Update(textEditedMsg{values: map[string]string{"title": strings.Repeat("x", textline.Longest+1), "video": "https://e.com/b.mp4"}})
	if v := m.form.Typed(); v["title"] != "short" || v["video"] != "https://e.com/b.mp4" {
		t.Errorf("the form holds %d characters and %q", len(v["title"]), v["video"])
	}
	if !strings.Contains(m.View().Content, "over 8192 characters") {
		t.Error("nothing is said")
	}
}
