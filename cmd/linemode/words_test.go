package linemode

import (
	"testing"

	"lipdash/ui/state/browse"
)

func TestATextIsReadAloudAndAPathIsLeftAlone(t *testing.T) {
	for text, want := range map[string]string{
		"3m02 left, 12.4 MB/s":                    "3 minutes 2 seconds left, 12.4 MB a second",
		"about $0.03/s of output":                 "about $0.03 a second of output",
		"the disk is full (/home/u/s/lipdash.db)": "the disk is full (/home/u/s/lipdash.db)",
		"/vol/s": "/vol/s",
		"    7 running   they may still be billed": "7 running, they may still be billed",
	} {
		if got := aloud(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

func TestATitleIsReadAsItIsWritten(t *testing.T) {
	for _, c := range []struct {
		text, want string
		names      []string
	}{
		{"spot 30s waits, 30s left", "spot 30s waits, 30 seconds left.", []string{"spot", "spot 30s"}},
		{"made: ~ep 1 · 2d is job ls_1", "Made: ~ep 1 · 2d is job ls_1.", []string{"~ep 1 · 2d"}},
		{"waits for take 2m", "Waits for take 2m.", []string{"take 2m", "", "absent"}},
		{"waits for 2m", "Waits for 2 minutes.", nil},
	} {
		if got := heard(c.text, c.names...); got != c.want {
			t.Errorf("%q is %q, want %q", c.text, got, c.want)
		}
	}
}

func TestWhatIsListedIsOneSentence(t *testing.T) {
	q := browse.Query{State: browse.Failed, Reason: "x", Sort: browse.Title}
	if got, want := worded(q, "No face."), "only failed, reason: No face, sorted by title a-z"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
