package keystore_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"lipdash/cmd/keystore"
	"lipdash/config"
)

const (
	key   = "hg_0123456789abcdef4f2a"
	other = "hg_abcdef0123456789beef"
)

// ring is a keyring in memory; fails is what it says instead of keeping or giving anything.
type ring struct {
	has   map[string]string
	fails error
}

func (r *ring) Keyring(_ context.Context, service, user string) (string, error) {
	if secret, ok := r.has[service+"/"+user]; ok || r.fails != nil {
		return secret, r.fails
	}
	return "", fs.ErrNotExist
}

func (r *ring) SetKeyring(_ context.Context, service, user, secret string) error {
	if r.fails == nil {
		r.has[service+"/"+user] = secret
	}
	return r.fails
}

func (r *ring) DropKeyring(_ context.Context, service, user string) error {
	if _, ok := r.has[service+"/"+user]; !ok && r.fails == nil {
		return fs.ErrNotExist
	}
	if r.fails == nil {
		delete(r.has, service+"/"+user)
	}
	return r.fails
}

func (r *ring) NoKeyring(context.Context) string { return "" }

// aStore is a store in an empty home.
func aStore(t *testing.T) (keystore.Store, *ring, string) {
	t.Helper()
	home, r := t.TempDir(), &ring{has: map[string]string{}}
	src := config.System()
	src.Environ = func(string) (string, bool) { return "", false }
	src.HomeDir = func() (string, error) { return home, nil }
	src.UserConfigDir = func() (string, error) { return filepath.Join(home, ".config"), nil }
	src.Keyring = r.Keyring
	return keystore.Store{Source: src, Ring: r}, r, filepath.Join(home, ".config", "lipdash", "keys")
}

// finds wants the key of a profile to be found, as it was said to be stored.
func finds(t *testing.T, s keystore.Store, profile string, want config.Key) {
	t.Helper()
	got, _, err := config.FindKey(t.Context(), s.Source, "", profile)
	if err != nil || got != want {
		t.Errorf("found in %q, want in %q, %v", got.Origin, want.Origin, err)
	}
}

func TestAKeyIsStoredInAFileForItsUserAlone(t *testing.T) {
	s, _, dir := aStore(t)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	got, err := s.Save(t.Context(), "acme", key, config.InFile)
	if err != nil || got.Key != key || got.Stored != config.InFile || got.Origin != filepath.Join("~", ".config", "lipdash", "keys", "acme.json") {
		t.Fatal(got.Origin, err)
	}
	finds(t, s, "acme", got)
	if none, _, _ := config.FindKey(t.Context(), s.Source, "", "default"); !none.Empty() {
		t.Error("another profile has the key")
	}
	if runtime.GOOS != "windows" {
		for path, want := range map[string]fs.FileMode{dir: 0o700, filepath.Join(dir, "acme.json"): 0o600} {
			if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
				t.Errorf("%s: %v, %v", path, info.Mode(), err)
			}
		}
	}
	if got, err = s.Save(t.Context(), "acme", other, config.InFile); err != nil {
		t.Fatal(err)
	}
	finds(t, s, "acme", got)
	if left, _ := os.ReadDir(dir); len(left) != 1 {
		t.Errorf("%d files are left", len(left))
	}
}

func TestAFileThatOthersMayReadIsReplacedByOneThatTheyMayNot(t *testing.T) {
	s, _, dir := aStore(t)
	if _, err := s.Save(t.Context(), "default", key, config.InFile); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "default.json")
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	got, err := s.Save(t.Context(), "default", other, config.InFile)
	if err != nil {
		t.Fatal(err)
	}
	finds(t, s, "default", got)
}

func TestAKeyInTheKeyringLeavesNoKeyInTheFile(t *testing.T) {
	s, r, dir := aStore(t)
	if _, err := s.Save(t.Context(), "default", key, config.InFile); err != nil {
		t.Fatal(err)
	}
	got, err := s.Save(t.Context(), "default", key, config.InKeyring)
	if err != nil || r.has["lipdash/default"] != key || got.Origin != "the system's keyring, lipdash/default" {
		t.Fatal(got.Origin, err)
	}
	finds(t, s, "default", got)
	if raw, err := os.ReadFile(filepath.Join(dir, "default.json")); err != nil || strings.Contains(string(raw), key[:8]) {
		t.Error("the key is still in the file", err)
	}
	// A newer one takes its place, and one in the file takes it out of the keyring.
	if got, err = s.Save(t.Context(), "default", other, config.InKeyring); err != nil || r.has["lipdash/default"] != other {
		t.Fatal(err)
	}
	finds(t, s, "default", got)
	if got, err = s.Save(t.Context(), "default", key, config.InFile); err != nil || len(r.has) > 0 {
		t.Error(err, len(r.has))
	}
	finds(t, s, "default", got)
}

func TestAKeyInTheKeyringThatLipdashDidNotStoreStays(t *testing.T) {
	s, r, _ := aStore(t)
	r.has["lipdash/default"] = other
	_, err := s.Save(t.Context(), "default", key, config.InKeyring)
	if err == nil || r.has["lipdash/default"] != other || !strings.Contains(err.Error(), "lipdash/default that lipdash did not store") {
		t.Error(err)
	}
}

func TestAKeyringThatRefusesLeavesNothingBehind(t *testing.T) {
	s, r, dir := aStore(t)
	r.fails = errors.New("the keyring did not answer: locked")
	if _, err := s.Save(t.Context(), "default", key, config.InKeyring); !errors.Is(err, r.fails) {
		t.Error(err)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("something was written")
	}
}

func TestAFolderThatCannotBeWrittenIsSaid(t *testing.T) {
	s, r, dir := aStore(t)
	if err := os.MkdirAll(filepath.Dir(dir), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(dir, nil, 0o600); err != nil { // a file where the folder should be
		t.Fatal(err)
	}
	for _, in := range []config.KeyPlace{config.InFile, config.InKeyring} {
		_, err := s.Save(t.Context(), "default", key, in)
		if err == nil || !strings.Contains(err.Error(), "default.json cannot be written: not a directory") || strings.Contains(err.Error(), key[:8]) {
			t.Error(in, err)
		}
	}
	if len(r.has) > 0 {
		t.Error("the keyring has a key that nobody looks for")
	}
	s.Source.UserConfigDir = func() (string, error) { return "", errors.New("no home") }
	if _, err := s.Save(t.Context(), "default", key, config.InFile); err == nil {
		t.Error("it is stored nowhere")
	}
}

func TestAStoredKeyIsForgottenWhereverItIs(t *testing.T) {
	for _, in := range []config.KeyPlace{config.InFile, config.InKeyring} {
		s, r, dir := aStore(t)
		kept, err := s.Save(t.Context(), "default", key, in)
		if err != nil {
			t.Fatal(err)
		}
		if where, err := s.Forget(t.Context(), "default"); err != nil || where != kept.Origin {
			t.Error(where, err)
		}
		if left, _ := os.ReadDir(dir); len(left) > 0 || len(r.has) > 0 {
			t.Errorf("%s: it is still there", in)
		}
		if where, err := s.Forget(t.Context(), "default"); err != nil || where != "" {
			t.Error("nothing is left to forget:", where, err)
		}
	}
}

func TestAKeyringThatDoesNotAnswerKeepsItsKeyOnRecord(t *testing.T) {
	s, r, dir := aStore(t)
	if _, err := s.Save(t.Context(), "default", key, config.InKeyring); err != nil {
		t.Fatal(err)
	}
	r.fails = errors.New("locked")
	if _, err := s.Forget(t.Context(), "default"); !errors.Is(err, r.fails) {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "default.json")); err != nil {
		t.Error("nobody knows any more that the keyring has a key")
	}
}

// The newest key counts, whatever the keyring says, and the older one is not forgotten there.
func TestAKeyThatALockedKeyringKeepsIsNeverTheOneThatCounts(t *testing.T) {
	s, r, dir := aStore(t)
	if _, err := s.Save(t.Context(), "default", key, config.InKeyring); err != nil {
		t.Fatal(err)
	}
	locked := errors.New("locked")
	r.fails = locked
	got, err := s.Save(t.Context(), "default", other, config.InFile)
	if err != nil || got.Stored != config.InFile {
		t.Fatal(err)
	}
	finds(t, s, "default", got)
	if stored, err := config.Stored(s.Source, "default"); !stored.Old || err != nil {
		t.Error("nobody knows that the keyring has the older one", err)
	}
	if _, err := s.Forget(t.Context(), "default"); !errors.Is(err, locked) {
		t.Error("forgotten, and the older one would be found again:", err)
	}
	r.fails = nil
	if got, err = s.Save(t.Context(), "default", key+"3", config.InKeyring); err != nil {
		t.Fatal("its own older key stands in the way:", err)
	}
	finds(t, s, "default", got)
	r.fails = locked
	if _, err = s.Save(t.Context(), "default", other, config.InFile); err != nil {
		t.Fatal(err)
	}
	r.fails = nil
	if _, err = s.Save(t.Context(), "default", key, config.InFile); err != nil || len(r.has) > 0 {
		t.Error("the keyring still has the older one", err)
	}
	if raw, err := os.ReadFile(filepath.Join(dir, "default.json")); err != nil || strings.Contains(string(raw), "older") {
		t.Error("the file says that the keyring has one", err)
	}
}
