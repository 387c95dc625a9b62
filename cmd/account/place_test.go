package account_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lipdash/api/record"
	"lipdash/cmd/account"
	"lipdash/journal"
)

// at opens a place and gives the path of the journal that is there.
func at(t *testing.T, p account.Place, user string) string {
	t.Helper()
	j, trouble, ok := p.Open(t.Context(), user)
	if !ok {
		return ""
	}
	if trouble != "" {
		t.Fatal(trouble)
	}
	must(t, j.Close())
	return j.Path()
}

func TestAKeyFindsItsAccountAgainWithoutTheNetwork(t *testing.T) {
	p := place(t.TempDir())
	if got := at(t, p, ""); got != "" {
		t.Fatalf("a key that was never seen opens %s", got)
	}
	first := at(t, p, "ada")
	if first == "" || at(t, p, "") != first {
		t.Errorf("without a name it opens %s, with one %s", at(t, p, ""), first)
	}
}

func TestTwoKeysOfOneAccountShareAJournal(t *testing.T) {
	one := place(t.TempDir())
	two := one
	two.Secret = "hg_other_0123456789wxyz"
	path := at(t, one, "ada")
	if at(t, two, "") != "" {
		t.Error("a new key is taken for a known one")
	}
	if at(t, two, "ada") != path || at(t, two, "") != path || at(t, one, "") != path {
		t.Error("the account has several journals")
	}
}

func TestOtherAccountsAndAddressesHaveJournalsOfTheirOwn(t *testing.T) {
	here := place(t.TempDir())
	there := here
	there.Base = "http://127.0.0.1:8089"
	paths := map[string]bool{at(t, here, "ada"): true, at(t, here, "bob"): true}
	if at(t, there, "") != "" {
		t.Error("the same key on another address is taken for the same account")
	}
	paths[at(t, there, "ada")] = true
	if len(paths) != 3 {
		t.Errorf("shared: %v", paths)
	}
}

func TestAKeyThatChangedHandsIsLearnedAnew(t *testing.T) {
	p := place(t.TempDir())
	at(t, p, "ada")
	if bobs := at(t, p, "bob"); at(t, p, "") != bobs {
		t.Error("the key still opens its former owner's journal")
	}
}

func TestASpoiledListOfAccountsIsWrittenAnew(t *testing.T) {
	for _, text := range []string{"", "null", "[]", "{", `{"x": 1}`, `"ada"`, "\x00\x01"} {
		p := place(t.TempDir())
		must(t, os.WriteFile(filepath.Join(p.Dir, "accounts.json"), []byte(text), 0o600))
		if at(t, p, "") != "" {
			t.Errorf("%q knows the key", text)
		}
		if path := at(t, p, "ada"); at(t, p, "") != path {
			t.Errorf("after %q nothing is learned", text)
		}
	}
}

func TestWhatIsLearnedOfOneKeyStays(t *testing.T) {
	p := place(t.TempDir())
	path := at(t, p, "ada")
	for _, secret := range []string{"hg_second_0123456789", "hg_third_0123456789"} {
		other := p
		other.Secret = secret
		at(t, other, "bob")
	}
	if at(t, p, "") != path {
		t.Error("forgotten")
	}
}

func TestWithoutAFolderOneSentenceSaysSo(t *testing.T) {
	p := place("")
	if j, _, ok := p.Open(t.Context(), ""); j != nil || ok {
		t.Error("it claims to know the account")
	}
	j, trouble, ok := p.Open(t.Context(), "ada")
	if j != nil || !ok || !strings.HasSuffix(trouble, ".") {
		t.Errorf("got %v, %q, %v", j, trouble, ok)
	}
}

func TestAJournalThatCannotBeOpenedSaysWhyInOneLine(t *testing.T) {
	p := place(t.TempDir())
	path := journal.Path(p.Dir, journal.Account{Base: base, User: "ada"})
	must(t, os.WriteFile(path, []byte("no journal"), 0o600))
	j, trouble, ok := p.Open(t.Context(), "ada")
	if j != nil || !ok || !strings.Contains(trouble, "damaged") || strings.Contains(trouble, "\n") {
		t.Errorf("got %v, %q, %v", j, trouble, ok)
	}
	if text, err := os.ReadFile(path); err != nil || string(text) != "no journal" {
		t.Errorf("it became %q, %v", text, err)
	}
}

func TestTheKeyIsNowhereInTheFolder(t *testing.T) {
	dir := t.TempDir()
	j := opened(t, dir, "ada")
	values := map[string]string{"title": "with " + key}
	must(t, j.SaveDraft(t.Context(), record.Draft{ID: "one", Values: values, UpdatedAt: noon}))
	names, err := os.ReadDir(dir)
	must(t, err)
	for _, e := range names {
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		info, bad := e.Info()
		must(t, errors.Join(err, bad))
		if bytes.Contains(text, []byte(key)) || info.Mode().Perm() != 0o600 {
			t.Errorf("%s, %s, holds the key: %v", e.Name(), info.Mode(), bytes.Contains(text, []byte(key)))
		}
	}
	if len(names) < 2 {
		t.Errorf("only %v", names)
	}
	must(t, j.Close())
}
