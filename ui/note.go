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
	if ups := m.create.Pending.Uploads(); note.Text == "" && m.Screen != nav.Form && len(ups) > 0 {
		note.Text = ups[0].Param + ": " + transfers.Long(ups[0].Progress)
	}
	return note
}
