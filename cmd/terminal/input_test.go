//go:build unix

package terminal

import (
	"os"
	"testing"
)

// Both were told that there is something to read, and only one finds it.
func TestOfTwoReadersOfTheTerminalNoneWaitsForWhatTheOtherTook(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	defer func() { _ = w.Close() }()
	_, _ = w.WriteString("\x1b[?62c")
	in := &shared{file: r}
	buf := make([]byte, 256)
	for i, want := range []int{6, 0} {
		if n, err := in.Read(buf); n != want || err != nil {
			t.Errorf("read %d: %d bytes, %v; want %d", i+1, n, err, want)
		}
	}
}
