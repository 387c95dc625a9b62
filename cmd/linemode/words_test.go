package linemode

import "testing"

func TestATextIsReadAloudAndAPathIsLeftAlone(t *testing.T) {
	for text, want := range map[string]string{
		"3m02 left, 12.4 MB/s":                    "3 minutes 2 seconds left, 12.4 MB a second",
		"about $0.03/s of output":                 "about $0.03 a second of output",
		"the disk is full (/home/u/s/lipdash.db)": "the disk is full (/home/u/s/lipdash.db)",
		"/vol/s": "/vol/s",
	} {
		if got := aloud(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}
