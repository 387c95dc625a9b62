package ui

import (
	"cmp"

	"lipdash/ui/state/transfers"
)

// drawNote is the line for what happened; while a job is being sent it says
// how far that is.
func (m *Model) drawNote(l layout) string {
	note := m.toast.note
	note.Text = m.noteText()
	aside := ""
	if m.isOpen() && l.width >= sideFrom && m.Identity.Host != "" {
		aside = m.Identity.Host
	}
	return note.Line(m.theme, l.width, aside)
}

// noteText is what there is to say: what happened, else what is waited for, else
// what goes up.
func (m *Model) noteText() string {
	links := ""
	if m.requests.underWay(linksKey) {
		links = "asking HeyGen for a fresh link"
	}
	if s := cmp.Or(m.toast.text(m.now), links, m.edits.Note(m.now)); s != "" || m.screen == screenForm {
		return s
	}
	for _, u := range m.create.Pending.Uploads() {
		return u.Param + ": " + transfers.Long(u.Progress)
	}
	return ""
}
