package host

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/zalando/go-keyring"
)

// program is a shell script that can be run.
func program(t *testing.T, text string) string {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("needs a shell script")
	}
	path := filepath.Join(t.TempDir(), "manager")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+text+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestACommandIsRunWithoutAShell(t *testing.T) {
	path := program(t, `printf '%s|' "$@"`)
	t.Setenv("VAULT", "team one")
	for command, want := range map[string]string{
		path + ` read 'op://a b/c'`:          "read|op://a b/c|",
		path + ` "$VAULT" ';' touch x`:       "team one|;|touch|x|",
		path + ` x ; touch x`:                "",
		path + ` *.go`:                       "*.go|",
		path + ` > /dev/null`:                "",
		path + ` $(touch /tmp/never-made-x)`: "",
	} {
		out, err := KeyPlaces{}.Command(t.Context(), command)
		if string(out) != want || (err != nil) != (want == "") {
			t.Errorf("%s: %q, %v", command, out, err)
		}
	}
}

func TestWhatACommandComplainsAboutIsToldSafely(t *testing.T) {
	const key = "hg_0123456789abcdef"
	for text, want := range map[string]string{
		"echo 'no session, run op signin' >&2; exit 3":                  "manager ended with exit status 3: no session, run op signin",
		"printf '\\033[31mred\\033[0m\\nsecond' >&2; exit 1":            "manager ended with exit status 1: red",
		"echo " + key + "; echo \"cannot use " + key + "\" >&2; exit 1": "manager ended with exit status 1: cannot use …",
		"exit 1":                   "manager ended with exit status 1",
		"kill $$":                  "manager ended with signal: terminated",
		"head -c 100000 /dev/zero": "manager ended with ",
	} {
		path := program(t, text)
		out, err := KeyPlaces{}.Command(t.Context(), path)
		if err == nil || len(out) > 0 || !strings.HasPrefix(strings.TrimPrefix(err.Error(), filepath.Dir(path)+"/"), want) || strings.Contains(err.Error(), key) {
			t.Errorf("%s: %q, %v", text, out, err)
		}
	}
	for command, want := range map[string]string{"no-such-program-here x": "no-such-program-here is not found", "a 'b": "cannot be read"} {
		if _, err := (KeyPlaces{}).Command(t.Context(), command); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", command, err)
		}
	}
}

func TestACommandEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := (KeyPlaces{Detached: true}).Command(ctx, program(t, "sleep 60")); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestTheKeyringIsAskedWhereThereIsOne(t *testing.T) {
	keyring.MockInit()
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
	if err := keyring.Set("lipdash", "acme", "hg_0123456789"); err != nil {
		t.Fatal(err)
	}
	if got, err := (KeyPlaces{}).Keyring(t.Context(), "lipdash", "acme"); got != "hg_0123456789" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := (KeyPlaces{}).Keyring(t.Context(), "lipdash", "none"); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
	places := KeyPlaces{}
	if err := places.SetKeyring(t.Context(), "lipdash", "new", "hg_9876543210"); err != nil {
		t.Error(err)
	}
	if got, err := places.Keyring(t.Context(), "lipdash", "new"); got != "hg_9876543210" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
	if err := places.DropKeyring(t.Context(), "lipdash", "new"); err != nil {
		t.Error(err)
	}
	if err := places.DropKeyring(t.Context(), "lipdash", "new"); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
	keyring.MockInitWithError(errors.New("cannot keep hg_9876543210"))
	if err := places.SetKeyring(t.Context(), "lipdash", "new", "hg_9876543210"); err == nil || err.Error() != "the keyring did not answer: cannot keep …" {
		t.Error(err)
	}
	keyring.MockInitWithError(errors.New("locked\x1b[2J"))
	if _, err := (KeyPlaces{}).Keyring(t.Context(), "lipdash", "acme"); err == nil || err.Error() != "the keyring did not answer: locked" {
		t.Error(err)
	}
	env := map[string]string{"XDG_RUNTIME_DIR": t.TempDir()}
	of := func(name string) string { return env[name] }
	if noKeyring("linux", of) == "" || noKeyring("darwin", of) != "" || noKeyring("windows", of) != "" {
		t.Error("where there can be a keyring is mistaken")
	}
	if err := os.WriteFile(filepath.Join(env["XDG_RUNTIME_DIR"], "bus"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if why := noKeyring("linux", of); why != "" {
		t.Error(why)
	}
}
