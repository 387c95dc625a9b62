package terminal

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"

	"lipdash/ui/kit/cells/cellstest"
	"lipdash/ui/kit/format"
)

// placed is what a terminal shows that is sent every cell of some lines by itself,
// each on as many blanks as it is given.
func placed(lines []string, w, h int) string {
	picture := uv.NewScreenBuffer(w, h)
	uv.NewStyledString(strings.Join(lines, "\n")).Draw(picture, picture.Bounds())
	e := vt.NewEmulator(w, h)
	for y, row := range picture.Lines {
		unite(row)
		for x := 0; x < w; x += max(1, row[x].Width) {
			at := ansi.CursorPosition(x+1, y+1)
			_, _ = e.WriteString(at + "\x1b[m" + uv.StyleDiff(&uv.Style{}, &row[x].Style) + strings.Repeat(" ", row[x].Width) + at + row[x].Content)
		}
	}
	return look(e)
}

// titleRow is a title in a column of its own, and what is beside it.
func titleRow(r *rand.Rand, y, col int) string {
	title := cellstest.Titles[r.IntN(len(cellstest.Titles))]
	if r.IntN(3) == 0 {
		title = cellstest.Marks[r.IntN(len(cellstest.Marks))] + title + cellstest.Marks[r.IntN(len(cellstest.Marks))]
	}
	if r.IntN(3) == 0 {
		runes := []rune(title)
		title = string(runes[r.IntN(len(runes)):])
	}
	pen := []string{"", "\x1b[1;48;5;4m", "\x1b[7m", "\x1b[31m"}[r.IntN(4)]
	return fmt.Sprintf("%02d %s%s\x1b[m│%02d", y, pen, format.FitWith(format.Safe(title), col, format.Ellipsis), y)
}

func TestWhateverTheTitlesTheColumnsStand(t *testing.T) {
	t.Parallel()
	for seed := range rounds(8) {
		synctest.Test(t, func(t *testing.T) {
			const w, h = 50, 12
			r := rand.New(rand.NewPCG(uint64(seed), 7))
			s := newScreen(w, h)
			painted(pages{}, s, 30, func(p *tea.Program) {
				lines := make([]string, h)
				for i := range lines {
					lines[i] = titleRow(r, i, w-6)
				}
				for range 60 {
					for range r.IntN(4) {
						lines[r.IntN(h)] = titleRow(r, r.IntN(h), w-6-r.IntN(2)*r.IntN(30))
					}
					s.frames(func() {})
					p.Send(slices.Clone(lines))
					time.Sleep(50 * time.Millisecond)
					synctest.Wait()
					if got, want := s.look(), placed(lines, w, h); got != want && !t.Failed() {
						t.Errorf("after %q the terminal shows\n%s\nnot\n%s", s.sent, got, want)
					}
				}
			})
		})
	}
}
