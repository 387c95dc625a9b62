package sheet

import (
	"strings"

	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/textline"
	"lipdash/ui/kit/theme"
)

// mostPaths is how many paths are offered on screen.
const mostPaths = 8

// question is the line for the path, and what belongs under it.
func (p *Pane) question(th theme.Theme) string {
	const in = 2
	var out []string
	row := func() *cells.Row { return cells.NewRow(p.w).Skip(in) }
	words := func(style theme.Style, text string) {
		for _, line := range format.Wrap(format.Safe(text), max(1, min(p.w-2*in, 96))) {
			out = append(out, row().Draw(style, line).String())
		}
	}
	out = append(out, row().String(), row().Put(th.Faint, "SHEET OR FOLDER").String())
	left, right := textEdges(th)
	w := max(1, min(p.w-2*in-2, 96))
	out = append(out, row().Put(th.Faint, left).Raw(p.path.Draw(th, th.OnField, w, true), w).Put(th.Faint, right).String())
	switch {
	case p.problem != "":
		words(th.Fail, p.problem)
	case p.reading:
		words(th.Muted, "reading it")
	}
	for _, path := range p.paths.all[:min(mostPaths, len(p.paths.all))] {
		out = append(out, row().Skip(1).Draw(th.Muted, format.TailWith(format.Safe(path), p.w-in-2, th.Glyphs.Ellipsis)).String())
	}
	if more := len(p.paths.all) - mostPaths; more > 0 {
		words(th.Faint, format.Count(more, "more", "more"))
	}
	if p.tried() && len(p.paths.all) == 0 {
		words(th.Faint, "no sheet and no folder begins like this")
	}
	out = append(out, row().String())
	for _, text := range []string{
		"A lipsync of each row: CSV, JSON, JSON lines, or a folder whose files are paired by name (ep01.mp4 with ep01_de.wav).",
		"Columns: video, audio and, if you want, title, mode, captions and the rest of the form. Relative paths begin where the sheet lies.",
		"Every row is checked before anything is sent.",
	} {
		words(th.Muted, text)
	}
	return cells.Block(out, p.w, p.h)
}

// tried tells whether it was asked what the text may become.
func (p *Pane) tried() bool {
	return p.paths.all != nil || p.paths.prefix != "" && p.path.Text() == p.paths.prefix
}

// choices are what the text of a cell may become, as names in one line.
func (p *Pane) choices() string {
	if len(p.paths.all) < 2 {
		return ""
	}
	var names []string
	for _, path := range p.paths.all[:min(mostPaths, len(p.paths.all))] {
		names = append(names, path[strings.LastIndexAny(strings.TrimRight(path, `/\`), `/\`)+1:])
	}
	return strings.Join(names, ", ")
}

// textEdges are what stands around a field where it has no ground.
func textEdges(th theme.Theme) (left, right string) {
	if left, right = textline.Edges(th); left == " " {
		return "", ""
	}
	return left, right
}
