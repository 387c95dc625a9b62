package ui

import (
	"strings"

	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/stack"
	"lipdash/ui/nav"
	"lipdash/ui/pane/joblist"
)

// drawLayers lays what is open over the drawn lines, the layer on top last.
func (m *Model) drawLayers(lines []string, l layout) []string {
	for _, o := range m.layers.Layers() {
		th := m.theme
		if o != m.layers.Top() {
			th = th.Dimmed()
		}
		switch place := o.Place(l.width); place.At {
		case stack.Block:
			cells.LayBlock(lines, o.View(th, place.Width), l.width, th.Glyphs.Ellipsis, th.Glyphs.VRule)
		case stack.Body:
			if from := l.header + l.rule + l.banner; l.body > 0 && from+l.body <= len(lines) {
				copy(lines[from:from+l.body], strings.Split(o.View(th, l.width), "\n"))
			}
		case stack.Title:
			if x, y, w := titleCell(m.list, m.Screen == nav.Jobs, l, len(lines)); y >= 0 && y < len(lines) {
				lines[y] = cells.Lay(lines[y], o.View(th, w), x, l.width)
			}
		}
	}
	return lines
}

// titleCell is where the title of the chosen job is: on its row, or on the note line when
// the row is not on screen.
func titleCell(jobs *joblist.List, shown bool, l layout, lines int) (x, y, w int) {
	if shown {
		if line, left, room, ok := jobs.TitleCell(40); ok {
			return left, l.header + l.rule + l.banner + line, room
		}
	}
	return 1, lines - 1 - l.hints, l.width - 2
}
