package detail

import (
	"strings"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
)

// Key scrolls and toggles the raw JSON; false means that a key is not the
// pane's. The pane has no actions of its own: what can be done with a job is the
// list's business.
func (p *Pane) Key(key string) (action.Action, bool) {
	if p.keys.Lookup(key, keymap.Jobs) == keymap.Raw {
		p.ToggleRaw()
		return nil, true
	}
	c := p.keys.Lookup(key, keymap.Move)
	if c == keymap.None {
		return nil, false
	}
	p.fit()
	return nil, p.text.Move(c)
}

// fit tells the text how long it is, before it moves.
func (p *Pane) fit() {
	if p.data.Row() != (action.RowID{}) {
		// How long the text is depends on neither colours nor the hour.
		head, body := p.compose(p.blank(theme.New(theme.Options{}), p.data.SeenAt))
		p.text = p.text.On(body, p.h-len(head))
	}
}

// Hints are the keys it has now, the most used first, of those that do something with the job.
func (p *Pane) Hints(fit action.Fit) []keymap.Hint {
	return fit.Hints(p.keys, []keymap.Scope{keymap.Jobs, keymap.Detail, keymap.Move, keymap.Global}, keymap.Back, keymap.Download, keymap.CopyMenu, keymap.OpenLink,
		keymap.Again, keymap.Double, keymap.Promote, keymap.Rename, keymap.Delete, keymap.Accepts, keymap.Note, keymap.Raw, keymap.NextJob, keymap.PrevJob, keymap.Refresh, keymap.Help)
}

// Wheel moves the text by lines.
func (p *Pane) Wheel(by int) {
	p.fit()
	p.text.Wheel(by)
}

// rawJSON is the view of the JSON, already made readable and safe.
func (s *sheet) rawJSON(text string, made bool) {
	s.heading("raw json", "signatures left out")
	switch {
	case !made:
		s.paragraph(s.th.Muted, "HeyGen has not made this job yet")
		return
	case text == "":
		s.paragraph(s.th.Muted, "HeyGen sent only the state of this job so far")
		return
	}
	for _, l := range strings.Split(text, "\n") {
		s.indented(l)
	}
}

// minRoom is the width below which a wrapped line is not indented any more.
const minRoom = 12

// indented puts a line that wraps under its own indentation and one step more.
func (s *sheet) indented(l string) {
	text := strings.TrimLeft(l, " ")
	indent := len(l) - len(text)
	if s.room()-indent-2 < minRoom {
		indent = 0
	}
	for i, part := range format.Wrap(text, s.room()-indent-2) {
		at := s.left + indent
		if i > 0 {
			at += 2
		}
		s.put(s.row().To(at).Put(s.th.Text, part))
	}
}
