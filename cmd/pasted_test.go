package cmd

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lipdash/api"
	"lipdash/cmd/keystore"
	"lipdash/config"
	"lipdash/ui/kit/action"
)

// aRing is a keyring in memory; fails is what it says instead.
type aRing struct {
	has   map[string]string
	asked int
	fails error
}

func (r *aRing) Keyring(_ context.Context, _, user string) (string, error) {
	r.asked++
	if secret, ok := r.has[user]; ok || r.fails != nil {
		return secret, r.fails
	}
	return "", fs.ErrNotExist
}

func (r *aRing) SetKeyring(_ context.Context, _, user, secret string) error {
	if r.fails == nil {
		r.has[user] = secret
	}
	return r.fails
}

func (r *aRing) DropKeyring(_ context.Context, _, user string) error {
	if r.fails == nil {
		delete(r.has, user)
	}
	return r.fails
}

func (r *aRing) NoKeyring(context.Context) string { return "" }

// atHome is a connector to a simulator, in an empty home with a keyring.
func atHome(t *testing.T) (connector, *aRing) {
	t.Helper()
	home, r := t.TempDir(), &aRing{has: map[string]string{}}
	for name, value := range map[string]string{"HOME": home, "XDG_CONFIG_HOME": home + "/.config", "HEYGEN_API_KEY": "", "HEYGEN_CONFIG_DIR": "", "SSH_TTY": "", "SSH_CONNECTION": ""} {
		t.Setenv(name, value)
	}
	c := connected(t)
	c.source.Keyring, c.ring, c.keys, c.sessions = r.Keyring, r, &keyCache{}, &openSessions{}
	c.noKeyring = func() string { return r.NoKeyring(t.Context()) }
	return c, r
}

func TestAPastedKeyThatWorksIsStoredForItsProfileAndFoundAtTheNextStart(t *testing.T) {
	for _, in := range []action.Keep{action.KeepFile, action.KeepKeyring} {
		c, r := atHome(t)
		if p := c.keyPlaces(); !p.Any() || p.Usual() != action.KeepKeyring || p.Keyring != "lipdash/acme" {
			t.Errorf("%+v", p)
		}
		s, err := c.connect(t.Context(), action.UseKey{Key: keyInTest, Keep: in})
		if err != nil || s.Kept.Err != nil || s.Kept.Where == "" {
			t.Fatal(s.Kept, err)
		}
		if stored := r.has["acme"] != ""; stored != (in == action.KeepKeyring) {
			t.Errorf("%s: in the keyring: %t", in, stored)
		}
		if p := c.keyPlaces(); p.Stored != in || p.Usual() != in || s.KeyPlaces().Stored != in {
			t.Errorf("%+v", p)
		}
		// Whoever comes back to the profile comes back to that session.
		key, _, err := c.findKey(t.Context(), false)
		if before, _ := c.sessions.of("acme"); err != nil || key != before.key || key.Key != keyInTest {
			t.Errorf("%v, %v, of %q and %q", key, err, key.Origin, before.key.Origin)
		}
		next := c
		next.keys = &keyCache{}
		if key, _, err := next.findKey(t.Context(), false); err != nil || key.Origin != s.Kept.Where {
			t.Errorf("%q, %v", key.Origin, err)
		}
		// What is stored in the keyring is asked for once in a run.
		asked := r.asked
		if _, _, err := next.findKey(t.Context(), false); err != nil || r.asked != asked {
			t.Error("the keyring is asked again", err)
		}
	}
}

func TestAKeyThatIsRefusedIsNotStored(t *testing.T) {
	c, r := atHome(t)
	for _, in := range []action.Keep{action.KeepFile, action.KeepKeyring} {
		_, err := c.connect(t.Context(), action.UseKey{Key: "hg_wrong_0123456789", Keep: in})
		if text := api.Explain(err).String(); err == nil || text != "HeyGen refused the key. Paste another one: nothing is stored or changed." {
			t.Errorf("%s: %s", in, text)
		}
	}
	if stored, err := config.Stored(c.source, "acme"); stored.In != "" || err != nil || len(r.has) > 0 {
		t.Error("it is stored", err)
	}
}

func TestAKeyThatCannotBeStoredWorksForThisRun(t *testing.T) {
	c, r := atHome(t)
	r.fails = errors.New("the keyring did not answer: locked")
	s, err := c.connect(t.Context(), action.UseKey{Key: keyInTest, Keep: action.KeepKeyring})
	if err != nil || s.Client == nil || s.Kept.String() != "the key works for this run, and was not stored: the keyring did not answer: locked" {
		t.Error(s.Kept, err)
	}
	if err := os.WriteFile(filepath.Join(os.Getenv("HOME"), ".config"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err = c.connect(t.Context(), action.UseKey{Key: keyInTest, Keep: action.KeepFile})
	if text := s.Kept.String(); err != nil || !strings.Contains(text, "keys/acme.json cannot be written: not a directory") || strings.Contains(text, keyInTest[:8]) {
		t.Error(text, err)
	}
}

func TestAKeyIsNotStoredWhereNobodyWouldLook(t *testing.T) {
	c, _ := atHome(t)
	t.Setenv("HEYGEN_API_KEY", keyInTest)
	if p := c.keyPlaces(); p.Any() || p.First != "HEYGEN_API_KEY" {
		t.Errorf("%+v", p)
	}
	t.Setenv("HEYGEN_API_KEY", "")
	c.settings.KeyFrom.V = "env:ACME"
	if p := c.keyPlaces(); p.Any() || p.First != "key_from" {
		t.Errorf("%+v", p)
	}
}

func TestTheKeyOfTheCLIIsOfferedWhereItWasNotLookedFor(t *testing.T) {
	c, _ := atHome(t)
	if open, _ := c.withCLI(t.Context()); open != nil {
		t.Error("there is none")
	}
	dir := filepath.Join(os.Getenv("HOME"), ".heygen")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "credentials"), []byte(keyInTest), 0o600); err != nil {
		t.Fatal(err)
	}
	c.keyFrom = "env:NO_SUCH_KEY"
	open, looked := c.withCLI(t.Context())
	if open == nil || len(looked) != 1 || looked[0].Found != "found, key ..abcd" {
		t.Fatal(looked)
	}
	s, err := open(t.Context())
	if err != nil || s.Identity.KeyTail != "abcd" {
		t.Error(err)
	}
	if again, err := s.Reconnect(t.Context()); err != nil || again.Identity.KeyTail != "abcd" {
		t.Error("it is not found again", err)
	}
}

func TestAStoredKeyIsNamedByDoctorAndForgottenByACommand(t *testing.T) {
	inShop(t, func(s *shop) {
		t.Setenv("HEYGEN_API_KEY", "")
		store := keystore.Store{Source: systemSource(false)}
		if _, err := store.Save(t.Context(), "default", shopKey, config.InFile); err != nil {
			t.Fatal(err)
		}
		if got := s.run(0, "", "account", "--quiet"); got.code != exitOK || got.out != "sim_user\n" {
			t.Errorf("%+v", got)
		}
		const place = "~/.config/lipdash/keys/default.json"
		for field, want := range map[string]string{"found": "lipdash stored it in " + place + ", mode 0600\n", "change": "lipdash account --forget-key\n"} {
			if got := s.run(0, "", "doctor", "--field", field); !strings.Contains(got.out, want) || strings.Contains(got.out, shopKey[:8]) {
				t.Errorf("%+v", got)
			}
		}
		s.must(os.Chmod(filepath.Join(s.home, ".config/lipdash/keys/default.json"), 0o644))
		if got := s.run(0, "", "list"); got.code != exitAuth || !strings.Contains(got.err, "others may read it, its mode is 0644: chmod 600 it") {
			t.Errorf("%+v", got)
		}
		if got := s.run(80, "", "account", "--forget-key"); got.code != exitOK || got.out != "" || got.err != "lipdash: the key of profile default is gone from "+place+"; at HeyGen it is still good\n" {
			t.Errorf("%+v", got)
		}
		if got := s.run(80, "", "account", "--forget-key"); got.code != exitOK || got.err != "lipdash: lipdash stored no key for profile default\n" {
			t.Errorf("%+v", got)
		}
		got := s.run(80, "", "list")
		if got.code != exitAuth || !strings.Contains(got.err, "a key that lipdash stored (none for profile default)") {
			t.Errorf("%+v", got)
		}
	})
}

func TestAKeyOfAProfileThatTheSettingsHaveNoMoreIsNamedAndForgotten(t *testing.T) {
	inShop(t, func(s *shop) {
		store := keystore.Store{Source: systemSource(false)}
		if _, err := store.Save(t.Context(), "Acme EU", shopKey, config.InFile); err != nil {
			t.Fatal(err)
		}
		const place = "~/.config/lipdash/keys/%41cme%20%45%55.json"
		for field, want := range map[string]string{
			"found": "the settings have no profile Acme EU, and its key is still in " + place + "\n", "change": "lipdash account --forget-key --profile \"Acme EU\"\n",
		} {
			if got := s.run(0, "", "doctor", "--field", field); !strings.Contains(got.out, want) {
				t.Errorf("%s: %+v", field, got)
			}
		}
		if got := s.run(0, "", "account", "--profile", "Acme EU"); got.code != exitUsage {
			t.Errorf("%+v", got)
		}
		if got := s.run(80, "", "account", "--forget-key", "--profile", "Acme EU"); got.code != exitOK || !strings.Contains(got.err, "the key of profile Acme EU is gone from "+place) {
			t.Errorf("%+v", got)
		}
		if got := s.run(0, "", "doctor", "--field", "found"); strings.Contains(got.out, "Acme") {
			t.Errorf("%+v", got)
		}
	})
}

func TestARefusedKeyThatIsStoredSaysHowItIsReplaced(t *testing.T) {
	inShop(t, func(s *shop) {
		t.Setenv("HEYGEN_API_KEY", "")
		store := keystore.Store{Source: systemSource(false)}
		if _, err := store.Save(t.Context(), "default", "hg_refused_0123456789", config.InFile); err != nil {
			t.Fatal(err)
		}
		for _, line := range []string{"list", "doctor"} {
			if got := s.run(0, "", line); got.code != exitAuth || !strings.Contains(got.err+got.out, "forgotten with lipdash account --forget-key") {
				t.Errorf("%+v", got)
			}
		}
	})
}

func TestTheLineModeAsksAPersonForAKeyAndStoresIt(t *testing.T) {
	inShop(t, func(s *shop) {
		t.Setenv("HEYGEN_API_KEY", "")
		t.Setenv("DBUS_SESSION_BUS_ADDRESS", "")
		t.Setenv("XDG_RUNTIME_DIR", s.home)
		got := s.run(80, "hg_refused_0123456789\n"+shopKey+"\nfile\nquit\n", "--plain")
		if got.code != exitOK || strings.Contains(got.out+got.err, shopKey[:8]) {
			t.Errorf("%+v", got)
		}
		holds(t, got.out, "There is no API key.", "key: ", "HeyGen refused the key.", "key: ", "No keyring here: no session bus.", "Empty for file: ", "stored in ~/.config/lipdash/keys/default.json.", "Jobs in sim_user", "command: ")
		if got = s.run(80, "quit\n", "--plain"); got.code != exitOK || strings.Contains(got.out, "key: ") {
			t.Errorf("%+v", got)
		}
		s.run(0, "", "account", "--forget-key")
		if got = s.run(80, "\n", "--plain"); got.code != exitAuth || strings.Count(got.out+got.err, "There is no API key.") != 1 {
			t.Errorf("%+v", got)
		}
		if got = s.run(0, shopKey+"\nquit\n", "--plain"); got.code != exitAuth || !strings.Contains(got.err, "Start lipdash in a terminal and paste one") {
			t.Errorf("a pipe is asked: %+v", got)
		}
	})
}
