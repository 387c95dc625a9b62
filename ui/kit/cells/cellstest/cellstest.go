// Package cellstest checks what a pane draws: its exact size, and its picture
// against a golden file.
package cellstest

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/clipperhouse/uax29/v2/graphemes"

	"lipdash/ui/kit/format"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TB is what a check needs of a test; *testing.T and *rapid.T have it.
type TB interface {
	Helper()
	Fatalf(format string, args ...any)
}

// Cramped tells which cluster of a text has less room than a terminal may need for
// it, has none at all, or would join what is before it; "" when none does.
func Cramped(s string) string {
	for g := graphemes.FromString(ansi.Strip(s)); g.Next(); {
		c := g.Value()
		switch w := format.Width(c); {
		case c == "\n":
		case w == 0:
			return fmt.Sprintf("%+q without a cell", c)
		case ansi.StringWidth(c) > w:
			return fmt.Sprintf("%+q in too few cells, %d", c, w)
		case len(graphemes.FromString("a"+c).First()) > 1:
			return fmt.Sprintf("%+q, which hangs on nothing", c)
		}
	}
	return ""
}

// Exact fails unless a view is h lines of w cells each, with room for all that is
// in them.
func Exact(t TB, view string, w, h int) {
	t.Helper()
	lines := strings.Split(view, "\n")
	if len(lines) != h {
		t.Fatalf("%d lines, want %d:\n%s", len(lines), h, ansi.Strip(view))
	}
	for i, l := range lines {
		if n := format.Width(l); n != w {
			t.Fatalf("line %d is %d cells, want %d: %q", i, n, w, l)
		}
		if why := Cramped(l); why != "" {
			t.Fatalf("line %d has %s: %q", i, why, l)
		}
	}
}

// Golden compares a view with testdata/name.golden; -update writes it.
func Golden(t *testing.T, name, view string) {
	t.Helper()
	file := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
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
	got := view + "\n"
	switch {
	case got == string(want):
	case strings.Count(got, "\n") > long:
		t.Fatalf("%s differs (-update accepts it)\n%s", file, differences(got, string(want)))
	default:
		t.Fatalf("%s differs (-update accepts it)\ngot:\n%s\nwant:\n%s", file, got, want)
	}
}

// long is from how many lines on a picture is not told whole.
const long = 80

// differences are the first lines that are not the same.
func differences(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	var out strings.Builder
	for i, n := 0, 0; i < max(len(a), len(b)) && n < 12; i++ {
		var is, was string
		if i < len(a) {
			is = a[i]
		}
		if i < len(b) {
			was = b[i]
		}
		if is != was {
			fmt.Fprintf(&out, "line %d\ngot:  %s\nwant: %s\n", i+1, is, was)
			n++
		}
	}
	return out.String()
}
