package rows

import (
	"time"

	"lipdash/ui/kit/theme"
	pane "lipdash/ui/pane/activity"
	"lipdash/ui/state/activity"
)

// Entries are what happened and what was called, as the pane draws it.
type Entries struct {
	all []*activity.Entry
	now time.Time
}

// Activity are the rows of entries, newest first.
func Activity(all []*activity.Entry, now time.Time) Entries { return Entries{all, now} }

// Len counts the rows.
func (es Entries) Len() int { return len(es.all) }

// ID is that of the entry at a position.
func (es Entries) ID(i int) int { return es.all[i].ID }

// Entry is a row's entry by its id, nil when it is not among these.
func (es Entries) Entry(id int) *activity.Entry {
	for _, e := range es.all {
		if e.ID == id {
			return e
		}
	}
	return nil
}

// Line is an entry as it is drawn.
func (es Entries) Line(i int) pane.Line {
	e := es.all[i]
	l := pane.Line{
		At: e.From, Kind: string(e.Kind), Tone: tones[e.Kind],
		Text: e.Words(), More: e.Last(es.now), Took: e.Took(), Request: e.RequestID(),
	}
	if e.Call != nil {
		l.Quiet = !e.Call.Failed
		if e.Kind == activity.Called && e.Call.Failed {
			l.Tone = theme.Fail
		}
	}
	return l
}

var tones = map[activity.Kind]theme.Tone{
	activity.Bad: theme.Alert, activity.Odd: theme.Warn, activity.Limited: theme.Warn, activity.Offline: theme.Warn,
	activity.Good: theme.Done, activity.Saved: theme.Done, activity.Online: theme.Done,
	activity.Called: theme.Faint,
}
