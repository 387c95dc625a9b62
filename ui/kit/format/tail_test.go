package format_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"lipdash/ui/kit/format"
)

func TestTail(t *testing.T) {
	for _, c := range []struct {
		in   string
		w    int
		want string
	}{
		{"out/ep013.mp4", 13, "out/ep013.mp4"},
		{"out/ep013.mp4", 10, "…ep013.mp4"},
		{"out/ep013.mp4", 1, "…"},
		{"out/ep013.mp4", 0, ""},
		{"out/ep013.mp4", -2, ""},
		{"字幕テスト", 6, "…スト"},
		{"e\u0301e\u0301e\u0301x", 3, "…e\u0301x"},
		{"🇩🇪🇫🇷", 3, "…🇫🇷"},
		{"🇩🇪🇫🇷", 2, "…"},
		{"a/👨‍👩‍👧.mp4", 11, "…👨‍👩‍👧.mp4"},
		{"a/👨‍👩‍👧.mp4", 10, "….mp4"},
	} {
		if got := format.TailWith(c.in, c.w, "…"); got != c.want {
			t.Errorf("TailWith(%q, %d) = %q, want %q", c.in, c.w, got, c.want)
		}
	}
	if got := format.TailWith("字幕", 1, ".."); got != "" {
		t.Errorf("without room for the ellipsis: %q", got)
	}
}

func TestTheTailOfATextIsWholeClustersAndAsManyAsFit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := string(format.Safe(foreign().Draw(t, "text")))
		w := rapid.IntRange(-2, 40).Draw(t, "width")
		ellipsis := rapid.SampledFrom([]string{"…", "~", ""}).Draw(t, "ellipsis")
		got := format.TailWith(s, w, ellipsis)
		if format.Width(got) > max(0, w) && got != s {
			t.Fatalf("TailWith(%q, %d) = %q has %d cells", s, w, got, format.Width(got))
		}
		if got == s || w <= 0 {
			return
		}
		kept := strings.TrimPrefix(got, ellipsis)
		if !strings.HasSuffix(s, kept) {
			t.Fatalf("TailWith(%q, %d) = %q is no end of it", s, w, got)
		}
		at := len(s) - len(kept)
		from := 0
		for from < at {
			cluster, _ := ansi.FirstGraphemeCluster(s[from:], ansi.WcWidth)
			if next := from + len(cluster); next >= at {
				if next > at {
					t.Fatalf("TailWith(%q, %d) = %q cuts %q in two", s, w, got, cluster)
				}
				if whole := ellipsis + cluster + kept; format.Width(whole) <= w && format.Width(cluster) > 0 {
					t.Fatalf("TailWith(%q, %d) = %q has room for %q", s, w, got, cluster)
				}
			}
			from += len(cluster)
		}
	})
}
