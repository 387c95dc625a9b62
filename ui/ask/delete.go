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
	Subject string
	Names   []string
	Unseen  int
	// Window is how long it can be taken back, with the key Undo.
	Window time.Duration
	Undo   string
	Theme  *theme.Theme
}

// Spec is the dialog.
func (q Delete) Spec() confirm.Spec {
	lines := q.lines()
	if n := len(q.Jobs); n > 0 {
		lines = append([]confirm.Line{{
			Text:  "HeyGen removes the " + format.Plural(n, "job and its", "jobs and their") + " files for good.",
			Brief: "Gone at HeyGen for good.",
		}, {}}, lines...)
	}
	spec := confirm.Spec{
		Title: "Delete " + q.Subject, Danger: true, Lines: lines,
		Buttons: []confirm.Button{{Label: "Cancel"}},
	}
	if len(q.Jobs) > 0 { // what is held is not sent then, and does not come back
		spec.Footer = q.Undo + " takes it back for " + format.Took(q.Window)
	}
	if n := len(q.Never); n > 0 {
		label := "Download it first"
		if q.N() > 1 {
			label = "Download " + strconv.Itoa(n) + " first"
		}
		spec.Buttons = append(spec.Buttons, confirm.Button{Label: label, Action: action.Download{IDs: action.JobRows(q.Never...), Sure: true, Meant: true}})
	}
	spec.Buttons = append(spec.Buttons, confirm.Button{Label: "Delete", Action: action.Delete{IDs: q.Rows()}, Danger: true})
	if q.Risky() {
		spec.Typed = strconv.Itoa(q.N())
	}
	return spec
}

// aside parts a line of a dialog from what is to be checked in it.
const aside = "   "

// impact is so many of what would go, in a state, and what there is to know of them; brief
// is that in a few words.
type impact struct {
	n           int
	glyph, word string
	tone        theme.Tone
	aside       string
	brief       string
}

// lines say what would be lost, by state in columns, and name the first few jobs.
func (q Delete) lines() []confirm.Line {
	var impacts []impact
	billed := func(s api.Status) string {
		return format.Plural(q.By[s], "it", "they") + " may still be billed"
	}
	done, doneBriefly := q.downloaded()
	for _, x := range []struct {
		status       api.Status
		tone         theme.Tone
		aside, brief string
	}{
		{api.StatusCompleted, theme.Done, done, doneBriefly},
		{api.StatusFailed, theme.Fail, "", ""},
		{api.StatusRunning, theme.Run, billed(api.StatusRunning), "may be billed"},
		{api.StatusPending, theme.Warn, billed(api.StatusPending), "may be billed"},
	} {
		st := q.Theme.Status(x.status)
		impacts = append(impacts, impact{q.By[x.status], st.Glyph, st.Word, x.tone, x.aside, x.brief})
	}
	impacts = append(impacts, impact{len(q.Held), q.Theme.Glyphs.Held, "held here", theme.Muted, "taken back at once, nothing is billed", "nothing is billed"})
	lines := table(impacts)
	if q.Away > 0 {
		lines = append(lines, confirm.Line{
			Text:  format.Count(q.Away, "is no job yet and stays: it", "are no jobs yet and stay: they") + " can no longer be taken back here",
			Brief: format.Count(q.Away, "is no job yet and stays", "are no jobs yet and stay"), Tone: theme.Muted,
		})
	}
	if q.N() < 2 {
		return lines
	}
	lines = append(lines, confirm.Line{}, confirm.Line{Names: q.Names, Of: q.N(), Tone: theme.Muted})
	if q.Unseen > 0 { // marks outlive a filter and a turned page
		lines = append(lines, confirm.Line{Text: format.Count(q.Unseen, "of them is", "of them are") + " not shown", Tone: theme.Warn})
	}
	return lines
}

// table is a line for each impact there is, their numbers under each other.
func table(impacts []impact) []confirm.Line {
	digits := 0
	for _, s := range impacts {
		digits = max(digits, len(format.Number(s.n)))
	}
	var lines []confirm.Line
	for _, s := range impacts {
		if s.n == 0 {
			continue
		}
		l := confirm.Line{Text: s.glyph + " " + format.FitRight(format.Number(s.n), digits) + " " + s.word, Tone: s.tone}
		if s.aside != "" {
			l.Text, l.Brief = l.Text+aside+s.aside, l.Text+aside+s.brief
		}
		lines = append(lines, l)
	}
	return lines
}

// downloaded says of the jobs that are done what is on this machine, and says so briefly; ""
// where there is nothing to mind.
func (q Delete) downloaded() (text, brief string) {
	done := q.By[api.StatusCompleted]
	var parts []string
	n := len(q.Never)
	switch {
	case n == 0:
	case q.Coming > 0: // both fit beside the state
		parts = append(parts, format.Number(n)+" never downloaded")
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
	text = strings.Join(parts, ", ")
	if n > 1 {
		return text, format.Number(n) + " never downloaded"
	}
	return text, text
}
