package cmd

import (
	"context"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"lipdash/api/sim"
	"lipdash/config"
)

// settingsFile is a settings file with a text.
func settingsFile(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "config.toml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestAPasswordManagerIsAskedOnceUnlessTheKeyWasRefused(t *testing.T) {
	asked := 0
	src := config.System()
	src.Command = func(context.Context, string) ([]byte, error) {
		asked++
		return []byte("hg_0123456789abcd" + strings.Repeat("x", asked)), nil
	}
	var keys keyCache
	find := func(anew bool) string {
		key, _, err := keys.find(t.Context(), src, "command:op read x", "default", anew)
		if err != nil {
			t.Fatal(err)
		}
		return key.Key
	}
	first := find(false)
	if again := find(false); again != first || asked != 1 {
		t.Errorf("asked %d times", asked)
	}
	if anew := find(true); anew == first || find(false) != anew || asked != 2 {
		t.Errorf("asked %d times, the replaced key is not kept", asked)
	}
}

func TestWhoeverHasToUnlockAKeyIsToldWhatFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		src := config.System()
		src.Command = func(context.Context, string) ([]byte, error) {
			<-time.After(5 * time.Second)
			return []byte("hg_0123456789abcd"), nil
		}
		var said strings.Builder
		c := connector{source: src, keyFrom: "command:op read secret-looking", profile: "acme", keys: &keyCache{}}
		if key, _, err := c.askForKey(t.Context(), &said); err != nil || key.Empty() {
			t.Fatal(key, err)
		}
		if said.String() != "lipdash: asking command:op … for the key of profile acme\n" {
			t.Errorf("%q", said.String())
		}
		said.Reset()
		c.keyFrom, c.source.Mode = "", nil
		c.source.Environ = func(string) (string, bool) { return "", false }
		c.source.ReadFile = func(string) ([]byte, error) { return []byte(`{"keyring":true}`), nil }
		c.source.Keyring = func(context.Context, string, string) (string, error) {
			<-time.After(5 * time.Second)
			return "hg_0123456789abcd", nil
		}
		if key, _, err := c.askForKey(t.Context(), &said); err != nil || key.Empty() {
			t.Fatal(key, err)
		}
		if said.String() != "lipdash: asking the system's keyring for the key of profile acme\n" {
			t.Errorf("%q", said.String())
		}
	})
}

// aSim is a simulator that accepts one key, and its address.
func aSim(t *testing.T, key string, jobs int) (*sim.Server, string) {
	t.Helper()
	server := sim.New(sim.Options{Key: key})
	server.Populate(jobs)
	h := httptest.NewServer(server)
	t.Cleanup(h.Close)
	return server, h.URL
}

func TestACommandUsesTheKeyAndTheAddressOfItsProfile(t *testing.T) {
	one, at := aSim(t, "hg_acme_0123456789", 3)
	t.Setenv("HEYGEN_API_BASE", "")
	t.Setenv("HEYGEN_API_KEY", "hg_other_0123456789")
	t.Setenv("ACME_KEY", "hg_acme_0123456789")
	t.Setenv("LIPDASH_CONFIG", settingsFile(t, "[profiles.acme]\nkey_from = 'env:ACME_KEY'\nbase_url = '"+at+"'\n[profiles.none]\nkey_from = 'env:NO_SUCH_KEY'\nbase_url = '"+at+"'\n"))
	if got := runCommand(t, "list", "--quiet", "--profile", "acme"); got.code != exitOK || strings.Count(got.out, "\n") != 3 {
		t.Errorf("%+v", got)
	}
	// Another account's key is never used instead.
	if got := runCommand(t, "list", "--profile", "none"); got.code != exitAuth || !strings.Contains(got.err, "NO_SUCH_KEY in the environment (not set)") {
		t.Errorf("%+v", got)
	}
	before := len(one.Calls())
	if got := runCommand(t, "list", "--profile", "acne"); got.code != exitUsage || !strings.Contains(got.err, "did you mean acme?") || len(one.Calls()) > before {
		t.Errorf("%+v", got)
	}
}

func TestAKeyThatIsRefusedOrMissingNamesThePlaceOfItsProfile(t *testing.T) {
	const profiles = `
[profiles.env]
key_from = "env:ACME_KEY"
[profiles.none]
key_from = "env:NO_SUCH_KEY"
[profiles.file]
key_from = "file:key"
[profiles.cli]
key_from = "cli"
[profiles.command]
key_from = "command:cat key"
`
	inShop(t, func(s *shop) {
		s.must(os.WriteFile("config.toml", []byte(profiles), 0o600))
		s.must(os.WriteFile("key", []byte("hg_refused_0123456789"), 0o600))
		s.must(os.Mkdir(".heygen", 0o700))
		s.must(os.WriteFile(".heygen/credentials", []byte("hg_refused_0123456789"), 0o600))
		s.arrange("env", "ACME_KEY=hg_refused_0123456789")
		for profile, want := range map[string]string{
			"env": "Set another key in ACME_KEY and start again.", "none": "Set a key in NO_SUCH_KEY and start again.", "file": "Put another key into key.",
			"cli": "Log in again with HeyGen's own CLI.", "command": "Change what cat gives.",
		} {
			got := s.run(80, "", "list", "--config", "config.toml", "--profile", profile)
			if got.code != exitAuth || !strings.Contains(got.err, want) || strings.Contains(got.err, "HEYGEN_API_KEY") {
				t.Errorf("%s: %+v", profile, got)
			}
		}
		s.arrange("env", "HEYGEN_API_KEY=hg_refused_0123456789")
		if got := s.run(80, "", "list"); got.code != exitAuth || !strings.Contains(got.err, "Set another key in HEYGEN_API_KEY and start again, or run the official login.") {
			t.Errorf("%+v", got)
		}
	})
}

func TestACommandSaysWhichScopeTheKeyLacks(t *testing.T) {
	for fault, c := range map[string]struct{ line, scope string }{
		"403,on=create,times=9,code=forbidden,message=The API key lacks the scope videos:write": {"create --video https://example.com/v.mp4 --audio https://example.com/a.wav", "videos:write"},
		"403,on=list,times=9,code=forbidden,message=missing scope videos:read":                  {"list", "videos:read"},
		"403,on=delete,times=9,code=forbidden,message=This needs the scope videos:delete.":      {"delete JOB --yes", "videos:delete"},
		"403,on=rename,times=9,code=forbidden,message=insufficient permission lipsyncs:update":  {"update JOB --title x", "lipsyncs:update"},
		"403,on=account,times=9,code=forbidden,message=no scope account:read":                   {"account", "account:read"},
	} {
		inShop(t, func(s *shop) {
			s.server.Populate(1)
			job := strings.TrimSpace(s.run(0, "", "list", "--quiet").out)
			f, err := sim.ParseFault(fault)
			s.must(err)
			s.server.Faults().Add(f)
			got := s.run(0, "", strings.Fields(strings.ReplaceAll(c.line, "JOB", job))...)
			if got.code == exitOK || !strings.Contains(got.err, "lacks the scope "+c.scope) || !strings.Contains(got.err, "ive the key that scope") {
				t.Errorf("%s: %+v", c.line, got)
			}
		})
	}
}
