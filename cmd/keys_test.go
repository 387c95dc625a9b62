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
		key, _, err := keys.find(t.Context(), src, "command:op read x", anew)
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
