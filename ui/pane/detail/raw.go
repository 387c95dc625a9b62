package detail

import (
	"strings"

	"lipdash/ui/kit/format"
)

// rawJSON is the view of the JSON, already made readable and safe.
func (s *sheet) rawJSON(text string) {
	s.heading("raw json", "signatures left out")
	if text == "" {
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
