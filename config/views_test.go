package config

import (
	"slices"
	"strings"
	"testing"
)

func TestViewsAreReadInTheirOrder(t *testing.T) {
	got, notes := Load(settingsFile(`
[views."needs me"]
state = "failed"
sort = "changed"

[views.german]
filter = " German "
reverse = true
`).source(), nil)
	want := []View{{Name: "needs me", State: "failed", Sort: "changed"}, {Name: "german", Filter: "German", Reverse: true}}
	if len(notes) > 0 || !slices.Equal(got.Views, want) {
		t.Errorf("%+v, %v", got.Views, notes)
	}
}

func TestABrokenViewCostsItsLine(t *testing.T) {
	for text, said := range map[string]string{
		"[views.a]\nstate = 'lost'":               "state must be all, active, failed, done or new",
		"[views.a]\nsort = 3":                     "sort must be text in quotes",
		"[views.a]\nreverse = 'yes'":              "reverse must be true or false",
		"[views.a]\nfiltr = 'x'":                  "did you mean filter?",
		"[views.a]\nfilter = \"a\\u0007b\"":       "control characters",
		"[views]\na = 3":                          "holds tables only",
		"[views.a]\nsort = 'title'\n[views.A]":    "two views",
		"views = 7":                               "unknown key",
		"[views." + strings.Repeat("x", 41) + "]": "must be short",
	} {
		got, notes := Load(settingsFile(text+"\n").source(), nil)
		if len(notes) != 1 || !strings.Contains(notes[0].String(), said) || notes[0].Origin.Line == 0 {
			t.Errorf("%q: %v, %+v", text, notes, got.Views)
		}
	}
}
