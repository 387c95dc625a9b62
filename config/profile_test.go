package config

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
)

const twoProfiles = `daily_limit = 50
theme = "dark"

[profiles.acme]
key_from = "env:ACME_KEY"
base_url = "https://acme.example.com"
profile_color = "green"
call_budget = 9

["profiles" . "spare one"]
read_only = true
daily_limit = 5
`

func TestAProfileIsPutOverWhatCountsForAll(t *testing.T) {
	for _, c := range []struct {
		file, env, flag string
		want            string
	}{
		{"", "", "", "default 50 dark 25 false  line 1"},
		{`profile = "acme"` + "\n", "", "", "acme 50 dark 9 false env:ACME_KEY line 2"},
		{`profile = "acme"` + "\n", "spare one", "", "spare one 5 dark 25 true  line 13"},
		{"", "spare one", "acme", "acme 50 dark 9 false env:ACME_KEY line 1"},
		{`profile = "acme"` + "\n", "", "default", "default 50 dark 25 false  line 2"},
	} {
		w := settingsFile(c.file + twoProfiles)
		w.env = map[string]string{"LIPDASH_PROFILE": c.env}
		flags := map[string]string{}
		if c.flag != "" {
			flags["profile"] = c.flag
		}
		s, notes := Load(w.source(), flags)
		got := fmt.Sprint(s.Profile.V, " ", s.DailyLimit.V, " ", s.Theme.V, " ", s.CallBudget.V, " ", s.ReadOnly.V, " ", s.KeyFrom.V,
			" ", strings.TrimPrefix(s.DailyLimit.Origin.String(), "config.toml "))
		if got != c.want || len(notes) > 0 {
			t.Errorf("%+v: got %s, notices %v", c, got, notes)
		}
	}
	if got := Profiles(settingsFile(twoProfiles).source(), ""); !slices.Equal(got, []string{"default", "acme", "spare one"}) {
		t.Errorf("profiles %q", got)
	}
}

func TestAFlagAndAVariableBeatAProfileToo(t *testing.T) {
	w := settingsFile(twoProfiles)
	w.env = map[string]string{"LIPDASH_CALL_BUDGET": "7"}
	s, notes := Load(w.source(), map[string]string{"profile": "acme", "base-url": "https://other.example.com"})
	if s.CallBudget.V != 7 || s.BaseURL.V != "https://other.example.com" || len(notes) > 0 {
		t.Errorf("%+v, %v", s, notes)
	}
}

func TestWhatSaysWhichAccountIsMeantIsNeverGuessed(t *testing.T) {
	for _, c := range []struct{ name, file, env, want string }{
		{"a slip", twoProfiles, "acm", `LIPDASH_PROFILE: profile names "acm", which is not in config.toml, did you mean acme?`},
		{"another one", twoProfiles, "production", `LIPDASH_PROFILE: profile names "production", which is not in config.toml; there are acme, spare one.`},
		{"no profiles", "fps = 1", "acme", `LIPDASH_PROFILE: profile names "acme", and there is no profile in config.toml; lipdash config init writes an example.`},
		{"in the file", `profile = "gone"` + "\n" + twoProfiles, "", `config.toml line 1: profile names "gone", which is not in config.toml; there are acme, spare one.`},
		{"a table that is none", "profile = 'acme'\n[acme]\nkey_from = 'env:A'", "", `config.toml line 1: profile names "acme", and there is no profile in config.toml; lipdash config init writes an example.`},
		{"an address", "[profiles.acme]\nbase_url = 'http://acme.example.com'", "acme", `config.toml line 2: base_url must be https; plain http is only for this machine itself. Using HeyGen's own.`},
		{"a source", "key_from = 'hg_0123456789abcdef'", "", `config.toml line 1: key_from must say where the key is, not hold it: cli, keyring, env:NAME, file:PATH or command:WORDS. Using the usual places.`},
		{"a broken table", "[profiles.acme\nbase_url = 'https://acme.example.com'\n[profiles.b]\n", "acme", ""},
	} {
		w := settingsFile(c.file)
		w.env = map[string]string{"LIPDASH_PROFILE": c.env}
		s, notes := Load(w.source(), nil)
		i := slices.IndexFunc(notes, func(n Notice) bool { return n.Stop })
		if i < 0 || c.want != "" && notes[i].String() != c.want {
			t.Errorf("%s: %v", c.name, notes)
		}
		if s.BaseURL.V != "" {
			t.Errorf("%s: the address of a profile that is not meant counts: %s", c.name, s.BaseURL.V)
		}
	}
	// Without profiles the name in the file is only a name.
	if _, notes := Load(settingsFile(`profile = "acme"`).source(), nil); len(notes) > 0 {
		t.Error(notes)
	}
}

func TestFaultsOfProfilesAreSaidWithTheirLines(t *testing.T) {
	for _, c := range []struct{ file, flag, want string }{
		{"fps = 1\n[profiles.a]\nfps = 'x'\n", "", `config.toml line 3: fps must be a whole number, 0 to 120, not text in quotes. The profile is not in use.`},
		{"fps = 1\n[profiles.a]\nfps = 'x'\n", "a", `config.toml line 3: fps must be a whole number, 0 to 120, not text in quotes. Using 1.`},
		{"fps = 1\n[profiles.a]\ndayly_limit = 3\n", "", `config.toml line 3: unknown key "dayly_limit", did you mean daily_limit? Ignored.`},
		{"[profiles.a]\nprofile = 'b'\n", "", `config.toml line 2: a profile cannot choose another one. Ignored.`},
		{"[profiles.a]\n\napi_key = 'hg_secret'\n", "", `config.toml line 3: a key is not read from this file, where others may see it: put it elsewhere and say where with key_from, instead of "api_key". Ignored.`},
		{"profiles = 3\n", "", `config.toml line 1: profiles are tables, such as [profiles.acme]. Ignored.`},
		{"[[profiles]]\nname = 'a'\n", "", `config.toml line 1: profiles are tables, such as [profiles.acme]. Ignored.`},
		{"\n[profils.acme]\nfps = 3\n", "", `config.toml line 2: unknown table "profils", did you mean profiles? Ignored.`},
		{"fps = 2\n[acme]\nkey_from = 'cli'\n", "", `config.toml line 2: unknown table "acme"; that of a profile is called [profiles.NAME], other settings stand above all tables. Ignored.`},
		{"[profiles.a]\nfps = 2\n[profiles.a.notify]\nnotify = 'all'\n", "", `config.toml line 3: notify must be text in quotes, watched, all or off, not a table. The profile is not in use.`},
		{"[profiles.a]\nfps = 2\n[profiles.a.more]\nfps = 3\n", "a", `config.toml line 3: unknown table "more"; that of a profile is called [profiles.NAME], other settings stand above all tables. Ignored.`},
		{"[profiles]\na = 3\n", "", `config.toml line 2: [profiles] holds tables only, such as [profiles.acme]. Ignored.`},
		{"[profiles.a]\n[profile.b]\nfps = 2\n", "b", ""},
		{"profile = 'b'\n[profile.b]\nfps = 2\n", "", ""},
	} {
		flags := map[string]string{}
		if c.flag != "" {
			flags["profile"] = c.flag
		}
		s, notes := Load(settingsFile(c.file).source(), flags)
		if c.want == "" {
			if len(notes) > 0 || s.FPS.V != 2 {
				t.Errorf("%q: %v", c.file, notes)
			}
			continue
		}
		if got := only(t, notes); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

func TestWhateverIsWrongWithReadOnlyKeepsWritesIn(t *testing.T) {
	for name, file := range map[string]string{
		"right": "read_only = true", "in a profile": "[profiles.a]\nread_only = true", "as text": "read_only = 'true'", "a slip": "read_only = tru",
		"dashes": "read-only = true", "together": "readonly = true", "swapped": "read_nly = true", "a slip in a profile": "[profiles.a]\nraed_only = true", "a slip in a broken line": "reed_only = tru", "with dots": "profiles.a.raed-only = tru", "unclosed before": "page_size = [1,\nread_only = true\nfps = 3",
		"no TOML at all": strings.Repeat("<p>\n", 10) + "read_only = true", "a word": "read_only = 'ja'", "twice": "read_only = true\nread_only = false",
		"under a broken line": "[profiles.a]\nx = = 1\nread_only = true",
	} {
		flags := map[string]string{}
		if strings.Contains(file, "profiles.a") {
			flags["profile"] = "a"
		}
		if s, notes := Load(settingsFile(file).source(), flags); !s.ReadOnly.V {
			t.Errorf("%s: writes are let out, %v", name, notes)
		}
	}
	for name, file := range map[string]string{"no": "read_only = false", "another profile": "[profiles.a]\nread_only = true", "nothing": ""} {
		if s, notes := Load(settingsFile(file).source(), nil); s.ReadOnly.V || len(notes) > 0 {
			t.Errorf("%s: writes are kept in, %v", name, notes)
		}
	}
	// A profile may write where the others may not, but nothing outside of the file says so.
	s, _ := Load(settingsFile("read_only = true\n[profiles.a]\nread_only = false").source(), map[string]string{"profile": "a"})
	if s.ReadOnly.V {
		t.Error("a profile cannot say otherwise")
	}
	w := settingsFile("read_only = true")
	w.env = map[string]string{"LIPDASH_READ_ONLY": "no"}
	s, notes := Load(w.source(), nil)
	if got := only(t, notes); !s.ReadOnly.V || got != "LIPDASH_READ_ONLY: read_only cannot be taken back here, it is set by config.toml line 1. Using true." {
		t.Error(s.ReadOnly, got)
	}
	s, notes = Load(world{}.source(), map[string]string{"read-only": "true"})
	if !s.ReadOnly.V || len(notes) > 0 {
		t.Error(s.ReadOnly, notes)
	}
}

func TestAKeyComesFromTheNamedPlaceAndFromNoOther(t *testing.T) {
	w := world{homely: true, env: map[string]string{"HEYGEN_API_KEY": "hg_other_0123456789", "ACME_KEY": apiKey}, files: map[string]string{
		"/home/ana/acme": apiKey + "\n", credentialsPathInTest: `{"api_key":"` + apiKey + `"}`,
	}}
	src := w.source()
	said, why := apiKey+"\n", error(nil)
	src.Command = func(_ context.Context, command string) ([]byte, error) {
		if command != "op read 'op://a b/c'" {
			t.Errorf("command %q", command)
		}
		return []byte(said), why
	}
	src.Keyring = func(_ context.Context, service, user string) (string, error) {
		switch service + "/" + user {
		case "lipdash/acme", "svc/me":
			return apiKey, nil
		}
		return "", fs.ErrNotExist
	}
	for from, where := range map[string]string{
		"env:ACME_KEY": "ACME_KEY in the environment", "file:~/acme": "~/acme", "cli": "~/.heygen/credentials (HeyGen CLI)",
		"command:op read 'op://a b/c'": "the output of op", "keyring:acme": "the system's keyring, lipdash/acme", "keyring:svc/me": "the system's keyring, svc/me",
	} {
		key, looked, err := FindKey(t.Context(), src, from, DefaultProfile)
		if key.Key != apiKey || err != nil || len(looked) != 1 || looked[0].Where != where || looked[0].Found != "found, key ..4f2a" {
			t.Errorf("%s: %v, %v, %v", from, key, looked, err)
		}
	}
	for from, found := range map[string]string{"env:NONE": "not set", "file:/none": "no such file", "keyring": "not in it"} {
		key, looked, err := FindKey(t.Context(), src, from, DefaultProfile)
		if !key.Empty() || err != nil || looked[0].Found != found {
			t.Errorf("%s: %v, %v, %v", from, key, looked, err)
		}
	}
	for text, want := range map[string]string{
		"a b": "what it gives is no key: holds characters that no key has", "a\nb": "what it gives is no key: more than one line", "": "what it gives is no key: blank",
	} {
		said = text
		_, looked, err := FindKey(t.Context(), src, "command:op read 'op://a b/c'", DefaultProfile)
		if err == nil || looked[0].Found != want {
			t.Errorf("%q: %v, %v", text, looked, err)
		}
	}
	said, why = "", errors.New("it ended with exit status 1")
	if _, looked, err := FindKey(t.Context(), src, "command:op read 'op://a b/c'", DefaultProfile); err == nil || looked[0].Found != why.Error() {
		t.Errorf("%v, %v", looked, err)
	}
	src.Command, src.Keyring = nil, nil
	for _, from := range []string{"command:op read", "keyring"} {
		if key, _, err := FindKey(t.Context(), src, from, DefaultProfile); !key.Empty() || err != nil {
			t.Errorf("%s: %v, %v", from, key, err)
		}
	}
}

func TestAKeySourceIsNamedAndHoldsNoKey(t *testing.T) {
	for text, want := range map[string]string{
		"cli": "cli", "keyring": "keyring", "keyring: acme": "keyring:acme", "env:A": "env:A", "file: ~/x y": "file:~/x y", "command:op read x": "command:op read x",
		"": "", "hg_0123456789": "", "env:": "", "env:A B": "", "file:": "", "command: ": "", "cli:x": "", "keyring:": "", "sk:live": "",
	} {
		got, err := keySource().parse(text)
		if got != want || (err != nil) != (want == "") || err != nil && text != "" && strings.Contains(err.Error(), text) && len(text) > 8 {
			t.Errorf("%q: %q, %v", text, got, err)
		}
	}
	if got := ShownSource("command:curl -H secret"); got != "command:curl …" {
		t.Error(got)
	}
}

func TestWhatToDoAboutAKeyNamesThePlaceItIsFrom(t *testing.T) {
	for from, want := range map[string]string{
		"": "set another key in HEYGEN_API_KEY and start again, or run the official login", "env:ACME": "set another key in ACME and start again",
		"file:~/acme": "put another key into ~/acme", "command:op read secret": "change what op gives", "cli": "log in again with HeyGen's own CLI",
		"keyring": "put another key into the system's keyring, lipdash/default", "keyring:acme": "put another key into the system's keyring, lipdash/acme", "keyring:svc/me": "put another key into the system's keyring, svc/me",
	} {
		if got := KeyHint(from, false); got != want {
			t.Errorf("%s: %s", from, got)
		}
	}
	if got := KeyHint("env:ACME", true) + ", " + KeyHint("cli", true); got != "set a key in ACME and start again, log in with HeyGen's own CLI" {
		t.Error(got)
	}
}
