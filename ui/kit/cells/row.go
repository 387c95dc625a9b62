// Package cells draws rows that are exactly as wide as they were told to be.
// A pane puts pieces of text into a row from left to right; what does not fit is
// cut, what is missing is filled, and no piece ever moves another row's columns.
package cells

import (
	"strings"

	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
)

// Row is one line of w cells under construction.
type Row struct {
	b       strings.Builder
	used, w int
	// ground fills the cells nothing was put into.
	ground theme.Style
	// lift changes the style of all that is put into it, where it is not nil.
	lift func(theme.Style) theme.Style
}

// NewRow is an empty row of w cells.
func NewRow(w int) *Row { return &Row{w: max(0, w)} }

// On is an empty row of w cells on a ground.
func On(ground theme.Style, w int) *Row { return &Row{w: max(0, w), ground: ground} }

// Lift is an empty row of w cells in which every style is changed, for instance put on
// a ground.
func Lift(lift func(theme.Style) theme.Style, w int) *Row {
	return &Row{w: max(0, w), lift: lift}
}

// Left is how many cells are still free.
func (r *Row) Left() int { return r.w - r.used }

// Put adds one line of text that is lipdash's own, in a style, cut where the row
// ends; Draw is for all other.
func (r *Row) Put(s theme.Style, text string) *Row {
	text = format.CutWith(text, r.Left(), "")
	if text == "" {
		return r
	}
	if r.lift != nil {
		s = r.lift(s)
	}
	return r.Raw(s.Render(text), format.Width(text))
}

// PutCut adds a text of at most w cells, shortened with an ellipsis.
func (r *Row) PutCut(s theme.Style, text string, w int, ellipsis string) *Row {
	return r.Put(s, format.CutWith(text, min(w, r.Left()), ellipsis))
}

// Draw is Put for text that is not lipdash's own.
func (r *Row) Draw(s theme.Style, text format.Drawn) *Row { return r.Put(s, string(text)) }

// DrawCut is PutCut for text that is not lipdash's own.
func (r *Row) DrawCut(s theme.Style, text format.Drawn, w int, ellipsis string) *Row {
	return r.PutCut(s, string(text), w, ellipsis)
}

// Raw adds what is already drawn and w cells wide; it is left out when it does
// not fit, because cutting it could cut its styles.
func (r *Row) Raw(drawn string, w int) *Row {
	if w > r.Left() {
		return r
	}
	r.b.WriteString(drawn)
	r.used += w
	return r
}

// To fills with the ground up to a column.
func (r *Row) To(x int) *Row {
	if n := min(x, r.w) - r.used; n > 0 {
		r.Put(r.ground, strings.Repeat(" ", n))
	}
	return r
}

// Share puts a bar of w cells that says how much of something there is: in style what is done,
// and then the rest. Where nothing is known of it, or nothing on screen may move, there is
// none. The widget of Bubbles colours its cells' foreground alone, so that they would have no
// ground in the cursor's row, and it rounds up to a whole bar before all is done.
func (r *Row) Share(th theme.Theme, style theme.Style, done, all int64, w int) *Row {
	if all <= 0 || th.Still {
		return r.Skip(w)
	}
	full := int(float64(w) * float64(min(done, all)) / float64(all))
	return r.Put(style, strings.Repeat(th.Glyphs.BarFull, full)).Put(th.Rule, strings.Repeat(th.Glyphs.BarRest, w-full))
}

// Skip leaves n cells of the ground.
func (r *Row) Skip(n int) *Row { return r.To(r.used + n) }

// String is the row, filled to its width.
func (r *Row) String() string {
	r.To(r.w)
	return r.b.String()
}
