package config

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestTheExampleHoldsEverySettingAndNothingThatIsWrong(t *testing.T) {
	text := Example()
	if got, notes := Load(settingsFile(text).source(), nil); !reflect.DeepEqual(got, defaults()) || len(notes) > 0 {
		t.Errorf("as it is written it says %+v, %v", got, notes)
	}
	var live strings.Builder
	for line := range strings.Lines(text) {
		live.WriteString(strings.TrimPrefix(line, "#"))
	}
	got, notes := Load(settingsFile(live.String()).source(), nil)
	if len(notes) > 0 {
		t.Errorf("without its marks it has faults: %v", notes)
	}
	for _, e := range got.Effective() {
		if e.Origin.Kind != FromFile || e.Origin.Profile != "" {
			t.Errorf("%s is not in it: %s", e.Key, e.Origin)
		}
		if e.Default != "" && e.Text != e.Default {
			t.Errorf("%s is %s in it, and %s by itself", e.Key, e.Text, e.Default)
		}
		if n := strings.Count(text, "\n#"+e.Key+" = "); n < 1 {
			t.Errorf("%s is in it %d times", e.Key, n)
		}
	}
	if names := Profiles(settingsFile(live.String()).source(), ""); !slices.Equal(names, []string{"default", "acme", "acme-watch"}) {
		t.Errorf("its profiles are %q", names)
	}
	if got, notes := Load(settingsFile(live.String()).source(), map[string]string{"profile": "acme-watch"}); !got.ReadOnly.V || len(notes) > 0 {
		t.Errorf("%+v %v", got.ReadOnly, notes)
	}
}

func TestWhatCountsIsToldWithItsOrigin(t *testing.T) {
	w := settingsFile("page_size = 20\nkey_from = 'command:op read secret'\non_failed = 'notify-send secret'\n[profiles.acme]\non_done = ['sh', '-c', 'secret']\ndaily_limit = 7.5\nread_only = true\n")
	w.env = map[string]string{"LIPDASH_FPS": "9"}
	s, notes := Load(w.source(), map[string]string{"profile": "acme", "theme": "dark"})
	if len(notes) > 0 {
		t.Fatal(notes)
	}
	want := map[string]string{
		"page_size": `20 20 file config.toml line 1 `, "daily_limit": `7.5 7.5 file config.toml line 6 acme`, "read_only": `true true file config.toml line 7 acme`,
		"on_done": `sh … "sh …" file config.toml line 5 acme`, "on_failed": `notify-send … "notify-send …" file config.toml line 3 `,
		"fps": `9 9 env LIPDASH_FPS `, "theme": `dark "dark" flag --theme `, "slots": `10 10 default  `, "key_from": `command:op … "command:op …" file config.toml line 2 `, "base_url": ` "" default  `,
	}
	all := s.Effective()
	if len(all) != len(Specs()) {
		t.Errorf("%d of %d", len(all), len(Specs()))
	}
	for _, e := range all {
		if !json.Valid(e.JSON) || !json.Valid(e.DefaultJSON()) {
			t.Errorf("%s: %s, %s", e.Key, e.JSON, e.DefaultJSON())
		}
		got := fmt.Sprintf("%s %s %s %s %s", e.Text, e.JSON, e.Origin.Kind, e.Origin.Where, e.Origin.Profile)
		if w, ok := want[e.Key]; ok && got != w {
			t.Errorf("%s: got %q, want %q", e.Key, got, w)
		}
	}
}

func TestASettingIsFoundByAnyOfItsNames(t *testing.T) {
	for name, want := range map[string]string{"page_size": "page_size", "--page-size": "page_size", "page-size": "page_size", "PAGE_SIZE": "page_size", "pagesize": "?page_size", "wallpaper": "?"} {
		s, exact, near := Near(name)
		got := s.Key
		if !exact {
			got = "?" + near
		}
		if got != want {
			t.Errorf("%s: %s", name, got)
		}
	}
}
