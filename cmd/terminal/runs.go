package terminal

import (
	"slices"

	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// run is cells of a row that are written one after the other in one style. What
// erases does so to the end of the row.
type run struct {
	y, x, end int
	style     uv.Style
	// blank is true where the ground alone is seen, so that any style of this ground does.
	blank, erases bool
}

// fits tells whether a run looks as it should when written in a style.
func (r run) fits(s *uv.Style) bool {
	return r.style.Equal(s) || r.blank && lineless(*s) && sameGround(&r.style, s)
}

func sameGround(a, b *uv.Style) bool {
	return (&uv.Style{Bg: a.Bg}).Equal(&uv.Style{Bg: b.Bg})
}

// add adds cells to the runs to be written, to the last one where they go on with it.
func (p *painter) add(r run) {
	if n := len(p.runs) - 1; n >= 0 {
		last := &p.runs[n]
		if goesOn := last.y == r.y && last.end == r.x && !r.erases; goesOn && r.fits(&last.style) {
			last.end = r.end
			return
		} else if goesOn && last.fits(&r.style) {
			last.end, last.style, last.blank = r.end, r.style, r.blank
			return
		}
	}
	p.runs = append(p.runs, r)
}

// flush writes the runs. A colour takes more bytes than a move of the cursor where there
// are 256 and more, so all of one style are written before the next.
func (p *painter) flush() {
	var styles []uv.Style
	for _, r := range p.runs {
		if !r.blank && !slices.Contains(styles, r.style) {
			styles = append(styles, r.style)
		}
	}
	for p.profile >= colorprofile.ANSI256 && len(styles) > 0 {
		i := p.nearest(styles)
		style := styles[i]
		styles = slices.Delete(styles, i, i+1)
		rest := p.runs[:0]
		for _, r := range p.runs {
			if r.fits(&style) {
				p.write(r)
			} else {
				rest = append(rest, r)
			}
		}
		p.runs = rest
	}
	for _, r := range p.runs {
		p.write(r)
	}
	p.runs = p.runs[:0]
}

// nearest is which of some styles the pen takes the fewest bytes to become.
func (p *painter) nearest(styles []uv.Style) (nearest int) {
	pen, least := uv.ConvertStyle(p.pen, p.profile), 0
	for i, s := range styles {
		to := uv.ConvertStyle(s, p.profile)
		if n := len(uv.StyleDiff(&pen, &to)); i == 0 || n < least {
			nearest, least = i, n
		}
	}
	return nearest
}

// write writes a run.
func (p *painter) write(r run) {
	want := p.next.Line(r.y)
	if r.erases {
		p.moveTo(r.x, r.y)
		p.setStyle(p.styleOf(&want[r.x]))
		p.buf.WriteString(ansi.EraseLineRight)
		return
	}
	for x := r.x; x < r.end; {
		p.reach(want, x, r.y)
		if n := blanks(want[x:r.end]); n > worthErasing {
			p.setStyle(p.styleOf(&want[x]))
			p.buf.WriteString(ansi.EraseCharacter(n))
			x += n
			continue
		}
		n := max(1, want[x].Width)
		p.cell(&want[x], n, r.y, false)
		x += n
	}
}

// worthErasing is how many blanks are erased rather than written: erasing leaves the
// cursor where it is.
const worthErasing = 10

// blanks is how many cells are blank, from the first on, and look the same when erased.
func blanks(row uv.Line) int {
	n := slices.IndexFunc(row, func(c uv.Cell) bool { return c.Content != " " || !blankStyle(c.Style) })
	if n < 0 {
		return len(row)
	}
	return n
}
