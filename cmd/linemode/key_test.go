package linemode

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
)

// asked plays a conversation about a key: secrets are what is typed unseen, lines what is typed
// after that. Good is the key that HeyGen takes.
func asked(t *testing.T, places action.KeyPlaces, secrets []string, lines string) (out string, pasted action.UseKey, key string, err error) {
	t.Helper()
	var b strings.Builder
	pasted.Keep = "none was asked for"
	key, err = AskKey(t.Context(), KeyOptions{
		In: strings.NewReader(lines), Out: &b, Why: errors.New("There is no API key."), Places: places,
		Secret: func(_ context.Context, ask func()) (string, error) {
			ask()
			if len(secrets) == 0 {
				return "", io.EOF
			}
			next := secrets[0]
			secrets = secrets[1:]
			return next, nil
		},
		Check: func(_ context.Context, key string) error {
			if key != "hg_good_0123456789" {
				return errors.New("HeyGen refused the key.")
			}
			return nil
		},
		Keep: func(_ context.Context, p action.UseKey) calls.Kept {
			pasted = p
			return calls.Kept{Where: map[action.Keep]string{action.KeepFile: "~/keys/default.json"}[p.Keep]}
		},
	})
	if strings.Contains(b.String(), "hg_good") || strings.Contains(b.String(), "hg_wrong") {
		t.Errorf("a key is shown:\n%s", b.String())
	}
	return b.String(), pasted, key, err
}

func TestAKeyIsAskedForUntilOneWorksAndIsKeptWhereItIsSaid(t *testing.T) {
	file := action.KeyPlaces{File: "~/keys/default.json", Keyring: "lipdash/default", NoKeyring: "no keyring here: no session bus"}
	ring := action.KeyPlaces{File: file.File, Keyring: file.Keyring}
	for _, c := range []struct {
		places action.KeyPlaces
		typed  string
		want   action.Keep
		says   []string
	}{
		{file, "\n", action.KeepFile, []string{"There is no API key.", "It is not shown", "key: ", "HeyGen refused the key.", "key: ", "File: in ~/keys/default.json.", "No keyring here: no session bus.", "Keep it in: file, this run. Empty for file: ", "The key works, and is stored in ~/keys/default.json."}},
		{file, "keyring\nthis run\n", action.KeepRun, []string{"That is none of them", "The key works, for this run."}},
		{ring, "\n", action.KeepKeyring, []string{"Keyring: in the system's keyring, as lipdash/default.", "Keep it in: keyring, file, this run. Empty for keyring: "}},
		{ring, "FILE\n", action.KeepFile, nil},
		{ring, "", action.KeepRun, []string{"for this run"}},
		{action.KeyPlaces{File: "f", First: "key_from"}, "", action.KeepRun, []string{"For this run only: key_from comes first."}},
	} {
		out, pasted, key, err := asked(t, c.places, []string{"hg_wrong_0123456789", " hg_good_0123456789 "}, c.typed)
		if err != nil || key != "hg_good_0123456789" || pasted != (action.UseKey{Key: key, Keep: c.want}) {
			t.Errorf("%q: kept in %q, want %q, %v\n%s", c.typed, pasted.Keep, c.want, err, out)
		}
		for rest, i := out, 0; i < len(c.says); i++ {
			_, after, found := strings.Cut(rest, c.says[i])
			if rest = after; !found {
				t.Errorf("no %q in its place in\n%s", c.says[i], out)
			}
		}
	}
}

func TestWhoeverGivesNoKeyIsToldOnceThatThereIsNone(t *testing.T) {
	for _, secrets := range [][]string{{""}, {}, {"hg_wrong_0123456789", ""}} {
		out, pasted, key, err := asked(t, action.KeyPlaces{File: "f"}, secrets, "")
		if key != "" || !IsSaid(err) || pasted.Key != "" || strings.Count(out, "There is no API key.") != 1 {
			t.Errorf("%v\n%s", err, out)
		}
	}
}
