// Package toast is the note about what happened: how long it stays, and the countdown of
// one that can be taken back. What it says is its caller's.
package toast

import (
	"strconv"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/calls"
	"lipdash/ui/kit/format"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/state/activity"
)

// How long a note stays; one that names a problem stays longer.
const (
	Short = 6 * time.Second
	Long  = 15 * time.Second
)

// Toast is the note on screen. Its id keeps an old timer from clearing a newer
// note. One with an end counts down to it, and says nothing afterwards.
type Toast struct {
	id   int
	note statusbar.Note
	end  time.Time
	// undo is the key that takes back what is counted down to.
	undo string
	// waits is what keys that were begun wait for.
	waits string
}

// ExpiredMsg comes when a note was up long enough; that of an older one does nothing.
type ExpiredMsg struct{ id int }

// Note is what the note says now, with its tone; what is first, if anything, comes before all else.
func (t *Toast) Note(now time.Time, first string) statusbar.Note {
	note, left := t.note, t.end.Sub(now).Round(time.Second)
	switch {
	case first != "":
		return statusbar.Note{Text: first}
	case t.waits != "":
		return statusbar.Note{Text: t.waits}
	case t.end.IsZero():
	case left <= 0:
		note.Text = ""
	default:
		// Where it is cut, the key is still there.
		note.Text = t.undo + " takes it back: " + note.Text + " in " + format.Took(left)
	}
	return note
}

// Waits says what keys that were begun wait for, until something newer is said or it is ""
// again. What was said before is there again then.
func (t *Toast) Waits(text string) { t.waits = text }

// Text is what was said last, without a countdown.
func (t *Toast) Text() string { return t.note.Text }

// Show puts a note up for a while.
func (t *Toast) Show(d time.Duration, tone statusbar.Tone, text string) tea.Cmd {
	*t = Toast{id: t.id + 1, note: statusbar.Note{Tone: tone, Text: activity.Plainly(text)}}
	expired := ExpiredMsg{t.id}
	return tea.Tick(d, func(time.Time) tea.Msg { return expired })
}

// CountDown says what is about to happen, and until when a key takes it back.
func (t *Toast) CountDown(in time.Duration, what, undo string, now time.Time) tea.Cmd {
	up := t.Show(in, statusbar.Warning, what)
	t.end, t.undo = now.Add(in), undo
	return up
}

// Clear takes back what is said, where something newer is about to be.
func (t *Toast) Clear() { *t = Toast{id: t.id} }

// Expired takes the note down, if it is still the one.
func (t *Toast) Expired(msg ExpiredMsg) {
	if msg.id == t.id {
		*t = Toast{id: t.id, waits: t.waits}
	}
}

// Notices are the warnings of a start in one line: how many there are and where all of them
// stand, which a narrow screen must not cut off, and the first.
func Notices(all []string, help string) string {
	if len(all) == 1 {
		return all[0]
	}
	return strconv.Itoa(len(all)) + " warnings, " + help + " shows them. " + all[0]
}

// Kept is what became of a key that was pasted and works, with its tone.
func Kept(k calls.Kept) (statusbar.Tone, string) {
	if k.Err != nil {
		return statusbar.Warning, k.String()
	}
	return statusbar.Good, k.String()
}
