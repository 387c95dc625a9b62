package form

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
)

// Click gives the focus to what is drawn at a cell of a line, and does what it is for: it
// ticks a box, takes a choice, presses a button. What was typed is not thrown away by one
// click, as it is not by one key: the first one goes to the button.
func (f *Form) Click(x int, line string) (act action.Action, hit bool) {
	f.list.tab = false
	l := f.look()
	w := f.leftWidth(l)
	if x >= w {
		return nil, false
	}
	line = ansi.Strip(format.FitWith(line, w, ""))
	if i := f.buttonAt(x, line, l); i >= 0 {
		there := f.focus == stop{stopButton, i}
		if f.focus = (stop{stopButton, i}); i == buttonDiscard && !there && !f.Empty() {
			return action.Say{Text: "once more throws away what was typed"}, true
		}
		return f.pressButton(i), true
	}
	if i := f.voiceAt(line, l, w); i >= 0 && !f.sending {
		f.focus, f.voices.at = stop{stopVoices, 0}, i
		return f.Ask(), true
	}
	at, is := f.stopAt(x, line)
	if !is || f.sending {
		return nil, false
	}
	again := f.focus == at
	if f.focus = at; !again {
		f.offer()
	}
	switch fd := f.at(); {
	case f.focus.kind == stopMore:
		f.fold()
	case fd.typed():
		if box, boxW := f.boxAt(fd, line, w); x > box {
			fd.line.Point(x-box-1, boxW-2, again)
		}
	case fd.section() == sectionOption:
		fd.cycle(1)
	default:
		choose(fd, x, line, again)
	}
	return f.Ask(), true
}

// boxAt is where on its line of w cells the box of a field begins, and how wide it is.
func (f *Form) boxAt(fd *field, line string, w int) (box, boxW int) {
	cols := f.columns(w)
	switch fd.section() {
	case sectionPart: // behind its label, several on a line
		label := fd.param.Label + " "
		before, _, _ := strings.Cut(line, label)
		return format.Width(before + label), secondsBox
	case sectionRare:
		cols = f.rareColumns(w)
	}
	return cols.box, cols.boxW
}

// Wheel goes to the next fields, or those before: what has the focus is on screen.
func (f *Form) Wheel(by int) { f.move(max(-1, min(by, 1))) }

// buttonAt is the button at a cell of a line that has nothing but buttons, -1 for none.
func (f *Form) buttonAt(x int, line string, l look) int {
	labels := make([]string, len(buttonLabels))
	for i := range labels {
		labels[i] = " " + f.buttonLabel(i, l) + " "
	}
	if !cells.Only(line, labels) {
		return -1
	}
	i, _ := cells.WordAt(line, labels, x)
	return i
}

// voiceAt is the voice that is drawn on a line, -1 for none.
func (f *Form) voiceAt(line string, l look, w int) int {
	for _, ascii := range []bool{false, true} {
		c := &canvas{f: f, th: theme.New(theme.Options{ASCII: ascii}), w: w, look: l, at: f.columns(w)}
		room := w - c.at.box - 1
		cols := c.voiceColumns(room)
		for i, v := range l.Voices {
			if strings.Contains(line, ansi.Strip(c.voiceRow(cols, room, v, false))) {
				return i
			}
		}
	}
	return -1
}

// choose takes the choice at a cell, or the next one where the field had the focus already.
func choose(fd *field, x int, line string, again bool) {
	var words []string
	for _, ch := range fd.choices() {
		words = append(words, ch.word)
	}
	i, _ := cells.WordAt(line, words, x)
	if i < 0 && again {
		fd.cycle(1)
	}
	for range words {
		if i >= 0 && fd.chosen() != i {
			fd.cycle(1)
		}
	}
}

// stopAt is what is drawn at a cell of a line: a line is that of the field whose label it
// begins with, and where several stand on one it is the last that begins before the cell.
func (f *Form) stopAt(x int, line string) (at stop, is bool) {
	begins := strings.TrimSpace(line)
	if strings.HasPrefix(begins, "More ") {
		return stop{stopMore, 0}, true
	}
	boxed := theme.New(theme.Options{}).Glyphs
	plain := theme.New(theme.Options{ASCII: true}).Glyphs
	var words []string
	var fields []int
	for i := range f.fields {
		fd := &f.fields[i]
		switch label := f.labelOf(fd); fd.section() {
		case sectionOption:
			for _, box := range []string{boxed.Checked, boxed.Unchecked, plain.Checked, plain.Unchecked} {
				if text := box + " " + label; strings.Contains(line, text) {
					words, fields = append(words, text), append(fields, i)
					break
				}
			}
		case sectionPart:
			if strings.HasPrefix(begins, "Part ") {
				words, fields = append(words, label), append(fields, i)
			}
		case sectionRare:
			if f.unfolded && strings.HasPrefix(begins, label+" ") {
				return stop{stopField, i}, true
			}
		default:
			if strings.HasPrefix(begins, format.Capital(label)+" ") {
				return stop{stopField, i}, true
			}
		}
	}
	if i := cells.PartAt(line, words, x); i >= 0 {
		return stop{stopField, fields[i]}, true
	}
	return stop{}, false
}
