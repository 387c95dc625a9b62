package detail

import (
	"math"
	"slices"
	"strings"
	"time"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
)

// View draws the pane, exactly as large as it was told to be. Beside the list the job's
// title and state are at its top; of the whole screen the frame says them already. It
// only reads.
func (p *Pane) View(th theme.Theme, now time.Time) string {
	s := p.blank(th, now)
	if p.data.Row() == (action.RowID{}) {
		return p.drawNothing(s)
	}
	head, body := p.compose(s)
	return cells.Block(append(head, p.window(s, body, p.h-len(head))...), p.w, p.h)
}

// narrow is the width below which margins are a luxury.
const narrow = 40

// blank is an empty sheet: labels start under the frame's text on a full
// screen, and at the edge beside the list.
func (p *Pane) blank(th theme.Theme, now time.Time) *sheet {
	s := &sheet{th: th, now: now, offset: p.data.ClockOffset, w: p.w, right: 1, label: 9, full: p.full, all: p.full || p.whole}
	switch {
	case p.full && p.w >= narrow:
		s.left, s.label = 2, 10
	case p.full:
		s.left = 1
	}
	return s
}

// compose makes all lines, and says which of them stay while the rest scrolls. Beside the
// list free lines are spent on what helps, as long as nothing has to be scrolled for it.
func (p *Pane) compose(s *sheet) (head, body []string) {
	roomy := *s
	roomy.roomy = true
	head, body = p.fill(&roomy)
	if s.all || len(head)+len(body) <= p.h {
		return head, body
	}
	return p.fill(s)
}

// fill makes all lines of a sheet.
func (p *Pane) fill(s *sheet) (head, body []string) {
	if !s.full {
		s.header(p.data)
		s.gap()
	}
	n := len(s.lines)
	if p.raw {
		s.rawJSON(p.rawText, p.data.Submission == "")
	} else {
		p.write(s)
	}
	if p.h < n+minBody {
		n = 0
	}
	return s.lines[:n], s.lines[n:]
}

// minBody is the least number of lines that scroll under a header that stays.
const minBody = 5

// header is title and state, id and age. An id that is long loses the age, which is
// told again below.
func (s *sheet) header(d Data) {
	j := d.Job
	state, style := s.state(d)
	if d.Submission != "" {
		state, style = s.th.Glyphs.Held+" "+clean(d.State), s.th.Held
	}
	title := s.th.Text.Bold(true)
	if clean(j.Title) == "" {
		title = s.th.Muted.Bold(true)
	}
	most := titleLines
	if s.all {
		most = math.MaxInt
	}
	for i, l := range s.wrap(name(j), s.room()-format.Width(state)-asideGap, most) {
		r := s.row().Put(title, l)
		if i == 0 {
			s.aside(r, style, state)
		}
		s.put(r)
	}
	s.idAndAge(d)
}

// titleLines is how many lines a title gets in the brief pane.
const titleLines = 3

// unmade says why a submission has no id.
func unmade(d Data) string {
	if d.Sent {
		return "no id yet"
	}
	return "not made yet"
}

func (s *sheet) idAndAge(d Data) {
	age := ""
	switch at := d.Job.CreatedAt; {
	case at.IsZero():
	case d.Job.Status.Active():
		age = format.Ago(s.now.Sub(at))
	default:
		age = format.Ago(format.WholeMinutes(s.now, at)) // as its row says it
	}
	id := clean(string(d.Job.ID))
	if d.Submission != "" {
		id = unmade(d)
	}
	for i, l := range format.Wrap(id, s.room()) {
		r := s.row().Put(s.th.Faint, l)
		if i == 0 {
			s.aside(r, s.th.Faint, age)
		}
		s.put(r)
	}
}

// window is the part of the body that is on screen; its last line says how much
// is under it.
func (p *Pane) window(s *sheet, body []string, room int) []string {
	if room <= 0 || len(body) <= room {
		return body
	}
	text := p.text.On(body, room)
	top := text.Top()
	shown := slices.Clone(body[top : top+room])
	if under := len(body) - top - room; under > 0 && room > 2 {
		s.lines = nil
		s.put(s.row().Put(s.th.Faint, format.Count(under+1, "more line", "more lines")))
		shown[room-1] = s.lines[0]
	}
	return shown
}

func (p *Pane) drawNothing(s *sheet) string {
	for range p.h / 3 {
		s.lines = append(s.lines, strings.Repeat(" ", p.w))
	}
	s.paragraph(s.th.Faint, "no job to show")
	return cells.Block(s.lines, p.w, p.h)
}
