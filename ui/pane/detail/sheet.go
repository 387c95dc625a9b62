package detail

import (
	"slices"
	"strings"
	"time"

	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
)

// sheet is the pane's text under construction: lines of exactly w cells, in
// sections.
type sheet struct {
	th  theme.Theme
	now time.Time
	// offset is how far HeyGen's clock is ahead.
	offset time.Duration
	w      int
	// left and right are the margins, label is the width of the label column.
	left, right, label int
	// full is true while the sheet is the whole screen.
	full bool
	// all is true where everything is said: on the whole screen, and while somebody
	// reads the pane. Else it says what one looks for on the way through the list, and with
	// roomy what else there are free lines for.
	all, roomy bool
	lines      []string
}

// room is the width between the margins.
func (s *sheet) room() int { return max(1, s.w-s.left-s.right) }

// valueRoom is the width of the value column.
func (s *sheet) valueRoom() int { return max(1, s.room()-s.label) }

// row starts a line at the left margin; the right margin is not part of it.
func (s *sheet) row() *cells.Row { return cells.NewRow(s.w - s.right).To(s.left) }

func (s *sheet) put(r *cells.Row) {
	s.lines = append(s.lines, r.String()+strings.Repeat(" ", min(s.right, s.w)))
}

// asideGap is the least room between a value and its aside.
const asideGap = 2

// aside puts a text against the right margin, if there is room for it.
func (s *sheet) aside(r *cells.Row, style theme.Style, text string) *cells.Row {
	n := format.Width(text)
	if n == 0 || n+asideGap > r.Left() {
		return r
	}
	return r.To(s.w-s.right-n).Put(style, text)
}

// gap parts what comes from what was, with one blank line at most.
func (s *sheet) gap() {
	blank := strings.Repeat(" ", s.w)
	if n := len(s.lines); n > 0 && s.lines[n-1] != blank {
		s.lines = append(s.lines, blank)
	}
}

// heading begins a section.
func (s *sheet) heading(text, aside string) {
	s.gap()
	s.put(s.aside(s.row().Put(s.th.Faint, strings.ToUpper(text)), s.th.Faint, aside))
}

// wrap breaks a text into a few lines, the last of which says when there was
// more.
func (s *sheet) wrap(text string, w, most int) []string {
	w = max(1, w)
	lines := format.Wrap(text, w)
	if len(lines) <= most {
		return lines
	}
	lines = slices.Clone(lines[:most])
	end := s.th.Glyphs.Ellipsis
	lines[most-1] = format.CutWith(lines[most-1], w-format.Width(end), "") + end
	return lines
}

// paragraph is wrapped text without a label.
func (s *sheet) paragraph(style theme.Style, text string) {
	s.lay(style, format.Wrap(text, s.room()))
}

// lay puts lines of one style below each other.
func (s *sheet) lay(style theme.Style, lines []string) {
	for _, l := range lines {
		s.put(s.row().Put(style, l))
	}
}

// note is a wrapped sentence behind a sign.
func (s *sheet) note(style theme.Style, glyph, text string) {
	lead := format.Width(glyph) + 1
	for i, l := range format.Wrap(text, max(1, s.room()-lead)) {
		r := s.row()
		if i == 0 {
			r.Put(style, glyph)
		}
		s.put(r.To(s.left+lead).Put(style, l))
	}
}

// value is what stands in the value column: its style, its text, and an aside
// with a style of its own.
type value struct {
	style theme.Style
	text  string
	aside string
	tone  theme.Style
}

// maxValue is how many lines a value gets. The raw JSON has all of it.
const maxValue = 6

// field is a label with its value. What does not fit on one line is wrapped
// under itself; an aside without room goes to a line of its own.
func (s *sheet) field(label string, v value) {
	if v.text == "" {
		return
	}
	lines := s.wrap(v.text, s.valueRoom(), maxValue)
	beside := len(lines) == 1 && format.Width(lines[0])+asideGap+format.Width(v.aside) <= s.valueRoom()
	for i, l := range lines {
		r := s.row()
		if i == 0 {
			r.Put(s.th.Muted, format.CutWith(label, s.label-1, s.th.Glyphs.Ellipsis))
		}
		r.To(s.left+s.label).Put(v.style, l)
		if beside {
			s.aside(r, v.tone, v.aside)
		}
		s.put(r)
	}
	if beside || v.aside == "" {
		return
	}
	under := format.Wrap(v.aside, s.valueRoom())
	for _, l := range under {
		r := s.row().To(s.left + s.label)
		if len(under) == 1 {
			r.To(s.w - s.right - format.Width(l))
		}
		s.put(r.Put(v.tone, l))
	}
}

// brief is a value whose aside is left out where there is no room beside it.
func (s *sheet) brief(v value) value {
	if format.Width(v.text)+asideGap+format.Width(v.aside) > s.valueRoom() && !s.all {
		v.aside = ""
	}
	return v
}

// offer says what a key does, behind the text that was put last where there is room, else on
// a line of its own.
func (s *sheet) offer(indent int, key, does string) {
	if key == "" {
		return
	}
	for i, l := range format.Wrap(does, max(1, s.room()-indent-format.Width(key)-1)) {
		r := s.row().To(s.left + indent)
		if i == 0 {
			r.Put(s.th.Accent, key)
		}
		s.put(r.To(s.left+indent+format.Width(key)+1).Put(s.th.Muted, l))
	}
}

// sentence is wrapped text with what a key does about it: behind it where there is room, else
// under it.
func (s *sheet) sentence(style theme.Style, glyph, text, key, does string) {
	lead := 0
	if glyph != "" {
		lead = format.Width(glyph) + 1
	}
	if n := lead + format.Width(text) + asideGap + format.Width(key) + 1 + format.Width(does); key != "" && n <= s.room() {
		r := s.row().Put(style, glyph)
		r.To(s.left+lead).Put(style, text).Skip(asideGap).Put(s.th.Accent, key).Skip(1).Put(s.th.Muted, does)
		s.put(r)
		return
	}
	if glyph == "" {
		s.paragraph(style, text)
	} else {
		s.note(style, glyph, text)
	}
	s.offer(lead, key, does)
}

// text is a value in the ordinary style.
func (s *sheet) text(text, aside string) value {
	return value{style: s.th.Text, text: text, aside: aside, tone: s.th.Faint}
}

// link is a link cut so that the aside still fits beside it, if the name of the
// file does too.
func (s *sheet) link(raw, aside string, tone theme.Style) value {
	room := s.valueRoom()
	if beside := room - asideGap - format.Width(aside); beside >= minLink {
		room = beside
	}
	return value{style: s.th.Accent, text: string(format.ShortURLWith(raw, room, s.th.Glyphs.Ellipsis)), aside: aside, tone: tone}
}

// minLink is the width from which a shortened link says something.
const minLink = 16

// clean makes foreign text fit to draw on a line. Free text may quote a signed
// link, as failures to fetch one do.
func clean(text string) string { return string(format.Shown(text)) }
