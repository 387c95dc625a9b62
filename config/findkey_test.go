package config

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"log/slog"
	"strings"
	"testing"
)

const (
	credentialsPathInTest = "/home/ana/.heygen/credentials"
	apiKey                = "hg_0123456789abcdef4f2a"
	token                 = "eyJhbGciOi.J9abcdef77aa"
)

func TestFindKey(t *testing.T) {
	oauth := func(expires string) string {
		return fmt.Sprintf(`{"oauth":{"access_token":%q,"expires_at":%q},"user":{"x":1}}`, token, expires)
	}
	for _, c := range []struct {
		name    string
		env     string
		file    string
		missing bool
		want    Key
		found   string // what the last place says
		err     string
	}{
		{name: "environment", env: " " + apiKey + "\n", want: Key{Key: apiKey, Origin: "HEYGEN_API_KEY"}, found: "found, key ..4f2a"},
		{name: "nothing", missing: true, found: "no such file"},
		{name: "json key", file: `{"api_key":"` + apiKey + `"}`, want: Key{Key: apiKey, Origin: "~/.heygen/credentials"}, found: "found, key ..4f2a"},
		{name: "legacy line", file: apiKey + "\n", want: Key{Key: apiKey, Origin: "~/.heygen/credentials"}, found: "found, key ..4f2a"},
		{name: "byte order mark", file: "\ufeff" + apiKey, want: Key{Key: apiKey, Origin: "~/.heygen/credentials"}, found: "found, key ..4f2a"},
		{name: "key wins over login", file: `{"oauth":{"access_token":"` + token + `","expires_at":"2030-01-01T00:00:00Z"},"api_key":"` + apiKey + `"}`, want: Key{Key: apiKey, Origin: "~/.heygen/credentials"}, found: "found, key ..4f2a"},
		{name: "login", file: oauth("2026-11-24T12:01:01Z"), want: Key{Bearer: token, Origin: "~/.heygen/credentials"}, found: "found, key ..77aa"},
		{name: "login without a time", file: oauth(""), want: Key{Bearer: token, Origin: "~/.heygen/credentials"}, found: "found, key ..77aa"},
		{name: "login in its last minute", file: oauth("2026-11-24T13:01:00+01:00"), found: "the login has expired, log in again with the HeyGen CLI", err: "expired"},
		{name: "logged out", file: `{"user":{"email":"a@example.com"}}`, found: "found, but no key in it"},
		{name: "blank", file: " \n", found: "the file is blank", err: "blank"},
		{name: "bad json", file: `{"api_key":`, found: "the file is not valid JSON", err: "not valid JSON"},
		{name: "json of another kind", file: `["` + apiKey + `"]`, found: "the file is not valid JSON", err: "not valid JSON"},
		{name: "several lines", file: apiKey + "\n" + apiKey, found: "neither JSON nor one key: more than one line", err: "more than one line"},
		{name: "sentence", file: "my key is here", found: "neither JSON nor one key: holds characters that no key has", err: "characters"},
		{name: "control character in json", file: `{"api_key":"abc\u0000def"}`, found: "api_key: holds characters that no key has", err: "api_key"},
		{name: "in quotes, environment", env: `"` + apiKey + `"`, found: "not usable: it is in quotes, leave them out", err: "HEYGEN_API_KEY: it is in quotes"},
		{name: "in typographic quotes", env: "“" + apiKey + "”", found: "not usable: it is in quotes, leave them out", err: "quotes"},
		{name: "in half of its quotes", env: apiKey + "'", found: "not usable: it is in quotes, leave them out", err: "quotes"},
		{name: "in quotes, file", file: `"` + apiKey + `"` + "\n", found: "it holds one key in quotes, leave them out", err: "in quotes"},
		{name: "in single quotes, file", file: "'" + apiKey + "'", found: "neither JSON nor one key: it is in quotes, leave them out", err: "in quotes"},
		{name: "in quotes, json", file: `{"api_key":"'` + apiKey + `'"}`, found: "api_key: it is in quotes, leave them out", err: "in quotes"},
		{name: "a line of a script", file: "export HEYGEN_API_KEY=" + apiKey, found: "neither JSON nor one key: it begins with export HEYGEN_API_KEY=, leave that out", err: "leave that out"},
		{name: "a header", env: "X-Api-Key: " + apiKey, found: "not usable: it begins with X-Api-Key:, leave that out", err: "leave that out"},
		{name: "newline in json", file: `{"api_key":"abc\r\nX-Evil: 1"}`, found: "api_key: more than one line", err: "api_key"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := world{homely: true, env: map[string]string{}, files: map[string]string{}}
			if c.env != "" {
				w.env["HEYGEN_API_KEY"] = c.env
			}
			if !c.missing {
				w.files[credentialsPathInTest] = c.file
			}
			key, looked, err := FindKey(t.Context(), w.source(), "", DefaultProfile)
			if key != c.want {
				t.Errorf("key from %q, want from %q", key.Origin, c.want.Origin)
			}
			if last := looked[len(looked)-1]; last.Found != c.found {
				t.Errorf("found %q, want %q", last.Found, c.found)
			}
			if (err != nil) != (c.err != "") || (err != nil && !strings.Contains(err.Error(), c.err)) {
				t.Errorf("err %v, want %q", err, c.err)
			}
			for _, text := range []string{fmt.Sprint(looked), fmt.Sprint(err)} {
				if strings.Contains(text, apiKey) || strings.Contains(text, token) {
					t.Errorf("shows the key: %s", text)
				}
			}
		})
	}
}

func TestABrokenVariableIsNotPassedOver(t *testing.T) {
	w := world{homely: true, env: map[string]string{"HEYGEN_API_KEY": "a\nb"}, files: map[string]string{credentialsPathInTest: apiKey}}
	key, looked, err := FindKey(t.Context(), w.source(), "", DefaultProfile)
	if !key.Empty() || err == nil || len(looked) != 1 || looked[0].Found != "not usable: more than one line" {
		t.Errorf("key %v, looked %v, err %v", key, looked, err)
	}
}

func TestABlankVariableIsPassedOver(t *testing.T) {
	w := world{homely: true, env: map[string]string{"HEYGEN_API_KEY": "  "}, files: map[string]string{credentialsPathInTest: apiKey}}
	key, looked, err := FindKey(t.Context(), w.source(), "", DefaultProfile)
	if key.Key != apiKey || err != nil || looked[0].Found != "set, but empty" {
		t.Errorf("key %v, looked %v, err %v", key, looked, err)
	}
}

func TestHeygenConfigDirMovesTheFile(t *testing.T) {
	w := world{homely: true, env: map[string]string{"HEYGEN_CONFIG_DIR": "/srv/hg"}, files: map[string]string{"/srv/hg/credentials": apiKey, credentialsPathInTest: "other-key-0123"}}
	key, looked, err := FindKey(t.Context(), w.source(), "", DefaultProfile)
	if key.Key != apiKey || err != nil || looked[2].Where != "/srv/hg/credentials (HeyGen CLI)" {
		t.Errorf("key %v, looked %v, err %v", key, looked, err)
	}
}

func TestAnUnreadableCredentialsFileIsNotAnAbsentOne(t *testing.T) {
	w := world{homely: true, broken: map[string]error{credentialsPathInTest: &fs.PathError{Op: "open", Path: credentialsPathInTest, Err: fs.ErrPermission}}}
	_, looked, err := FindKey(t.Context(), w.source(), "", DefaultProfile)
	if err == nil || looked[2].Found != "permission denied" {
		t.Errorf("looked %v, err %v", looked, err)
	}
}

func TestWithoutAHomeThereIsNoFileToLookIn(t *testing.T) {
	key, looked, err := FindKey(t.Context(), world{}.source(), "", DefaultProfile)
	if !key.Empty() || err != nil || looked[2].Found != "no home directory" {
		t.Errorf("key %v, looked %v, err %v", key, looked, err)
	}
}

func TestAKeyNeverPrintsMoreThanItsTail(t *testing.T) {
	for _, k := range []Key{{Key: apiKey}, {Bearer: token}, {Key: "short123"}} {
		asJSON, err := json.Marshal(map[string]any{"k": k})
		if err != nil {
			t.Fatal(err)
		}
		var log strings.Builder
		slog.New(slog.NewTextHandler(&log, nil)).Info("m", "k", k)
		for _, text := range []string{fmt.Sprintf("%v %+v %#v %s %q %d", k, k, k, k, k, k), string(asJSON), log.String()} {
			if strings.Contains(text, k.Key+k.Bearer) || strings.Contains(text, (k.Key + k.Bearer)[:8]) {
				t.Errorf("shows the key: %s", text)
			}
		}
	}
}
