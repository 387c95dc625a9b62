package pattern_test

import (
	"slices"
	"strings"
	"testing"

	"lipdash/ui/kit/pattern"
)

func TestAPlanSaysWhatStaysAndWhy(t *testing.T) {
	jobs := []pattern.Job{{ID: "a", Title: "one"}, {ID: "b", Title: "two"}, {ID: "c", Title: strings.Repeat("x", 300)}}
	for text, want := range map[string]struct {
		changes int
		notes   []string
	}{
		"{title}":          {0, []string{"3 stay as they are"}},
		"ep{n}":            {3, nil},
		"same":             {3, []string{"3 will share a title with another"}},
		"s/one//":          {0, []string{"2 stay as they are", "1 would be empty and stays"}},
		"long {title}":     {2, []string{"1 would be over 255 characters and stays"}},
		"x {title} {date}": {2, []string{"1 would be over 255 characters and stays", "2 have no known date"}},
		"x {title} {mode}": {2, []string{"1 would be over 255 characters and stays", "2 have no known mode"}},
	} {
		p, err := pattern.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		plan := p.Plan(jobs)
		if len(plan.Changes) != want.changes || !slices.Equal(plan.Notes(), want.notes) {
			t.Errorf("%s: %v, %q", text, plan.Changes, plan.Notes())
		}
	}
	p, _ := pattern.Parse("ep{n:02}")
	if got := p.Plan(jobs).Changes[1]; got != (pattern.Change{ID: "b", Old: "two", New: "ep02"}) {
		t.Errorf("%+v", got)
	}
}
