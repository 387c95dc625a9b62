package config

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

func TestTheSystemReadsARealFileAndLeavesItAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "config.toml")
	text := "page_size = 12\nwrong = 1\n"
	if err := os.WriteFile(path, []byte(text), 0o400); err != nil {
		t.Fatal(err)
	}
	got, notes := Load(System(), map[string]string{"config": path})
	if got.PageSize.V != 12 || len(notes) != 1 {
		t.Errorf("page size %d, notices %v", got.PageSize.V, notes)
	}
	after, err := os.ReadFile(path)
	if err != nil || string(after) != text {
		t.Errorf("the file became %q, %v", after, err)
	}
}

func TestTheSystemRefusesHugeFilesAndFolders(t *testing.T) {
	dir := t.TempDir()
	big := filepath.Join(dir, "big")
	if err := os.WriteFile(big, make([]byte, maxFile+1), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{big, dir} {
		if _, err := System().ReadFile(path); err == nil {
			t.Errorf("%s was read", path)
		}
	}
	if _, err := System().ReadFile(filepath.Join(dir, "none")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing file gives %v", err)
	}
}

func TestASCIIFollowsTheTerminalAndTheLocaleUnlessSet(t *testing.T) {
	for _, c := range []struct {
		set  string
		env  map[string]string
		want bool
	}{
		{"auto", nil, false},
		{"auto", map[string]string{"LANG": "en_US.UTF-8"}, false},
		{"auto", map[string]string{"LANG": "de_DE.utf8"}, false},
		{"auto", map[string]string{"LANG": "de_DE.ISO-8859-1"}, true},
		{"auto", map[string]string{"LANG": "en_US.UTF-8", "LC_ALL": "C"}, true},
		{"auto", map[string]string{"LANG": "C", "LC_CTYPE": "C.UTF-8"}, false},
		{"auto", map[string]string{"LANG": "en_US.UTF-8", "TERM": "linux"}, true},
		{"on", map[string]string{"LANG": "en_US.UTF-8"}, true},
		{"off", map[string]string{"LANG": "C", "TERM": "linux"}, false},
	} {
		s := defaults()
		s.ASCII.V = c.set
		if got := s.UseASCII(world{env: c.env}.source()); got != c.want {
			t.Errorf("%s under %v: got %v", c.set, c.env, got)
		}
	}
}
