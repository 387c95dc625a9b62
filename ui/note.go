package ui

import (
	"cmp"

	"lipdash/ui/kit/theme"
	"lipdash/ui/layout"
	"lipdash/ui/nav"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/state/transfers"
)

// drawNote is the line for what happened.
func drawNote(th theme.Theme, l layout.Layout, note statusbar.Note, host string) string {
	if l.Width < layout.SideFrom {
		host = ""
	}
	return note.Line(th, l.Width, host)
}

// note is what there is to say: what happened, else what is waited for, else how far that
// is which goes up.
func (m *Model) note() statusbar.Note {
	note := m.toast.Note(m.now)
	links := ""
	if m.requests.UnderWay(linksKey) {
		links = "asking HeyGen for a fresh link"
	}
	note.Text = cmp.Or(note.Text, links, m.edits.Note(m.now))
	// How far a file is must not hide the keys where they share a line.
	if note.Text == "" && m.Screen != nav.Form && m.layout().Note > 0 {
		note.Text = transfers.Going(m.create.Pending.Uploads())
	}
	return note
}
