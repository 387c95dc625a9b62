package cmd

// A screen of the dashboard is drawn as an SVG for the README: the same frame that a terminal
// gets, cell by cell. A run of one style is one <text> with its length in cells, so that
// Japanese titles and emoji keep their columns whatever font shows them; rules, bars and
// blocks are rectangles, so that they join.

import (
	"cmp"
	"fmt"
	"html"
	"image/color"
	"strings"
	"testing"

	uv "github.com/charmbracelet/ultraviolet"
)

// Cells in units of the picture: 14 px text of a monospaced font.
const (
	cellWidth  = 8.4
	cellHeight = 19
	baseline   = 14
	margin     = 12
)

// paper is what the terminal itself would give: its ground and its text.
type paper struct{ Ground, Text string }

// The papers of the two themes.
var (
	darkPaper  = paper{Ground: "#101014", Text: "#d6d9e0"}
	lightPaper = paper{Ground: "#fafafa", Text: "#22262e"}
)

// svg draws a frame of w by h cells, as a view has it: text with escape sequences.
// alt says in words what it shows.
func svg(frame string, w, h int, on paper, alt string) []byte {
	screen := uv.NewScreenBuffer(w, h)
	uv.NewStyledString(frame).Draw(screen, screen.Bounds())
	width, height := 2*margin+float64(w)*cellWidth, 2*margin+h*cellHeight
	d := &drawing{paper: on}
	d.printf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %d" role="img" aria-label="%s">`+"\n", number(width), height, html.EscapeString(alt))
	d.printf(`<rect width="100%%" height="100%%" rx="8" fill="%s"/>`+"\n", on.Ground)
	d.printf(`<g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,DejaVu Sans Mono,monospace" font-size="14" fill="%s">`+"\n", on.Text)
	for y, row := range screen.Lines {
		d.row(y, row)
	}
	d.printf("</g>\n</svg>\n")
	return []byte(d.out.String())
}

// drawing is the picture so far.
type drawing struct {
	out   strings.Builder
	paper paper
}

func (d *drawing) printf(format string, args ...any) { fmt.Fprintf(&d.out, format, args...) }

// row draws grounds first, then what stands on them.
func (d *drawing) row(y int, row uv.Line) {
	top := margin + y*cellHeight
	runs(row, func(a, b uv.Cell) bool { return d.ground(a) == d.ground(b) }, func(x, n int) {
		if g := d.ground(row[x]); g != "" {
			d.rect(float64(x), float64(top), float64(n), cellHeight, g)
		}
	})
	runs(row, alike, func(x, n int) {
		c := row[x]
		if part, ok := shapes[c.Content]; ok {
			for i := range n {
				d.shape(x+i, top, part, d.ink(c))
			}
			return
		}
		d.text(x, top, row[x:x+n])
	})
}

// runs calls do for each run of cells that are the same.
func runs(row uv.Line, same func(a, b uv.Cell) bool, do func(x, n int)) {
	for x := 0; x < len(row); {
		n := max(1, row[x].Width)
		for x+n < len(row) && same(row[x], row[x+n]) {
			n += max(1, row[x+n].Width)
		}
		do(x, n)
		x += n
	}
}

// alike tells whether two cells go into one run: of one style, and both text or both the
// same shape. What is wider than a cell stands alone: fonts differ about it.
func alike(a, b uv.Cell) bool {
	_, drawn := shapes[a.Content]
	_, other := shapes[b.Content]
	return a.Style.Equal(&b.Style) && drawn == other && (!drawn || a.Content == b.Content) && a.Width <= 1 && b.Width <= 1
}

// text writes a run, a piece for each that is parted by more than one blank: renderers
// differ about blanks in a row.
func (d *drawing) text(x, top int, cells uv.Line) {
	blank := func(i int) bool { return i >= len(cells) || cells[i].Content == " " }
	for from := 0; from < len(cells); from++ {
		if blank(from) {
			continue
		}
		to := from + 1
		for !blank(to) || !blank(to+1) {
			to++
		}
		d.piece(x+from, top, cells[from:to])
		from = to
	}
}

func (d *drawing) piece(x, top int, cells uv.Line) {
	var text strings.Builder
	for _, c := range cells {
		text.WriteString(c.Content)
	}
	style, attr := cells[0].Style, ""
	if ink := d.ink(cells[0]); ink != d.paper.Text {
		attr += ` fill="` + ink + `"`
	}
	if style.Attrs&uv.AttrBold != 0 {
		attr += ` font-weight="bold"`
	}
	if style.Attrs&uv.AttrFaint != 0 {
		attr += ` opacity=".6"`
	}
	if style.Underline != uv.UnderlineNone {
		attr += ` text-decoration="underline"`
	}
	d.printf(`<text x="%s" y="%d" textLength="%s" lengthAdjust="spacingAndGlyphs"%s>%s</text>`+"\n",
		number(margin+float64(x)*cellWidth), top+baseline, number(float64(len(cells))*cellWidth), attr, html.EscapeString(text.String()))
}

// rect is a rectangle that begins at column x, n cells wide.
func (d *drawing) rect(x, top, n, high float64, fill string) {
	d.printf(`<rect x="%s" y="%s" width="%s" height="%s" fill="%s"/>`+"\n", number(margin+x*cellWidth), number(top), number(n*cellWidth), number(high), fill)
}

func (d *drawing) shape(x, top int, s shape, ink string) {
	d.rect(float64(x)+s.left, float64(top)+s.top*cellHeight, s.width, s.high*cellHeight, ink)
}

// shape is a part of a cell, in shares of it.
type shape struct{ left, top, width, high float64 }

// shapes are the glyphs that are drawn and not written.
var shapes = map[string]shape{
	"─": {0, .48, 1, .06}, "━": {0, .45, 1, .12}, "│": {.46, 0, .1, 1}, "▌": {0, 0, .5, 1}, "█": {0, 0, 1, 1},
	"▁": {0, 7. / 8, 1, 1. / 8}, "▂": {0, 6. / 8, 1, 2. / 8}, "▃": {0, 5. / 8, 1, 3. / 8}, "▄": {0, 4. / 8, 1, 4. / 8},
	"▅": {0, 3. / 8, 1, 5. / 8}, "▆": {0, 2. / 8, 1, 6. / 8}, "▇": {0, 1. / 8, 1, 7. / 8},
}

// ground is the colour behind a cell, "" for the terminal's own; ink that of what stands
// on it. Reverse video changes them over.
func (d *drawing) ground(c uv.Cell) string {
	if c.Style.Attrs&uv.AttrReverse == 0 {
		return hex(c.Style.Bg)
	}
	return cmp.Or(hex(c.Style.Fg), d.paper.Text)
}

func (d *drawing) ink(c uv.Cell) string {
	if c.Style.Attrs&uv.AttrReverse == 0 {
		return cmp.Or(hex(c.Style.Fg), d.paper.Text)
	}
	return cmp.Or(hex(c.Style.Bg), d.paper.Ground)
}

// hex is a colour as SVG has it, "" for the terminal's own.
func hex(c color.Color) string {
	if c == nil {
		return ""
	}
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}

// number is a length without digits that nobody sees.
func number(f float64) string {
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.2f", f), "0"), ".")
}

// character or an emoji wider or narrower moves nothing behind it.
func TestEveryRunKeepsItsColumns(t *testing.T) {
	got := string(svg("a\x1b[1m字幕\x1b[0m 🎬 \x1b[38;2;255;0;0mx<y\x1b[0m│", 20, 1, darkPaper, "a <test>"))
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
	got := string(svg("\x1b[7mon\x1b[0m", 4, 1, paper{Ground: "#000000", Text: "#ffffff"}, ""))
	if !strings.Contains(got, `fill="#000000">on</text>`) || !strings.Contains(got, `width="16.8" height="19" fill="#ffffff"`) {
		t.Error(got)
	}
}
