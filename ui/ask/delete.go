// Package ask has what dialogs say and offer: before a create, a delete, a download, a rename of
// many and quitting, in the menus for copying and for drafts, and where something is only told. It
// is functions from what is known to the dialog. It decides nothing, and it knows neither the root
// nor when a dialog is opened.
package ask

import (
	"strconv"
	"strings"
	"time"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
	"lipdash/ui/overlay/confirm"
	"lipdash/ui/state/edits"
)

// Delete is the question before a delete: what it would take, and how that is called.
type Delete struct {
	edits.Impact
	// Subject is what goes in a word or two, Names are the first few of it; so many are not on
	// screen.
	Subject, Names string
	Unseen         int
	// Window is how long it can be taken back, with the key Undo.
	Window time.Duration
	Undo   string
	Theme  *theme.Theme
}

// Spec is the dialog.
func (q Delete) Spec() confirm.Spec {
	spec := confirm.Spec{
		Title: "Delete " + q.Subject, Danger: true,
		Lines:   append([]confirm.Line{{Text: "HeyGen removes the " + format.Plural(q.N(), "job and its", "jobs and their") + " files for good."}, {}}, q.lines()...),
		Buttons: []confirm.Button{{Label: "Cancel"}},
		Footer:  q.Undo + " takes it back for " + format.Took(q.Window),
	}
	if n := len(q.Never); n > 0 {
		label := "Download it first"
		if q.N() > 1 {
			label = "Download " + strconv.Itoa(n) + " first"
		}
		spec.Buttons = append(spec.Buttons, confirm.Button{Label: label, Action: action.Download{IDs: action.JobRows(q.Never...), Sure: true}})
	}
	spec.Buttons = append(spec.Buttons, confirm.Button{Label: "Delete", Action: action.Delete{IDs: q.Rows()}, Danger: true})
	if q.Risky() {
		spec.Typed = strconv.Itoa(q.N())
	}
	return spec
}

// aside parts a line of a dialog from what is to be checked in it.
const aside = "   "

// lines say what would be lost, by state, and name the first few jobs.
func (q Delete) lines() []confirm.Line {
	var lines []confirm.Line
	add := func(n int, glyph, word string, tone theme.Tone, more string) {
		if n > 0 {
			lines = append(lines, confirm.Line{Text: strings.TrimSpace(glyph + " " + format.Count(n, word, word) + more), Tone: tone})
		}
	}
	billed := func(s api.Status) string {
		return aside + format.Plural(q.By[s], "it", "they") + " may still be billed, HeyGen cannot cancel"
	}
	for _, x := range []struct {
		status api.Status
		tone   theme.Tone
		more   string
	}{
		{api.StatusCompleted, theme.Done, q.downloaded()},
		{api.StatusFailed, theme.Fail, ""},
		{api.StatusRunning, theme.Run, billed(api.StatusRunning)},
		{api.StatusPending, theme.Warn, billed(api.StatusPending)},
	} {
		st := q.Theme.Status(x.status)
		add(q.By[x.status], st.Glyph, st.Word, x.tone, x.more)
	}
	add(len(q.Held), q.Theme.Glyphs.Held, "held here", theme.Muted, aside+"taken back at once, nothing is billed")
	if q.Away > 0 {
		lines = append(lines, confirm.Line{Text: format.Count(q.Away, "is no job yet and stays: it", "are no jobs yet and stay: they") + " cannot be taken back here any more", Tone: theme.Muted})
	}
	if q.N() < 2 {
		return lines
	}
	lines = append(lines, confirm.Line{}, confirm.Line{Text: q.Names, Tone: theme.Muted})
	if q.Unseen > 0 { // marks outlive a filter and a turned page
		lines = append(lines, confirm.Line{Text: format.Count(q.Unseen, "of them is", "of them are") + " not shown", Tone: theme.Warn})
	}
	return lines
}

// downloaded says of the jobs that are done what is on this machine.
func (q Delete) downloaded() string {
	done := q.By[api.StatusCompleted]
	var parts []string
	switch n := len(q.Never); {
	case n == 0:
	case n == done && n == 1:
		parts = append(parts, "never downloaded")
	case n == done:
		parts = append(parts, "none of them was ever downloaded")
	default:
		parts = append(parts, format.Count(n, "of them was", "of them were")+" never downloaded")
	}
	if q.Coming > 0 {
		parts = append(parts, format.Count(q.Coming, "is", "are")+" still coming down")
	}
	if len(parts) == 0 {
		return ""
	}
	return aside + strings.Join(parts, ", ")
}
