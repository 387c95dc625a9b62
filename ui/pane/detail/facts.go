package detail

import (
	"lipdash/api"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
)

// write fills the sheet with all there is to say about a job, the most urgent first.
func (p *Pane) write(s *sheet) {
	d := p.data
	s.notes(d)
	s.failure(d.Job)
	if !s.all && d.Submission == "" && d.Job.Status.Active() {
		s.progress(d)
	}
	s.gap()
	if s.full {
		p.identity(s)
	}
	s.facts(d)
	if s.all {
		s.field("tell me", s.text(clean(d.Told), p.hint(keymap.Watch, " changes"))) // beside the list the row says "watched"
	}
	s.cost(d)
	s.inputs(d)
	s.files(d, p.hint(keymap.CopyMenu, " copies"))
	s.history(d)
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

// failure is the server's own text, which may be missing, long, or several
// lines (api.md 9, no. 11).
func (s *sheet) failure(j api.Job) {
	switch j.Status {
	case api.StatusFailed:
		s.gap()
		if text := string(format.RedactText(format.SafeLines(j.FailureMessage))); text != "" {
			lines := format.Wrap(text, s.room())
			if !s.all {
				lines = s.wrap(text, s.room(), glance)
			}
			s.lay(s.th.Fail, lines)
			return
		}
		s.paragraph(s.th.Muted, "HeyGen gave no reason")
	case api.StatusGone:
		s.gap()
		s.paragraph(s.th.Muted, "HeyGen does not have this job any more")
	}
}

// lowScreen is the height below which the frame around a full screen has one
// line and no room for the title.
const lowScreen = 13

// identity is what the frame does not say of a job that has the screen: its id,
// and its title where it is too long or the screen too low for the frame.
func (p *Pane) identity(s *sheet) {
	j := p.data.Job
	title, state := name(j), s.state(j.Status)
	if p.data.Submission != "" {
		s.field("state", s.text(clean(p.data.State), "not made yet"))
		return
	}
	if p.h < lowScreen || format.Width(title)+format.Width(state)+asideGap > s.room() {
		s.field("title", s.text(title, ""))
		s.field("state", value{style: s.th.Status(j.Status).Style, text: state})
	}
	s.field("id", s.text(clean(string(j.ID)), p.hint(keymap.CopyID, " copies")))
}

// hint names the key of a command and what it does, "" when it has none.
func (p *Pane) hint(c keymap.Command, does string) string {
	if b, ok := p.keys.Find(c, keymap.Jobs); ok {
		return b.Help().Key + does
	}
	return ""
}

// cost is what a job costs. The rate is for whoever reads the pane.
func (s *sheet) cost(d Data) {
	why := ""
	if s.all {
		why = clean(d.CostWhy)
	}
	s.field("cost", s.text(clean(d.Cost), why))
}

// facts are the fields of the resource that are one value each. The brief pane leaves
// the length to the row, and the hour to the age under the title.
func (s *sheet) facts(d Data) {
	j := d.Job
	if s.all {
		ago := ""
		if s.full && !j.CreatedAt.IsZero() {
			ago = format.Ago(s.now.Sub(j.CreatedAt))
		}
		s.field("created", s.text(format.Stamp(j.CreatedAt, s.now), ago))
		s.time(d)
		s.field("length", s.text(format.Length(j.Duration), ""))
	}
	s.field("callback", s.text(clean(j.CallbackID), ""))
}

// state is a status as sign and word; an unknown word is foreign text.
func (s *sheet) state(status api.Status) string {
	st := s.th.Status(status)
	return st.Glyph + " " + format.CutWith(clean(st.Word), maxWord, s.th.Glyphs.Ellipsis)
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
