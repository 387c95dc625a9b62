//go:build unix

package sheetio

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lipdash/ui/state/sheet"
)

func TestResultsGoWhereALinkLeadsAndReplaceNoDevice(t *testing.T) {
	dir := t.TempDir()
	real, link := filepath.Join(dir, "real.csv"), filepath.Join(dir, "link.csv")
	rows := [][]string{sheet.ResultColumns}
	for _, err := range []error{Save(real, rows), os.Symlink(real, link)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := Save(link, append(rows, []string{"1", "a.mp4"})); err != nil {
		t.Fatal(err)
	}
	if raw, err := os.ReadFile(real); err != nil || !strings.Contains(string(raw), "a.mp4") {
		t.Errorf("%q, %v", raw, err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode().Type() != os.ModeSymlink {
		t.Errorf("the link is %v, %v", info.Mode(), err)
	}
	if err := replaceable(os.DevNull); err == nil {
		t.Error("a device would be replaced by a file")
	}
}
