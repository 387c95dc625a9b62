package ui

import (
	"strings"

	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/stack"
	"lipdash/ui/layout"
	"lipdash/ui/nav"
	"lipdash/ui/pane/joblist"
)

// drawLayers lays what is open over the drawn lines, the layer on top last.
func (m *Model) drawLayers(lines []string, l layout.Layout) []string {
	for _, o := range m.layers.Layers() {
		th := m.theme
		if o != m.layers.Top() {
			th = th.Dimmed()
		}
		switch place := o.Place(l.Width); place.At {
		case stack.Block:
			cells.LayBlock(lines, o.View(th, place.Width), l.Width, th.Glyphs.Ellipsis, th.Glyphs.VRule)
		case stack.Body:
			if from := l.Header + l.Rule + l.Banner; l.Body > 0 && from+l.Body <= len(lines) {
				copy(lines[from:from+l.Body], strings.Split(o.View(th, l.Width), "\n"))
			}
		case stack.Title:
			if x, y, w, label := titleCell(m.list, m.Screen == nav.Jobs, l, len(lines)); y >= 0 && y < len(lines) {
				lines[y] = cells.Lay(lines[y], th.Muted.Render(label)+o.View(th, w), x, l.Width)
			}
		}
	}
	return lines
}

// titleCell is where the title of the chosen job is: on its row, or on the note line when
// the row is not on screen, with a label then.
func titleCell(jobs *joblist.List, shown bool, l layout.Layout, lines int) (x, y, w int, label string) {
	if shown {
		if line, left, room, ok := jobs.TitleCell(40); ok {
			return left, l.Header + l.Rule + l.Banner + line, room, ""
		}
	}
	return 1, lines - 1 - l.Hints, l.Width - 2 - len("title "), "title "
}
