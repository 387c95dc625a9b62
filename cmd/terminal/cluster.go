package terminal

import (
	"strings"
	"unicode"
	"unicode/utf8"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// Terminals disagree about how many cells a cluster of several characters has: one
// gives हि a cell, the next one two. Each is given as many as its characters have
// added up (ansi.WcWidth), which is the most that any takes, on blanks, and what
// follows is put in its column.

const joiner = "\u200d"

// doubtful tells whether terminals disagree about a cluster's width: about what
// consists of several characters, about wide ones that are no letters, and about what
// is newer than they are.
func doubtful(text string) bool {
	r, n := utf8.DecodeRuneInString(text)
	switch {
	case n < len(text):
		return true
	case r < utf8.RuneSelf:
		return false
	case r >= 0x3000 && r <= 0xA4CF, r >= 0xAC00 && r <= 0xD7A3, r >= 0xFF00 && r <= 0xFFEF: // East Asian
		return r >= 0x3248 && r <= 0x324F
	}
	return ansi.StringWidth(text) > 1 || !unicode.In(r, unicode.L, unicode.N, unicode.P, unicode.S, unicode.Z, unicode.Co)
}

// clearFor blanks the cells that doubtful clusters will have, from the cursor on as far
// as what changed is of one style, and tells up to where: what a terminal does not fill
// must not keep what was there.
func (p *painter) clearFor(have, want uv.Line, x, y int) (end int) {
	for at := x; at < len(want) && want[at].Style.Equal(&want[x].Style); {
		n := max(1, want[at].Width)
		if at > x && same(have, want, at, n) {
			break
		}
		at += n
		if doubtful(want[at-n].Content) {
			end = at
		}
	}
	p.setStyle(want[x].Style)
	blanks := strings.Repeat(" ", end-x)
	if end >= len(want) {
		blanks = ansi.ResetModeAutoWrap + blanks + ansi.SetModeAutoWrap
	}
	p.buf.WriteString(blanks)
	p.placed = false
	p.moveTo(x, y)
	return end
}

// unite makes one cell of what a joiner joins, as tmux does: a letter written behind a
// joiner becomes part of the cell before. A joiner before anything else is left out.
func unite(row uv.Line) {
	for x := 0; x < len(row); x += max(1, row[x].Width) {
		for c := &row[x]; strings.HasSuffix(c.Content, joiner); {
			if next := x + c.Width; next < len(row) && joins(c, &row[next]) {
				c.Content += row[next].Content
				c.Width += row[next].Width
				row[next] = uv.Cell{}
				continue
			}
			c.Content = strings.TrimRight(c.Content, joiner)
		}
	}
}

func joins(a, b *uv.Cell) bool {
	r, _ := utf8.DecodeRuneInString(b.Content)
	return unicode.IsLetter(r) && a.Style.Equal(&b.Style) && a.Link.Equal(&b.Link)
}
