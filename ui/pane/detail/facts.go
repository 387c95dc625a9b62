package detail

import (
	"lipdash/api"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
)

// write fills the sheet with all there is to say about a job, the most urgent first.
func (p *Pane) write(s *sheet) {
	d := p.data
	s.notes(d)
	p.stuck(s, d)
	p.failure(s, d)
	s.gap()
	if s.full {
		p.identity(s)
	}
	s.facts(d)
	if s.all || d.Stuck { // else it goes without saying, or the row beside it does
		s.field("tell me", s.text(clean(d.Told), p.hint(keymap.Watch, " changes")))
	}
	s.others(d)
	if s.full {
		s.cost(d)
	}
	s.inputs(d)
	p.odd(s, d)
	s.files(d, p.hint(keymap.CopyMenu, " copies"))
	if at := s.moneyAt(d); at > 0 {
		s.review(d)
		s.pair(at, func(s *sheet) { s.history(d) }, func(s *sheet) { s.money(d) })
	} else {
		s.money(d)
		s.review(d)
		s.history(d)
	}
	p.elsewhere(s, d)
}

// review is what is thought of the result.
func (s *sheet) review(d Data) {
	if d.Mark == "" && d.Note == "" {
		return
	}
	s.heading("review", "kept here")
	style := s.th.Text
	if d.Mark == "rejected" {
		style = s.th.Warn
	}
	s.field("mark", value{style: style, text: clean(d.Mark)})
	s.field("note", s.text(clean(d.Note), ""))
}

// glance is how many lines a failure gets in the brief pane.
const glance = 6

// notes are what needs the user now.
func (s *sheet) notes(d Data) {
	switch {
	case d.Pending == "":
	case d.Waits:
		s.note(s.th.Muted, s.th.Glyphs.Held, clean(d.Pending))
	default:
		s.note(s.th.Warn, s.th.Glyphs.Stuck, clean(d.Pending))
	}
	if d.Outcome != "" {
		s.note(s.th.Fail, s.th.Glyphs.Fail, clean(d.Outcome))
	}
	if d.Err != "" {
		s.note(s.th.Warn, s.th.Glyphs.Stuck, clean(d.Err))
	}
}

// stuck says what one can do about a job that takes too long.
func (p *Pane) stuck(s *sheet, d Data) {
	if !d.Stuck {
		return
	}
	s.gap()
	s.paragraph(s.th.Warn, "It takes far longer than others did. It may still end, and then it is billed.")
	if key := p.keys.Key(keymap.Again, keymap.Jobs); d.Remake && key != "" {
		s.offer(0, key, "makes it again, which is billed too")
	}
	s.paragraph(s.th.Muted, "status.heygen.com tells of trouble at HeyGen")
}

// failure is the server's own text, which may be missing, long, or several
// lines (api.md 9, no. 11), and how many others there are of its kind.
func (p *Pane) failure(s *sheet, d Data) {
	switch d.Job.Status {
	case api.StatusFailed:
		s.gap()
		if text := string(format.RedactText(format.SafeLines(d.Job.FailureMessage))); text != "" {
			lines := format.Wrap(text, s.room())
			if !s.all {
				lines = s.wrap(text, s.room(), glance)
			}
			s.lay(s.th.Fail, lines)
		} else {
			s.paragraph(s.th.Muted, "HeyGen gave no reason")
		}
		if text := alike(d.Alike, d.AlikeNow); text != "" {
			s.sentence(s.th.Muted, "", text, p.keys.Key(keymap.Failures, keymap.Jobs), "shows them")
		}
	case api.StatusGone:
		s.gap()
		s.paragraph(s.th.Muted, "HeyGen no longer has this job")
	}
}

// alike says how many failures of a kind there are, "" for one alone.
func alike(n, now int) string {
	switch {
	case n < 2:
		return ""
	case now == n:
		return format.Number(n) + " jobs failed this way in the last hour."
	case now > 1:
		return format.Number(n) + " jobs failed this way, " + format.Number(now) + " in the last hour."
	}
	return format.Number(n) + " jobs failed this way."
}

// odd is what is odd about the inputs, and how that is mended.
func (p *Pane) odd(s *sheet, d Data) {
	if d.Odd == "" {
		return
	}
	s.gap()
	key, does := p.keys.Key(keymap.Double, keymap.Jobs), "fix it in the form"
	if d.Submission != "" {
		key = "" // it is sent as it is, or dropped
	}
	s.sentence(s.th.Warn, s.th.Glyphs.Stuck, clean(d.Odd), key, does)
}

// lowScreen is the height below which the frame around a full screen has one
// line and no room for the title.
const lowScreen = 13

// identity is what the frame does not say of a job that has the screen: its id,
// and its title where it is too long or the screen too low for the frame.
func (p *Pane) identity(s *sheet) {
	j := p.data.Job
	title := name(j)
	state, style := s.state(p.data)
	if p.data.Submission != "" {
		s.field("state", s.text(clean(p.data.State), unmade(p.data)))
		return
	}
	if p.data.Stuck || p.h < lowScreen || format.Width(title)+format.Width(state)+asideGap > s.room() {
		s.field("title", s.text(title, ""))
		s.field("state", value{style: style, text: state})
	}
	s.field("id", s.text(clean(string(j.ID)), p.hint(keymap.CopyID, " copies")))
}

// hint names the key of a command and what it does, "" when it has none.
func (p *Pane) hint(c keymap.Command, does string) string {
	if key := p.keys.Key(c, keymap.Jobs); key != "" {
		return key + does
	}
	return ""
}

// cost is what a job costs, and how that comes where there is room beside it.
func (s *sheet) cost(d Data) {
	s.field("cost", s.brief(s.text(clean(d.Cost), clean(d.CostWhy))))
}

// facts are the fields of the resource that are one value each. The brief pane leaves
// the length to the row, and the hour to the age under the title.
func (s *sheet) facts(d Data) {
	j := d.Job
	if s.full || s.all || s.roomy && !told(d) {
		ago := ""
		if s.full && !j.CreatedAt.IsZero() {
			ago = format.Ago(s.now.Sub(j.CreatedAt))
		}
		s.field("created", s.text(format.Stamp(j.CreatedAt, s.now), ago))
	}
	if s.all || s.roomy || j.Status.Active() && d.Submission == "" {
		s.time(d)
	}
	if s.all || s.roomy {
		s.field("length", s.text(format.Length(j.Duration), ""))
	}
	s.field("callback", s.text(clean(j.CallbackID), ""))
}

// told tells whether the history says when the job was made.
func told(d Data) bool {
	_, known := begun(d)
	return known && d.CreatedHere
}

// others are what makes this job again, and what it makes again itself.
func (s *sheet) others(d Data) {
	s.field("again as", s.brief(s.text(clean(d.AgainAs.Name), clean(d.AgainAs.State))))
	s.field("again of", s.brief(s.text(clean(d.AgainOf.Name), clean(d.AgainOf.State))))
}

// state is a job's status as sign and word, as its row says it; an unknown word is foreign text.
func (s *sheet) state(d Data) (string, theme.Style) {
	if d.Stuck {
		return s.th.Glyphs.Stuck + " stuck?", s.th.Warn.Bold(true)
	}
	st := s.th.Status(d.Job.Status)
	return st.Glyph + " " + format.CutWith(clean(st.Word), maxWord, s.th.Glyphs.Ellipsis), st.Style
}

// maxWord bounds a status word that this program does not know.
const maxWord = 16

// idTail is how much of an id names a job without a title.
const idTail = 4

// name is the job's title, or what stands for it.
func name(j api.Job) string {
	if t := clean(j.Title); t != "" {
		return t
	}
	id := []rune(clean(string(j.ID)))
	return "(untitled) " + string(id[max(0, len(id)-idTail):])
}
