package firstrun

import (
	"slices"
	"strings"

	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keep"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
)

// columns are where things stand; narrow screens have no margin to spare.
const (
	maxText  = 76
	narrow   = 60
	labelAt  = 2
	fieldAt  = 8
	maxField = 60
	maxName  = 24
)

// View draws the screen as exactly w by h cells. What can be done here is kept
// to the last; the explanations go first when there is no room.
func (s *Screen) View(th theme.Theme) string {
	looked, empty := s.looked(th), func(l string) bool { return strings.TrimSpace(l) == "" }
	long, short := s.intro(th), s.introShort(th)
	var lines []string
	for _, try := range []struct {
		top, rest []string
		level     int
	}{
		{slices.Concat(long, looked), s.closing(th), 2},
		{slices.Concat(long, looked), nil, 2},
		{slices.Concat(short, looked), nil, 2},
		{slices.Concat(long, looked), nil, 1},
		{slices.Concat(short, looked), nil, 1},
		{long, nil, 1},
		{short, nil, 1},
		{short, nil, 0},
		{nil, nil, 0},
	} {
		lines = slices.Concat([]string{s.row().String()}, try.top, s.must(th, try.level), try.rest)
		if lines = cells.DropGaps(lines, s.h, empty); len(lines) <= s.h {
			break
		}
	}
	return cells.Block(lines, s.w, s.h)
}

func (s *Screen) row() *cells.Row { return cells.NewRow(s.w).To(labelAt) }

// room is the cells for running text.
func (s *Screen) room() int { return max(1, min(maxText, s.w-labelAt-1)) }

func (s *Screen) intro(th theme.Theme) []string {
	var out []string
	for _, l := range format.Wrap("To talk to HeyGen this program needs an API key.", s.room()) {
		out = append(out, s.row().Put(th.Text.Bold(true), l).String())
	}
	return append(out,
		s.row().Put(th.Muted, "Get one at ").Put(th.Accent, "app.heygen.com/settings/api").String(),
		s.row().String())
}

func (s *Screen) introShort(th theme.Theme) []string {
	return []string{s.row().PutCut(th.Text.Bold(true), "HeyGen wants an API key.", s.room(), th.Glyphs.Ellipsis).String()}
}

// looked lists the places in the order they were asked.
func (s *Screen) looked(th theme.Theme) []string {
	if len(s.places) == 0 {
		return nil
	}
	out := []string{s.row().Put(th.Faint, "LOOKED IN").String()}
	col := 0
	for _, p := range s.places {
		col = max(col, format.Width(format.Safe(p.Where)))
	}
	col = min(col, s.room()*3/5)
	for _, p := range s.places {
		out = append(out, s.row().
			DrawCut(th.Muted, format.Safe(p.Where), col, th.Glyphs.Ellipsis).To(labelAt+col+2).
			DrawCut(th.Text, format.Safe(p.Found), s.w-labelAt-col-3, th.Glyphs.Ellipsis).String())
	}
	return append(out, s.row().String())
}

// must are the field, where its key is kept, what is wrong with it, and the buttons. At level 2
// all of it is said, at 1 in one line each, and at 0 what can be told from the rest is left out.
func (s *Screen) must(th theme.Theme, level int) []string {
	out := []string{s.field(th)}
	if level > 0 || s.problem != "" || s.busy {
		out = append(out, s.note(th)...)
	}
	out = append(out, s.kept(th, level)...)
	out = append(out, s.row().String())
	return slices.Concat(out, s.buttons(th))
}

// kept is where the key is kept, and what that means.
func (s *Screen) kept(th theme.Theme, level int) []string {
	var out []string
	if s.keep.Any() {
		focus := s.focus == itemKeep && !s.busy
		label := th.Muted
		if focus {
			label = th.Accent.Bold(true)
		}
		as := func(s theme.Style) theme.Style { return s }
		out = append(out, s.row().String(), s.keep.Draw(s.row().Put(label, keep.Label).To(fieldAt-1), th, as, focus).String())
	}
	aside := cells.NewRow(s.w).To(fieldAt + 1)
	chosen, missing := s.keep.Says()
	switch level {
	case 2:
		for _, text := range []string{chosen, missing} {
			for _, l := range format.Wrap(format.Safe(text), max(1, min(maxText, aside.Left()))) {
				out = append(out, cells.NewRow(s.w).To(fieldAt+1).Draw(th.Faint, l).String())
			}
		}
	case 1:
		out = append(out, aside.DrawCut(th.Faint, format.Safe(chosen), s.w, th.Glyphs.Ellipsis).String())
	}
	return out
}

func (s *Screen) field(th theme.Theme) string {
	r := cells.NewRow(s.w).To(labelAt)
	label := th.Muted
	if s.focus == itemKey {
		label = th.Accent.Bold(true)
	}
	r.Put(label, "Key").To(fieldAt - 1)
	if s.focus == itemKey {
		r.Put(th.Accent, th.Glyphs.Bar)
	}
	r.To(fieldAt)
	w := max(3, min(maxField, r.Left()-2))
	return s.secret.Box(r, th, th.OnField, th.Field, w, s.focus == itemKey && !s.busy).String()
}

// note is one thing under the field: the problem, what goes on, or the promise.
func (s *Screen) note(th theme.Theme) []string {
	text, style := format.Drawn("hidden; checked with one call that only reads before it is kept"), th.Faint
	if s.w < narrow {
		text = "hidden, checked, then kept"
	}
	switch {
	case s.problem != "":
		text, style = format.Safe(s.problem), th.Fail
	case s.busy:
		text, style = "asking HeyGen", th.Muted
	}
	var out []string
	for _, l := range format.Wrap(text, max(1, min(maxText, s.w-fieldAt-2))) {
		out = append(out, cells.NewRow(s.w).To(fieldAt+1).Draw(style, l).String())
	}
	return out
}

var labels = map[item]string{
	itemCheck: "Check and go on",
	itemCLI:   "Use the CLI's key",
	itemDemo:  "Demo without a key",
	itemQuit:  "Quit",
}

// buttons are laid out from left to right, on as many lines as they need.
func (s *Screen) buttons(th theme.Theme) []string {
	at := max(1, fieldAt-1)
	r := cells.NewRow(s.w).To(at)
	var out []string
	for _, i := range s.buttonOrder() {
		label := format.Drawn(" " + labels[i] + " ")
		if i >= itemProfile {
			label = " Profile " + format.CutWith(format.Safe(s.profiles[i-itemProfile]), maxName, th.Glyphs.Ellipsis) + " "
		}
		if r.Left() < format.Width(label)+2 && s.w-r.Left() > at {
			out = append(out, r.String())
			r = cells.NewRow(s.w).To(at)
		}
		bar, style := " ", th.Text
		if s.focus == i {
			bar = th.Glyphs.Bar
		}
		if s.isDefault(i) {
			style = th.Button
		}
		r.Put(th.Accent, bar).Draw(style, label).Put(th.Text, " ")
	}
	out = append(out, r.String())
	if len(s.profiles) > mostProfiles {
		b, _ := s.keys.Find(keymap.Palette, keymap.Global)
		last := b.Keys()[len(b.Keys())-1] // the first one is a letter of the key in the field
		out = append(out, cells.NewRow(s.w).To(fieldAt+1).Put(th.Faint, last+" profile opens any other").String())
	}
	return out
}

// isDefault tells whether enter would press a button.
func (s *Screen) isDefault(i item) bool {
	return !s.busy && (i == s.focus || i == itemCheck && (s.focus == itemKey || s.focus == itemKeep))
}

func (s *Screen) closing(th theme.Theme) []string {
	out := []string{s.row().String()}
	for _, l := range format.Wrap("The demo: no key, no network, nothing on disk. No usage data is collected.", s.room()) {
		out = append(out, s.row().Put(th.Faint, l).String())
	}
	return out
}
