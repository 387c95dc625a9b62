package config

import (
	"maps"
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestWithoutAnythingEveryValueIsItsDefault(t *testing.T) {
	got, notes := Load(world{}.source(), nil)
	if len(notes) > 0 {
		t.Errorf("notices %v", notes)
	}
	if !reflect.DeepEqual(got, defaults()) {
		t.Errorf("got %+v", got)
	}
	if got.PageSize.V != 50 || got.CallBudget.V != 25 || got.UndoWindow() != 8*time.Second {
		t.Errorf("got %+v", got)
	}
	if got.PageSize.Origin.String() != "default" {
		t.Errorf("origin %q", got.PageSize.Origin)
	}
}

func TestFlagBeatsEnvironmentBeatsFileBeatsDefault(t *testing.T) {
	w := settingsFile("# mine\npage_size = 20\ntheme = \"dark\"\nfps = 12\n")
	w.env = map[string]string{"LIPDASH_PAGE_SIZE": "30", "LIPDASH_THEME": "light"}
	got, notes := Load(w.source(), map[string]string{"page-size": "40"})
	if len(notes) > 0 {
		t.Errorf("notices %v", notes)
	}
	if want := (Value[int]{40, Origin{Kind: FromFlag, Where: "--page-size"}}); got.PageSize != want {
		t.Errorf("page size %v", got.PageSize)
	}
	if want := (Value[string]{"light", Origin{Kind: FromEnv, Where: "LIPDASH_THEME"}}); got.Theme != want {
		t.Errorf("theme %v", got.Theme)
	}
	if want := (Value[int]{12, Origin{Kind: FromFile, Where: "config.toml line 4", Line: 4}}); got.FPS != want {
		t.Errorf("fps %v", got.FPS)
	}
}

func TestEverySettingCanBeSetInEveryLayer(t *testing.T) {
	texts := map[string]string{
		"base_url": "https://example.com/heygen", "profile": "acme", "profile_color": "red", "key_from": "env:ACME_KEY", "read_only": "true", "page_size": "7", "list_columns": "age,title,status", "view": "needs me", "color": "never", "theme": "light",
		"ascii": "on", "plain": "on", "motion": "none", "tab_progress": "off", "fps": "9", "call_budget": "11", "slots": "7", "rate_speed": "0.05", "rate_precision": "0.1", "daily_limit": "100", "auto_retry": "2", "rate_date": "2026-11", "undo_seconds": "3", "join_escapes": "off",
		"download_folder": "/srv/out", "download_name": "{date} {title}", "download_clash": "ask", "downloads": "5", "download_limit": "800", "auto_download": "mine",
		"mouse": "off", "notify": "all", "on_done": "notify-send done", "on_failed": `["sh", "-c", "exit 1"]`, "on_batch_done": "make report", "hook_jobs": "all", "hook_seconds": "5",
	}
	for _, s := range Specs() {
		text, ok := texts[s.Key]
		if !ok || text == s.Default {
			t.Fatalf("%s: the test needs a text other than the default", s.Key)
		}
		toml := s.Key + " = " + text
		if s.kind == textValue || s.kind == wordsValue {
			toml = s.Key + " = '" + text + "'"
		}
		layers := map[string]func() (Settings, []Notice){
			"file": func() (Settings, []Notice) { return Load(settingsFile(toml+"\n[profiles.acme]\n").source(), nil) },
			"env": func() (Settings, []Notice) {
				w := settingsFile("[profiles.acme]\n")
				w.env = map[string]string{s.Env: " " + text + " "}
				return Load(w.source(), nil)
			},
			"flag": func() (Settings, []Notice) {
				return Load(settingsFile("[profiles.acme]\n").source(), map[string]string{s.Flag: text})
			},
		}
		for layer, load := range layers {
			got, notes := load()
			if len(notes) > 0 || s.get(&got) != text {
				t.Errorf("%s by %s: got %q, notices %v", s.Key, layer, s.get(&got), notes)
			}
		}
	}
}

func TestTheSharedColorVariables(t *testing.T) {
	for _, c := range []struct {
		env  map[string]string
		want string
	}{
		{map[string]string{"NO_COLOR": "1"}, "never"},
		{map[string]string{"NO_COLOR": ""}, "auto"},
		{map[string]string{"CLICOLOR_FORCE": "1"}, "always"},
		{map[string]string{"CLICOLOR_FORCE": "0"}, "auto"},
		{map[string]string{"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, "never"},
		{map[string]string{"NO_COLOR": "1", "LIPDASH_COLOR": "always"}, "always"},
		{map[string]string{"NO_COLOR": "1", "LIPDASH_COLOR": "sometimes"}, "never"},
	} {
		got, _ := Load(world{env: c.env}.source(), nil)
		if got.Color.V != c.want {
			t.Errorf("%v: got %s, want %s", c.env, got.Color.V, c.want)
		}
	}
}

func TestANamedFileReplacesTheUsualOne(t *testing.T) {
	w := settingsFile("page_size = 1")
	w.files["/etc/a.toml"] = "page_size = 2"
	w.files["/home/ana/b.toml"] = "page_size = 3"
	for _, c := range []struct {
		env, flag string
		want      int
	}{{"", "", 1}, {"/etc/a.toml", "", 2}, {"/etc/a.toml", "~/b.toml", 3}, {"~/b.toml", "", 3}} {
		w.env = map[string]string{"LIPDASH_CONFIG": c.env}
		flags := map[string]string{}
		if c.flag != "" {
			flags["config"] = c.flag
		}
		got, notes := Load(w.source(), flags)
		if got.PageSize.V != c.want || len(notes) > 0 {
			t.Errorf("%+v: got %d, notices %v", c, got.PageSize.V, notes)
		}
	}
}

func TestAWrongVariableOrFlagIsSaidAndTheNextLayerCounts(t *testing.T) {
	w := settingsFile("page_size = 20")
	w.env = map[string]string{"LIPDASH_PAGE_SIZE": "many"}
	got, notes := Load(w.source(), nil)
	want := `LIPDASH_PAGE_SIZE: page_size must be a whole number from 1 to 100, not "many". Using 20.`
	if text := only(t, notes); text != want || got.PageSize.V != 20 {
		t.Errorf("got %d, %s", got.PageSize.V, text)
	}
	w.env = nil
	_, notes = Load(w.source(), map[string]string{"page-size": "0"})
	if text := only(t, notes); !strings.HasPrefix(text, "--page-size: ") || notes[0].Origin.Kind != FromFlag {
		t.Errorf("got %s", text)
	}
}

func TestLoadChangesNothingItWasGiven(t *testing.T) {
	flags := map[string]string{"page-size": "7", "config": "/none"}
	before := maps.Clone(flags)
	Load(world{}.source(), flags)
	if !maps.Equal(flags, before) {
		t.Errorf("flags became %v", flags)
	}
}

func TestACommandMayBeAListOfItsWords(t *testing.T) {
	got, notes := Load(settingsFile("on_done = ['/opt/my hook', '--to', \"a\\nb\"]").source(), nil)
	if len(notes) > 0 || got.OnDone.V != `["/opt/my hook","--to","a\nb"]` {
		t.Errorf("%v %v", got.OnDone, notes)
	}
	for _, wrong := range []string{"on_done = ['a', 1]", "on_done = 1", "on_done = \"a\\nb\"", "theme = ['dark']"} {
		if got, notes := Load(settingsFile(wrong).source(), nil); len(notes) != 1 || got.OnDone.V != "" {
			t.Errorf("%s: %v %v", wrong, got.OnDone, notes)
		}
	}
}
