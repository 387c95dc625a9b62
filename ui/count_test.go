package ui

import (
	"strings"
	"testing"

	"lipdash/ui/kit/action"
	"lipdash/ui/nav"
)

func TestACountBeforeAMoveIsObeyed(t *testing.T) {
	m := keyScene(t, func(*Model) {})
	typed := func(keys string) string {
		for k := range strings.FieldsSeq(keys) {
			key(m, k)
		}
		return string(m.list.Cursor().Job)
	}
	for _, c := range []struct{ keys, want string }{
		{"g g", "ls_0"},
		{"0 2 j", "ls_2"},
		{"0 2 k", "ls_0"},
		{"0 3 G", "ls_2"},
		{"g j", "ls_1"},
		{"G", "ls_3"},
		{"0 1 G", "ls_0"},
		{"7 j", "ls_3"},
		{"8 g", "ls_0"},
		{"9 esc j", "ls_1"},
		{"0 2 up", "ls_0"},
		{"g", "ls_0"},
		{"6 down", "ls_3"},
		{"home", "ls_0"},
		{"0 2 end", "ls_1"},
	} {
		if got := typed(c.keys); got != c.want {
			t.Errorf("%s is on %s, want %s", c.keys, got, c.want)
		}
	}
	if typed("g 5 x"); m.layers.Top() == nil || m.list.Cursor() != action.JobRow("ls_0") {
		t.Error("a count before another key is not forgotten")
	}
	key(m, "esc")
	m.layers.Remove(m.layers.Top())
	if typed("5"); !strings.Contains(m.note().Text, "any other key forgets it") {
		t.Errorf("a count says %q", m.note().Text)
	}
	for _, k := range []string{"j", "x"} {
		if typed("5 " + k); strings.Contains(m.note().Text, "forgets it") {
			t.Errorf("after %s it is still said: %q", k, m.note().Text)
		}
	}
	m.layers.Remove(m.layers.Top())
	if typed("3"); m.Screen != nav.Transfers {
		t.Error("a tab's key is none any more")
	}
	if typed("1 c 5 5"); m.form.Values()["video"] != "55" {
		t.Errorf("digits are no text: %v", m.form.Values())
	}
}
