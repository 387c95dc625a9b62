package config

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
)

const storedPathInTest = "/home/ana/.config/lipdash/keys/default.json"

// keeps is a world in which lipdash stored something for the default profile, and its source.
// The keyring has the key of profile default, and counts how often it was asked.
func keeps(text string, mode fs.FileMode) (world, Source, *int) {
	w := world{homely: true, env: map[string]string{}, files: map[string]string{storedPathInTest: text}}
	if text == "" {
		delete(w.files, storedPathInTest)
	}
	src, asked := w.source(), new(int)
	src.Mode = func(string) (fs.FileMode, error) { return mode, nil }
	src.Keyring = func(_ context.Context, service, user string) (string, error) {
		if *asked++; service == "lipdash" && user == "default" {
			return apiKey, nil
		}
		return "", fs.ErrNotExist
	}
	return w, src, asked
}

func TestAStoredKeyIsFoundAndNeverPrinted(t *testing.T) {
	for _, c := range []struct {
		name, file string
		mode       fs.FileMode
		want       Key
		found, err string
		asked      int
	}{
		{name: "in the file", file: `{"api_key":"` + apiKey + `"}`, mode: 0o600, want: Key{Key: apiKey, Origin: "~/.config/lipdash/keys/default.json", Stored: InFile}, found: "found, key ..4f2a"},
		{name: "in the keyring", file: `{"keyring":true}`, mode: 0o600, want: Key{Key: apiKey, Origin: "the system's keyring, lipdash/default", Stored: InKeyring}, found: "found, key ..4f2a", asked: 1},
		{name: "read by others", file: `{"api_key":"` + apiKey + `"}`, mode: 0o644, found: "others may read it, its mode is 0644: chmod 600 it, or store the key again", err: "~/.config/lipdash/keys/default.json: others may read it"},
		{name: "of a group", file: `{"api_key":"` + apiKey + `"}`, mode: 0o640, found: "others may read it, its mode is 0640: chmod 600 it, or store the key again", err: "0640"},
		{name: "half a file", file: `{"api_key":"` + apiKey, mode: 0o600, found: "the file is not as lipdash writes it", err: "not as lipdash writes it"},
		{name: "neither", file: `{}`, mode: 0o600, found: "api_key: blank", err: "blank"},
		{name: "no key", file: `{"api_key":"a b ` + apiKey + `"}`, mode: 0o600, found: "api_key: holds characters that no key has", err: "characters"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, src, asked := keeps(c.file, c.mode)
			key, looked, err := FindKey(t.Context(), src, "", DefaultProfile)
			if key != c.want || len(looked) != 2 || looked[1].Found != c.found || *asked != c.asked {
				t.Errorf("key of %q, looked %v, the keyring was asked %d times", key.Origin, looked, *asked)
			}
			if (err != nil) != (c.err != "") || err != nil && !strings.Contains(err.Error(), c.err) {
				t.Errorf("err %v, want %q", err, c.err)
			}
			stored, _ := Stored(src, DefaultProfile)
			for _, text := range []string{fmt.Sprint(looked), fmt.Sprint(err), fmt.Sprintf("%v %+v %#v", stored, stored, stored)} {
				if strings.Contains(text, apiKey[:8]) {
					t.Errorf("shows the key: %s", text)
				}
			}
		})
	}
}

func TestAKeyThatIsNoLongerInTheKeyringIsNotReplacedByTheCLIs(t *testing.T) {
	w, src, _ := keeps(`{"keyring":true}`, 0o600)
	w.files[credentialsPathInTest] = "hg_of_the_cli_0123"
	src.Keyring = func(context.Context, string, string) (string, error) { return "", fs.ErrNotExist }
	key, looked, err := FindKey(t.Context(), src, "", DefaultProfile)
	if !key.Empty() || err == nil || !strings.Contains(err.Error(), "lipdash account --forget-key") || looked[1].Found != "not in it" {
		t.Errorf("%v, %v, %v", key, looked, err)
	}
}

func TestAStoredKeyComesAfterTheEnvironmentAndBeforeTheCLI(t *testing.T) {
	w, src, asked := keeps(`{"api_key":"`+apiKey+`"}`, 0o600)
	w.files[credentialsPathInTest] = "hg_of_the_cli_0123"
	find := func(profile string) string {
		key, _, err := FindKey(t.Context(), src, "", profile)
		if err != nil {
			t.Fatal(err)
		}
		return key.Origin
	}
	if got := find(DefaultProfile); got != "~/.config/lipdash/keys/default.json" {
		t.Error(got)
	}
	// Another profile's key is not this one's.
	if got := find("acme"); got != "~/.heygen/credentials" {
		t.Error(got)
	}
	w.env["HEYGEN_API_KEY"] = "hg_of_the_environment"
	if got := find(DefaultProfile); got != "HEYGEN_API_KEY" {
		t.Error(got)
	}
	if *asked > 0 {
		t.Error("the keyring was asked for a key that is not in it")
	}
	if got := ComesFirst(src, "") + ", " + ComesFirst(src, "env:A"); got != "HEYGEN_API_KEY, key_from" {
		t.Error(got)
	}
	w.env["HEYGEN_API_KEY"] = " "
	if got := ComesFirst(src, ""); got != "" {
		t.Error(got)
	}
}

func TestWithoutAStoredKeyTheKeyringIsLeftAlone(t *testing.T) {
	_, src, asked := keeps("", 0)
	key, looked, err := FindKey(t.Context(), src, "", DefaultProfile)
	if !key.Empty() || err != nil || *asked > 0 || looked[1] != (LookedIn{"a key that lipdash stored", "none for profile default"}) {
		t.Errorf("%v, %v, asked %d times", looked, err, *asked)
	}
	src.UserConfigDir = func() (string, error) { return "", errors.New("no home") }
	if _, looked, err := FindKey(t.Context(), src, "", DefaultProfile); err != nil || len(looked) != 3 {
		t.Errorf("%v, %v", looked, err)
	}
}

func TestEveryProfileHasAFileOfItsOwn(t *testing.T) {
	seen := map[string]string{}
	_, src, _ := keeps("", 0)
	for _, name := range []string{"default", "acme", "Acme", "ACME", "a/b", "a%2fb", "..", ".", "a b", "a+b", "ä", "a.b", "CON", "a\\b", "a:b"} {
		path, _ := storedPath(src, name)
		at := strings.ToLower(path) // as some disks have it
		if was, taken := seen[at]; taken || strings.Count(path, "/") != 6 {
			t.Errorf("%q is %s, as %q is", name, path, was)
		}
		seen[at] = name
	}
}

func TestWhatIsStoredIsReadAgain(t *testing.T) {
	for _, key := range []string{apiKey, "a\\\"<&>", ""} {
		raw, err := StoredForm(key, false)
		if err != nil {
			t.Fatal(err)
		}
		_, src, _ := keeps(string(raw), 0o600)
		got, err := Stored(src, DefaultProfile)
		if err != nil || got.key != key || (key == "") != (got.In == InKeyring) {
			t.Errorf("%s of %d bytes, %v", got.In, len(got.key), err)
		}
	}
}

func TestWhatTakesAStoredKeyAwayNamesItsProfile(t *testing.T) {
	for profile, want := range map[string]string{DefaultProfile: "", "acme": " --profile acme", "two words": ` --profile "two words"`} {
		want = "lipdash account --forget-key" + want
		_, src, _ := keeps("", 0o600)
		src.ReadFile = func(string) ([]byte, error) { return []byte(`{"keyring":true}`), nil }
		src.Keyring = func(context.Context, string, string) (string, error) { return "", fs.ErrNotExist }
		_, _, err := FindKey(t.Context(), src, "", profile)
		stored, _ := Stored(src, profile)
		if hint := (Key{Stored: InFile}).Hint("", profile); !strings.HasSuffix(hint, " "+want) || stored.Forget() != want || !strings.Contains(err.Error(), ": "+want+" has it") {
			t.Errorf("%s: %q, %q, %v", profile, hint, stored.Forget(), err)
		}
	}
}

func TestWhatToDoAboutARefusedKeyNamesWhereThatOneIs(t *testing.T) {
	for want, key := range map[string]Key{
		"paste another key in the dashboard, or have this one forgotten with lipdash account --forget-key": {Key: apiKey, Origin: "x", Stored: InFile},
		"paste another key, or start again: this one was for this run only":                                {Key: apiKey},
		"set another key in HEYGEN_API_KEY and start again, or run the official login":                     {Key: apiKey, Origin: "HEYGEN_API_KEY"},
	} {
		if got := key.Hint("", DefaultProfile); got != want {
			t.Error(got)
		}
	}
}
