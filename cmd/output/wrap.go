package output

import "lipdash/ui/kit/format"

// level narrows the widest of the columns that give way first.
func (d *drawn) level(width int) {
	for {
		sum, widest := 0, -1
		for i, c := range d.columns {
			sum += d.widths[i]
			if c.Wide && d.widths[i] > least && (widest < 0 || d.widths[i] > d.widths[widest]) {
				widest = i
			}
		}
		if sum <= width || widest < 0 {
			return
		}
		d.widths[widest]--
	}
}

// lines are what a row is drawn on.
func (d *drawn) lines(texts []string) [][]string {
	if !d.wraps {
		return [][]string{texts}
	}
	wrapped, n := make([][]string, len(texts)), 1
	for i, text := range texts {
		wrapped[i] = format.Wrap(text, d.widths[i])
		n = max(n, len(wrapped[i]))
	}
	out := make([][]string, n)
	for line := range out {
		out[line] = make([]string, len(texts))
		for i := range texts {
			if line < len(wrapped[i]) {
				out[line][i] = wrapped[i][line]
			}
		}
	}
	return out
}
