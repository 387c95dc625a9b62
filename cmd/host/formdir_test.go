package host

import (
	"os"
	"path/filepath"
	"testing"
)

func TestFormsOfEndedProcessesAreSweptAndNoOthers(t *testing.T) {
	tmp := t.TempDir()
	t.Setenv("TMPDIR", tmp)
	t.Setenv("TMP", tmp)
	used, err := newFormDir()
	if err != nil {
		t.Fatal(err)
	}
	left := filepath.Join(tmp, formDirs+"left")
	other := filepath.Join(tmp, "lipdash-other")
	for _, dir := range []string{left, other} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "lipsync.toml"), []byte("signed"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	SweepForms()
	for dir, stays := range map[string]bool{used.path: true, other: true, left: false} {
		if _, err := os.Stat(dir); (err == nil) != stays {
			t.Errorf("%s stays: %v", dir, err == nil)
		}
	}
	used.remove()
	if all, _ := filepath.Glob(filepath.Join(tmp, formDirs+"*")); len(all) > 0 {
		t.Errorf("left: %v", all)
	}
}
