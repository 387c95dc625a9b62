package config

import (
	"errors"
	"io/fs"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestEachFaultOfAFileIsOneLineThatSaysWhatWhereAndWhatInstead(t *testing.T) {
	for _, c := range []struct{ name, file, want string }{
		{"unknown word", "\n\ncolor = \"gren\"\n", `config.toml line 3: color must be auto, always or never, not "gren". Using auto.`},
		{"out of range", "page_size = 500", `config.toml line 1: page_size must be a whole number from 1 to 100, not "500". Using 50.`},
		{"text for a number", `page_size = "50"`, `config.toml line 1: page_size must be a whole number, 1 to 100, not text in quotes. Using 50.`},
		{"fraction for a number", "fps = 2.5", `config.toml line 1: fps must be a whole number, 0 to 120, not 2.5. Using 0.`},
		{"bool for a word", "theme = true", `config.toml line 1: theme must be text in quotes, auto, dark, light, high-contrast, monochrome, 16 or one of yours, not true. Using auto.`},
		{"list", "profile = ['a']", `config.toml line 1: profile must be text in quotes, a short name, not a list. Using default.`},
		{"table", "[fps]\nx=1", `config.toml line 1: fps must be a whole number, 0 to 120, not a table. Using 0.`},
		{"date", "fps = 2026-01-01", `config.toml line 1: fps must be a whole number, 0 to 120, not a date. Using 0.`},
		{"slip", "page_sise = 5", `config.toml line 1: unknown key "page_sise", did you mean page_size? Ignored.`},
		{"dashes", "page-size = 5", `config.toml line 1: unknown key "page-size", did you mean page_size? Ignored.`},
		{"nothing near", "wallpaper = 5", `config.toml line 1: unknown key "wallpaper". Ignored.`},
		{"unknown table", "# a\n[wallpaper]\nq = 'quit'", `config.toml line 2: unknown table "wallpaper". Ignored.`},
		{"no table of keys", "keys = 'vim'", `config.toml line 1: keys must be a table, such as [keys.jobs] with delete = "X" in it. Ignored.`},
		{"no key", "[keys.jobs]\n\ndelete = 5", `config.toml line 3: keys.jobs.delete must be a key in quotes or a list of them, not 5. Using the usual keys.`},
		{"a list with a hole", "[keys]\nundo = ['u', 5]", `config.toml line 2: keys.undo must be a key in quotes or a list of them, not a list. Using the usual keys.`},
		{"plain http", "base_url = 'http://example.com'", `config.toml line 1: base_url must be https; plain http is only for this machine itself. Using HeyGen's own.`},
		{"an address in quotes", `base_url = '"https://api.heygen.com"'`, `config.toml line 1: base_url must not be in quotes. Using HeyGen's own.`},
		{"no address", "base_url = 'heygen'", `config.toml line 1: base_url must be an address such as https://api.heygen.com. Using HeyGen's own.`},
		{"broken line", "color = \n", "config.toml line 1: not valid TOML, expected value but found '\\n' instead. Line ignored."},
		{"twice", "fps = 1\nfps = 2", "config.toml line 2: not valid TOML, Key 'fps' has already been defined. Line ignored."},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, notes := Load(settingsFile(c.file).source(), nil)
			if got := only(t, notes); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestGoodKeysCountBesideBadOnes(t *testing.T) {
	for _, bad := range []string{"page_size = 500", "colour = 'red'", "= 5", "page_size = [1,", "fps = \"unclosed", "[[x]]\ny=1"} {
		got, notes := Load(settingsFile("theme = 'dark'\ncall_budget = 9\n"+bad+"\n").source(), nil)
		if got.Theme.V != "dark" || got.CallBudget.V != 9 || len(notes) == 0 {
			t.Errorf("%q: got %s %d, notices %v", bad, got.Theme.V, got.CallBudget.V, notes)
		}
	}
}

func TestAValueWithoutAnEndTakesNothingElseWithIt(t *testing.T) {
	const endless = ": not valid TOML, what begins here has no end. Line ignored."
	for _, c := range []struct{ file, want string }{
		{"fps = 3\nnotify = \"\"\"\nabc\n", "config.toml line 2" + endless},
		{"fps = 3\nnotify = '''\ncall_budget = 9\nslots = 4", "config.toml line 2" + endless},
		{"a = [1,\n2\nfps = 3\n", "config.toml line 1" + endless},
		{"\nnotify = [\n[profiles.b]\nfps = 4\n", "config.toml line 2" + endless},
		{"fps = 3\n\ncolor = {a=1\ntheme='dark'\n", "config.toml line 3" + endless},
		{"notify = [\n  'a',\n  b\n]\nfps = 3\n", "config.toml line 1" + endless},
		{"fps = 3\nnotify = [\n'a',\n]\nfps = 2", "config.toml line 5: not valid TOML, Key 'fps' has already been defined. Line ignored."},
	} {
		got, notes := Load(settingsFile(c.file).source(), nil)
		if got.FPS.V != 3 && !strings.Contains(c.file, "profiles.b") {
			t.Errorf("%q: what else is in the file does not count", c.file)
		}
		if !slices.ContainsFunc(notes, func(n Notice) bool { return n.String() == c.want }) || len(notes) > 2 {
			t.Errorf("%q: got %v", c.file, notes)
		}
	}
}

func TestALineThatCannotBeReadNeverMakesAnotherAccountTheOneThatIsMeant(t *testing.T) {
	const profiles = "\n[profiles.acme]\nkey_from = 'env:ACME'\n[profiles.b]\nfps = 3\n"
	for _, c := range []struct {
		file, flag string
		stops      bool
	}{
		{"profile = \"acme" + profiles, "", true},
		{"profile = \"acme" + profiles, "b", false},
		{"profile acme" + profiles, "", true},
		{"key_from = env:ACME", "", true},
		{"key-from = env:ACME", "", true},
		{"[profiles.acme]\nkey_from = env:ACME\n[profiles.b]\nfps = 1", "acme", true},
		{"[profiles.acme]\nkey_from = env:ACME\n[profiles.b]\nfps = 1", "b", false},
		{"[profiles.acme]\nbase_url = https://example.com\n[profiles.b]\nfps = 1", "acme", true},
		{"profiles.acme.key_from = env:ACME\nprofiles.acme.fps = 3", "acme", true},
		{"base_url = https://example.com", "", false},
		{"profile_color = red", "", false},
		{strings.Repeat("<p>\n", 10) + "profile = 'acme'", "", true},
		{"theme = '''\nx\nprofile = 'acme'" + profiles, "", false},
		{"[profiles.acme\nkey_from = 'env:ACME'\n", "", false},
	} {
		flags := map[string]string{}
		if c.flag != "" {
			flags["profile"] = c.flag
		}
		s, notes := Load(settingsFile(c.file).source(), flags)
		i := slices.IndexFunc(notes, func(n Notice) bool { return n.Stop })
		if (i >= 0) != c.stops || len(notes) == 0 {
			t.Errorf("%q with %q: profile %s, %v", c.file, c.flag, s.Profile.V, notes)
		}
		if i >= 0 && !strings.HasSuffix(notes[i].Refusal(), "; it may say which account is meant") {
			t.Error(notes[i].Refusal())
		}
	}
}

func TestAFileThatIsNoTOMLAtAllIsGivenUpQuietly(t *testing.T) {
	text := strings.Repeat("<p>hello</p>\n", 1000)
	got, notes := Load(settingsFile(text).source(), nil)
	if !reflect.DeepEqual(got, defaults()) || len(notes) > maxFlaws+1 {
		t.Errorf("%d notices, %+v", len(notes), got)
	}
	if first := notes[0].String(); first != "config.toml: not valid TOML. Using nothing of it." {
		t.Errorf("first is %s", first)
	}
}

func TestAnUnreadableFileIsSaid(t *testing.T) {
	w := settingsFile("")
	w.broken = map[string]error{settingsPath: &fs.PathError{Op: "open", Path: settingsPath, Err: fs.ErrPermission}}
	_, notes := Load(w.source(), nil)
	if got := only(t, notes); got != settingsPath+": cannot be read, permission denied. Using no file." {
		t.Error(got)
	}
	w.broken[settingsPath] = errors.New("larger than 1048576 bytes")
	_, notes = Load(w.source(), nil)
	if got := only(t, notes); !strings.Contains(got, "larger than") {
		t.Error(got)
	}
}

func TestOnlyANamedFileMayNotBeMissing(t *testing.T) {
	w := world{homely: true}
	if _, notes := Load(w.source(), nil); len(notes) > 0 {
		t.Errorf("notices %v", notes)
	}
	_, notes := Load(w.source(), map[string]string{"config": "/gone.toml"})
	if got := only(t, notes); got != "/gone.toml: cannot be read, file does not exist. Using no file." {
		t.Error(got)
	}
}

func TestNoticesNeverRepeatSecrets(t *testing.T) {
	const secret = "s3cr3tValue"
	for _, file := range []string{
		"api_key = '" + secret + "'", "api_key = " + secret, "api_key = '" + secret,
		"base_url = 'https://me:" + secret + "@example.com'", "base_url = 'https://example.com/?Signature=" + secret + "'",
		"base_url = https://me:" + secret + "@example.com",
	} {
		_, notes := Load(settingsFile(file).source(), nil)
		if len(notes) == 0 {
			t.Errorf("%q: no notice", file)
		}
		for _, n := range notes {
			if strings.Contains(n.String(), secret) {
				t.Errorf("%q: %s", file, n)
			}
		}
	}
}

func TestAnyFileLeavesEverySettingInItsRangeAndNoticesPrintable(t *testing.T) {
	lines := rapid.OneOf(
		rapid.String(),
		rapid.SampledFrom([]string{"page_size = 500", "fps = -1", "theme = 'dark'", "\"\\u001b[2J\" = 1", "color = '\x1b]0;x'", "[x", "a.b = 1", "page_size = 3"}),
	)
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(lines, 0, 8).Draw(t, "lines"), "\n")
		got, notes := Load(settingsFile(text).source(), nil)
		for _, s := range Specs() {
			check := defaults()
			if v := s.get(&got); v != "" && s.put(&check, v, Origin{}) != nil {
				t.Fatalf("%s is %q", s.Key, v)
			}
		}
		for _, n := range notes {
			if text := n.String(); oneLine(text) != text || text == "" {
				t.Fatalf("notice %q", text)
			}
		}
	})
}
