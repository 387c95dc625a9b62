// Package cellstest checks what a pane draws: its exact size, and its picture
// against a golden file.
package cellstest

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TB is what a check needs of a test; *testing.T and *rapid.T have it.
type TB interface {
	Helper()
	Fatalf(format string, args ...any)
}

// Exact fails unless a view is h lines of w cells each, by both ways terminals
// measure text.
func Exact(t TB, view string, w, h int) {
	t.Helper()
	lines := strings.Split(view, "\n")
	if len(lines) != h {
		t.Fatalf("%d lines, want %d:\n%s", len(lines), h, ansi.Strip(view))
	}
	for i, l := range lines {
		if g, c := ansi.StringWidth(l), ansi.StringWidthWc(l); g != w || c != w {
			t.Fatalf("line %d is %d (wcwidth %d) cells, want %d: %q", i, g, c, w, l)
		}
	}
}

// Golden compares a view with testdata/name.golden; -update writes it.
func Golden(t *testing.T, name, view string) {
	t.Helper()
	file := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(view+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got := view + "\n"; got != string(want) {
		t.Fatalf("%s differs (-update accepts it)\ngot:\n%s\nwant:\n%s", file, got, want)
	}
}
