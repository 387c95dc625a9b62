package picture

import (
	"strings"
	"testing"
)

// Each run says where it begins and how long it is, in cells: a font that draws a Japanese
// character or an emoji wider or narrower moves nothing behind it.
func TestEveryRunKeepsItsColumns(t *testing.T) {
	got := string(SVG("a\x1b[1m字幕\x1b[0m 🎬 \x1b[38;2;255;0;0mx<y\x1b[0m│", 20, 1, Dark, "a <test>"))
	for _, want := range []string{
		`<text x="12" y="26" textLength="8.4" lengthAdjust="spacingAndGlyphs">a</text>`,
		`x="20.4" y="26" textLength="16.8" lengthAdjust="spacingAndGlyphs" font-weight="bold">字</text>`,
		`x="37.2" y="26" textLength="16.8" lengthAdjust="spacingAndGlyphs" font-weight="bold">幕</text>`,
		`x="62.4" y="26" textLength="16.8" lengthAdjust="spacingAndGlyphs">🎬</text>`,
		`x="87.6" y="26" textLength="25.2" lengthAdjust="spacingAndGlyphs" fill="#ff0000">x&lt;y</text>`,
		`aria-label="a &lt;test&gt;"`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
	if strings.Contains(got, "│") {
		t.Error("a rule is text, and has gaps between the rows")
	}
}

// What is in reverse video has its colours changed over.
func TestReverseVideoIsDrawn(t *testing.T) {
	got := string(SVG("\x1b[7mon\x1b[0m", 4, 1, Paper{Ground: "#000000", Text: "#ffffff"}, ""))
	if !strings.Contains(got, `fill="#000000">on</text>`) || !strings.Contains(got, `width="16.8" height="19" fill="#ffffff"`) {
		t.Error(got)
	}
}
